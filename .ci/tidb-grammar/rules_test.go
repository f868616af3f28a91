package main

import "testing"

func TestUpsertThatTheDriverBatches(t *testing.T) {
	const insert = "INSERT INTO `note` (`id`, `body`) VALUES (?, ?) ON DUPLICATE KEY UPDATE "
	expectSamples(t, batchedUpsert,
		sample{insert + "`body` = VALUES(`body`)", ""},
		sample{insert + "`id` = VALUES(`id`), `body` = VALUES(`BODY`)", ""},
		sample{"INSERT INTO `note` VALUES (?, ?) ON DUPLICATE KEY UPDATE `body` = VALUES(`body`)", ""},

		sample{insert + "`body` = ?", "one by one"},
		sample{insert + "`body` = 'x'", "one by one"},
		sample{insert + "`body` = VALUES(`title`)", "one by one"},
		sample{insert + "`body` = CONCAT(VALUES(`body`), 'x')", "one by one"},
		sample{insert + "`body` = VALUES(`body`), `count` = `count` + 1", "one by one"},
		sample{"INSERT INTO `note` (`id`) SELECT 1 ON DUPLICATE KEY UPDATE `id` = VALUES(`id`)", "VALUES (…)"},
		sample{"INSERT INTO `note` SET `id` = ? ON DUPLICATE KEY UPDATE `id` = VALUES(`id`)", "VALUES (…)"},
	)
	expectNothing(t, batchedUpsert, "INSERT INTO `note` (`id`) VALUES (?)", "UPDATE `note` SET `body` = ?")
}

func TestNoJSONValue(t *testing.T) {
	expectSamples(t, noJSONValue,
		sample{"SELECT JSON_EXTRACT(`meta`, '$.a'), JSON_UNQUOTE(`meta`) FROM `note`", ""},
		sample{"SELECT `meta` ->> '$.a' FROM `note` WHERE `meta` -> '$.a' = 1", ""},

		sample{"SELECT JSON_VALUE(`meta`, '$.a') FROM `note`", "no JSON_VALUE"},
		sample{"SELECT `id` FROM `note` WHERE LOWER(json_value(`meta`, '$.a')) = 'x'", "no JSON_VALUE"},
		sample{"SELECT `id` FROM `note` WHERE `id` IN (SELECT JSON_VALUE(`meta`, '$.a') FROM `x`) ORDER BY `id`", "no JSON_VALUE"},
		sample{"UPDATE `note` SET `body` = JSON_VALUE(`meta`, '$.a')", "no JSON_VALUE"},
		sample{"CREATE TABLE `note` (`meta` JSON, `a` INT AS (JSON_VALUE(`meta`, '$.a')))", "no JSON_VALUE"},
	)
	expectNothing(t, noJSONValue, "SELECT `json_value` FROM `note` WHERE `body` = 'JSON_VALUE(1)'")
}

func TestNothingStoredThatRuns(t *testing.T) {
	const objection = "TiDB has no stored procedures"
	// The parser takes these.
	expectSamples(t, noStoredPrograms,
		sample{"SELECT 'CREATE FUNCTION'", ""},
		sample{"CREATE TABLE `function` (`call` INT)", ""},
		sample{"CALL `p`()", objection},
		sample{"SELECT 1; CALL `p`()", objection},
		sample{"CREATE PROCEDURE `p`() SELECT 1", objection},
		sample{"DROP PROCEDURE IF EXISTS `p`", objection},
	)
	// And not these.
	for _, sql := range []string{
		"CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a",
		"CREATE OR REPLACE FUNCTION f(a INT) RETURNS INT RETURN a",
		"create definer = `root`@`%` aggregate function f returns string soname 'x.so'",
		"CREATE TRIGGER x BEFORE INSERT ON note FOR EACH ROW SET NEW.id = 1",
		"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM note",
		"\n\tALTER EVENT e DISABLE",
		"DROP TRIGGER x",
		"DROP FUNCTION IF EXISTS f",
	} {
		_, objections := noStoredPrograms.check(statement{text: sql})
		expectObjection(t, sample{sql, objection}, objections)
	}
}

func TestVectorIndex(t *testing.T) {
	expectSamples(t, vectorIndex,
		sample{"CREATE TABLE `note` (`v` VECTOR(3), VECTOR INDEX `vi` ((VEC_COSINE_DISTANCE(`v`))))", ""},
		sample{"CREATE TABLE `note` (`v` VECTOR(3), VECTOR INDEX `vi` ((VEC_L2_DISTANCE(`V`))) USING HNSW)", ""},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_COSINE_DISTANCE(`v`))) USING HNSW", ""},
		sample{"ALTER TABLE `note` ADD VECTOR INDEX `vi` ((VEC_L2_DISTANCE(`v`))) USING HNSW ADD_COLUMNAR_REPLICA_ON_DEMAND", ""},

		sample{"CREATE TABLE `note` (`v` VECTOR(3), VECTOR INDEX `vi` (`v`))", "is on ((VEC_COSINE_DISTANCE"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` (`v`)", "is on ((VEC_COSINE_DISTANCE"},
		sample{"ALTER TABLE `note` ADD VECTOR INDEX `vi` (`v`)", "is on ((VEC_COSINE_DISTANCE"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_L1_DISTANCE(`v`)))", "is on ((VEC_COSINE_DISTANCE"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_EMBED_COSINE_DISTANCE(`v`)))", "is on ((VEC_COSINE_DISTANCE"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_L2_DISTANCE(`v`, '[1]')))", "is on ((VEC_COSINE_DISTANCE"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_L2_DISTANCE(`v`)), (VEC_L2_DISTANCE(`w`)))", "one column"},
		sample{"CREATE TABLE `note` (`v` VECTOR, VECTOR INDEX `vi` ((VEC_L2_DISTANCE(`v`))))", "which `v` is not"},
		sample{"CREATE TABLE `note` (`v` TEXT, VECTOR INDEX `vi` ((VEC_L2_DISTANCE(`v`))))", "which `v` is not"},
		sample{"CREATE TABLE `note` (`w` VECTOR(3), VECTOR INDEX `vi` ((VEC_L2_DISTANCE(`v`))))", "which `v` is not"},
	)
	expectNothing(t, vectorIndex, "CREATE TABLE `note` (`v` VECTOR(3), INDEX (`id`))", "CREATE INDEX `i` ON `note` (`v`)")
}

func TestFullTextIndex(t *testing.T) {
	expectSamples(t, fullTextIndex,
		sample{"CREATE TABLE `note` (`body` TEXT, FULLTEXT INDEX `fi` (`body`) WITH PARSER STANDARD)", ""},
		sample{"CREATE FULLTEXT INDEX `fi` ON `note` (`body`) WITH PARSER MULTILINGUAL", ""},

		sample{"CREATE FULLTEXT INDEX `fi` ON `note` (`body`) WITH PARSER ngram", "WITH PARSER STANDARD"},
		sample{"ALTER TABLE `note` ADD FULLTEXT INDEX `fi` (`body`)", "WITH PARSER STANDARD"},
		sample{"CREATE FULLTEXT INDEX `fi` ON `note` (`title`, `body`) WITH PARSER STANDARD", "one column"},
	)
	expectNothing(t, fullTextIndex, "CREATE UNIQUE INDEX `i` ON `note` (`body`)")
}
