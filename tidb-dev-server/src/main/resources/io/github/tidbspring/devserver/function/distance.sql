-- A distance function. All of them are symmetric. A search passes the same vector for
-- every row, so its elements are cached (see TIDB_STAND_IN_NOTICE). The cache is only an
-- optimization: other pairs of vectors are computed without it, more slowly. The sums are
-- computed in session variables, one element after the other, because TiDB rounds to 32
-- bits after each. MariaDB rounds a number that is too large to the largest 32-bit float.
-- If that may have happened, the distance is computed again with range checks.
CREATE OR REPLACE FUNCTION ${name}(
	a LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	b LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
) RETURNS DOUBLE DETERMINISTIC CONTAINS SQL SQL SECURITY INVOKER
BEGIN
	DECLARE other LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
	DECLARE m INT;
	DECLARE n INT;
	DECLARE message VARCHAR(128);
	DECLARE largest DOUBLE;
	DECLARE distance DOUBLE;
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
	SET @tidb_stand_in_sum = 0e0, @tidb_stand_in_x = 0e0, @tidb_stand_in_y = 0e0;
	IF other IS NOT NULL THEN
		SET largest = (SELECT MAX(${with_kept})
			FROM JSON_TABLE(other, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) t);
		IF ${needs_kept_square} THEN
			SET @tidb_stand_in_y = @tidb_stand_in_square, largest = GREATEST(largest, @tidb_stand_in_square);
		END IF;
	ELSE
		-- MariaDB joins two JSON tables with a nested loop over all pairs of rows. With a
		-- LIMIT, it materializes the second one with a key, which takes a fifteenth of
		-- the time.
		SET largest = (SELECT MAX(${with_other})
			FROM JSON_TABLE(a, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) l
			STRAIGHT_JOIN (SELECT j, y FROM JSON_TABLE(b, '$[*]' COLUMNS (j FOR ORDINALITY, y FLOAT PATH '$')) t
				LIMIT 20000) r ON i = j);
	END IF;
	IF largest > 1e30 THEN
		SET @tidb_stand_in_sum = 0e0, @tidb_stand_in_x = 0e0, @tidb_stand_in_y = 0e0;
		SET largest = (SELECT MAX(${checked})
			FROM JSON_TABLE(a, '$[*]' COLUMNS (i FOR ORDINALITY, x FLOAT PATH '$')) l
			STRAIGHT_JOIN (SELECT j, y FROM JSON_TABLE(b, '$[*]' COLUMNS (j FOR ORDINALITY, y FLOAT PATH '$')) t
				LIMIT 20000) r ON i = j);
		SET distance = ${result};
		-- All finite distances are smaller; larger values represent infinity, which
		-- MariaDB does not have.
		RETURN CASE WHEN ABS(distance) > 1e70 THEN SIGN(distance) * 1.7976931348623157e308 ELSE distance END;
	END IF;
	RETURN ${result};
END
