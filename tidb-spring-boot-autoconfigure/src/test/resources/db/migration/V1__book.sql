CREATE TABLE book (id BIGINT PRIMARY KEY, title VARCHAR(200) NOT NULL, embedding VECTOR(3));
INSERT INTO book (id, title, embedding) VALUES (1, 'Written by Flyway', '[0.1,0.2,0.3]');
