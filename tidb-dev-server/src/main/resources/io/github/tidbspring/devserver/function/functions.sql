-- Rejects malformed vectors. MariaDB's JSON parser alone would accept "[1.]" and "[-]" as
-- arrays of numbers. It is called for each vector of a search, so the patterns are fast
-- for texts of any length.
CREATE OR REPLACE FUNCTION VEC_DIMS(v LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS INT DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	DECLARE message VARCHAR(128) CHARACTER SET utf8mb4;
	IF v IS NULL THEN
		RETURN NULL;
	END IF;
	IF NOT JSON_VALID(v) OR NOT (v REGEXP '^[[:space:]]*+[[][-+.0-9eE,[:space:]]*+[]][[:space:]]*+$')
			OR v REGEXP '[-+.eE][^0-9+-]' THEN
		SET message = LEFT(CONCAT('Invalid vector text: ', v), 128);
		SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1105, MESSAGE_TEXT = message;
	END IF;
	-- A number can be too large only with so many digits or such an exponent.
	IF v REGEXP '[eE][^-]|[^0-9][0-9]{39}' THEN
		SET message = (SELECT CONCAT('value ', MAX(x), ' out of range for float32')
			FROM JSON_TABLE(v, '$[*]' COLUMNS (x DOUBLE PATH '$')) t WHERE ABS(x) > 3.4028235e38);
		IF message IS NOT NULL THEN
			SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1105, MESSAGE_TEXT = message;
		END IF;
	END IF;
	RETURN JSON_LENGTH(v);
END
//
-- Detects a vector that is passed repeatedly, and caches its elements in a session
-- variable with access by position. A temporary table cannot be used, because it cannot
-- be created in a read-only transaction.
CREATE OR REPLACE FUNCTION TIDB_STAND_IN_NOTICE(
	a LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	b LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
) RETURNS BOOLEAN NOT DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	DECLARE v LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE elements LONGBLOB DEFAULT COLUMN_CREATE(0, 0);
	DECLARE square DOUBLE DEFAULT 0;
	IF b <=> @tidb_stand_in_right THEN
		SET v = b;
	ELSEIF a <=> @tidb_stand_in_left THEN
		SET v = a;
	END IF;
	SET @tidb_stand_in_left = a, @tidb_stand_in_right = b;
	-- Caching a very long vector would take longer than it saves.
	IF v IS NULL OR VEC_DIMS(v) > 4096 THEN
		RETURN FALSE;
	END IF;
	FOR number IN (SELECT i, x FROM JSON_TABLE(v, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) t) DO
		SET elements = COLUMN_ADD(elements, number.i, number.x AS DOUBLE);
		SET square = CAST(square + CAST(number.x * number.x AS FLOAT) AS FLOAT);
	END FOR;
	SET @tidb_stand_in_vector = NULL;
	SET @tidb_stand_in_elements = elements, @tidb_stand_in_square = square, @tidb_stand_in_dimensions = VEC_DIMS(v);
	SET @tidb_stand_in_vector = v;
	RETURN TRUE;
END
//
-- Rounds to 32 bits. MariaDB has no infinite numbers: 1e150 and -3e150 represent them, so
-- that their sum is neither of them. NULL represents NaN.
CREATE OR REPLACE FUNCTION TIDB_STAND_IN_FLOAT(v DOUBLE)
RETURNS DOUBLE DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
RETURN CASE
	WHEN v BETWEEN -2.5e150 AND -1.5e150 THEN NULL
	WHEN v >= 3.4028235677973366e38 THEN 1e150
	WHEN v <= -3.4028235677973366e38 THEN -3e150
	ELSE CAST(v AS FLOAT)
END
//
CREATE OR REPLACE FUNCTION VEC_L2_NORM(v LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS DOUBLE DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	IF VEC_DIMS(v) IS NULL THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT SQRT(COALESCE(SUM(x * x), 0)) FROM JSON_TABLE(v, '$[*]' COLUMNS (x FLOAT PATH '$')) t);
END
//
-- Formats numbers as TiDB does: the fewest digits that identify the 32-bit float, without
-- an exponent. Numbers that do not fit into MariaDB's longest decimal keep their
-- exponent.
CREATE OR REPLACE FUNCTION VEC_AS_TEXT(v LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	IF VEC_DIMS(v) IS NULL THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT CONCAT('[', COALESCE(GROUP_CONCAT(
			CASE
				WHEN d = 0 THEN '0'
				WHEN ABS(d) BETWEEN 1e-20 AND 1e30
					THEN TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(d AS DECIMAL(65, 30))))
				ELSE CAST(d AS CHAR)
			END ORDER BY i SEPARATOR ','), ''), ']')
		FROM (SELECT i, CASE
				WHEN x = 0 THEN 0e0
				WHEN CAST(ROUND(x + 0e0, 5 - e) AS FLOAT) = x THEN ROUND(x + 0e0, 5 - e)
				WHEN CAST(ROUND(x + 0e0, 6 - e) AS FLOAT) = x THEN ROUND(x + 0e0, 6 - e)
				WHEN CAST(ROUND(x + 0e0, 7 - e) AS FLOAT) = x THEN ROUND(x + 0e0, 7 - e)
				WHEN CAST(ROUND(x + 0e0, 8 - e) AS FLOAT) = x THEN ROUND(x + 0e0, 8 - e)
				ELSE x + 0e0
			END AS d
			FROM (SELECT i, x, CAST(FLOOR(LOG10(NULLIF(ABS(x), 0))) AS INT) AS e
				FROM JSON_TABLE(v, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) t) digits) numbers);
END
//
CREATE OR REPLACE FUNCTION VEC_FROM_TEXT(v LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
RETURN VEC_AS_TEXT(v)
//
CREATE OR REPLACE FUNCTION TIDB_VERSION()
RETURNS VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DETERMINISTIC NO SQL SQL SECURITY INVOKER
RETURN '${version}'
//
-- Tokenizes a text approximately as TiDB's parsers do: a word consists of letters and
-- digits, each Chinese or Japanese character is a separate word. Words are in lower case,
-- with a space on either side.
CREATE OR REPLACE FUNCTION TIDB_STAND_IN_WORDS(t LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
RETURNS LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
RETURN CONCAT(' ', TRIM(REGEXP_REPLACE(
	REGEXP_REPLACE(LOWER(t), '([\\p{Han}\\p{Hiragana}\\p{Katakana}])', ' \\1 '),
	'[^\\p{L}\\p{M}\\p{N}_]++', '  ')), ' ')
//
-- TiDB ranks by BM25. This uses term frequency and text length as BM25 does, but has no
-- statistics of the other rows: all words have the same inverse document frequency, and
-- the average text length is assumed to be 100 words.
CREATE OR REPLACE FUNCTION FTS_MATCH_WORD(
	query LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	text LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
) RETURNS DOUBLE DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	DECLARE words LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE document LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE word LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE score DOUBLE DEFAULT 0;
	DECLARE frequency DOUBLE;
	DECLARE length_factor DOUBLE;
	IF query IS NULL OR text IS NULL THEN
		RETURN 0;
	END IF;
	SET words = TIDB_STAND_IN_WORDS(query);
	SET document = TIDB_STAND_IN_WORDS(text);
	SET length_factor = 0.25 + 0.75
			* (1 + CHAR_LENGTH(document) - CHAR_LENGTH(REPLACE(document, '  ', ' '))) / 100;
	WHILE TRIM(words) <> '' DO
		SET word = CONCAT(' ', SUBSTRING_INDEX(LTRIM(words), ' ', 1), ' ');
		SET words = REPLACE(words, word, '');
		SET frequency = (CHAR_LENGTH(document) - CHAR_LENGTH(REPLACE(document, word, ''))) / CHAR_LENGTH(word);
		SET score = score + frequency * 2.2 / (frequency + 1.2 * length_factor);
	END WHILE;
	RETURN score;
END
