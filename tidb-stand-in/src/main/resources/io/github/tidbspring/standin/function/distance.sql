-- One distance function; each is the same from both sides. A search calls it with the same
-- vector for every row, so that one is kept ready (see TIDB_STAND_IN_NOTICE). Nothing else
-- depends on it: other pairs of vectors are computed the slower way.
CREATE OR REPLACE FUNCTION ${name}(
	a LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	b LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
) RETURNS DOUBLE DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	DECLARE other LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE m INT;
	DECLARE n INT;
	DECLARE message VARCHAR(128);
	IF a IS NULL OR b IS NULL THEN
		RETURN NULL;
	END IF;
	IF b <=> @tidb_stand_in_vector THEN
		SET other = a, m = VEC_DIMS(a), n = @tidb_stand_in_dimensions;
	ELSEIF a <=> @tidb_stand_in_vector THEN
		SET other = b, m = @tidb_stand_in_dimensions, n = VEC_DIMS(b);
	ELSE
		SET m = VEC_DIMS(a), n = VEC_DIMS(b);
		DO TIDB_STAND_IN_NOTICE(a, b);
	END IF;
	IF m <> n THEN
		SET message = CONCAT('vectors have different dimensions: ', m, ' and ', n);
		SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1105, MESSAGE_TEXT = message;
	END IF;
	IF other IS NOT NULL THEN
		RETURN (SELECT ${with_kept}
			FROM JSON_TABLE(other, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) t);
	END IF;
	-- MariaDB joins two JSON tables by comparing each row with each. A LIMIT makes it keep
	-- the second one as a table with a key, which takes a fifteenth of the time.
	RETURN (SELECT ${with_other}
		FROM JSON_TABLE(a, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) l
		STRAIGHT_JOIN (SELECT j, y FROM JSON_TABLE(b, '$[*]' COLUMNS (j FOR ORDINALITY, y FLOAT PATH '$')) t
			LIMIT 20000) r ON i = j);
END
