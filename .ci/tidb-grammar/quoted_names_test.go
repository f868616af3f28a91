package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestQuotedNames(t *testing.T) {
	expectSamples(t, quotedNames,
		sample{"SELECT `id`, COUNT(*) AS `count` FROM `db`.`note` AS `n` WHERE `n`.`key` = 'it''s `x`' ORDER BY `id` LIMIT ?", ""},
		sample{"INSERT INTO `note` (`values`) VALUES (?) ON DUPLICATE KEY UPDATE `values` = VALUES(`values`)", ""},
		sample{"SELECT `a``b`, `a'b`, \"a`b\", 'a\\'`' /* `x */ FROM `note` # `z\nWHERE 1 --1 --\t`y", ""},
		sample{"CREATE TABLE IF NOT EXISTS `note` (`key` BIGINT NOT NULL AUTO_RANDOM(5, 54), `body` TEXT NULL DEFAULT (UUID()), " +
			"PRIMARY KEY (`key`) CLUSTERED, FULLTEXT INDEX `fi` (`body`) WITH PARSER STANDARD)", ""},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_COSINE_DISTANCE(`v`))) USING HNSW", ""},
		sample{"CREATE DATABASE IF NOT EXISTS `notes` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", ""},
		sample{"ALTER TABLE `note` SET TIFLASH REPLICA 1", ""},
		sample{"DROP INDEX `vi` ON `note`", ""},
		sample{"TRUNCATE TABLE `note`", ""},
		sample{"SHOW INDEX FROM `note`", ""},
		sample{"SELECT * FROM `note` AS OF TIMESTAMP NOW() - INTERVAL 5 SECOND", ""},

		sample{"SELECT id FROM `note`", "the name id"},
		sample{"SELECT `id` FROM note", "the name note"},
		sample{"SELECT `id` FROM db.`note`", "the name db"},
		sample{"SELECT `n`.`id` FROM `note` AS n", "the name n"},
		sample{"SELECT `id` AS x FROM `note`", "the name x"},
		sample{"SELECT `id` FROM `note` WHERE id = 1", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE `id` = 1 ORDER BY ID", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE LOWER(id) = 1", "the name id"},
		sample{"SELECT `id` FROM (SELECT `id` FROM `note`) AS candidates", "the name candidates"},
		sample{"INSERT INTO note (`id`) VALUES (?)", "the name note"},
		sample{"INSERT INTO `note` (`id`, body) VALUES (?, ?)", "the name body"},
		sample{"INSERT INTO `note` (`id`) VALUES (?) ON DUPLICATE KEY UPDATE `id` = VALUES(id)", "the name id"},
		sample{"UPDATE `note` SET body = ? WHERE `id` = ?", "the name body"},
		sample{"UPDATE `note` SET `body` = (UPPER(body)), `views` = (views + ?) WHERE `id` = ?", ""},
		sample{"UPDATE `note` SET `body` = (UPPER(`body`)) WHERE `id` = ?", ""},
		sample{"UPDATE `note` SET body = (UPPER(body)) WHERE `id` = ?", "the name body"},
		sample{"UPDATE `note` SET `views` = views + 1 WHERE `id` = ?", "the name views"},
		sample{"DELETE FROM `note` WHERE `id` = (SELECT MAX(id) FROM `note`)", "the name id"},
		sample{"DELETE FROM `note` WHERE (`id`, name) IN ((?, ?))", "the name name"},
		sample{"DELETE FROM `note` WHERE (id, name) IN ((?, ?))", "the name name"},
		sample{"CREATE TABLE note (`id` BIGINT)", "the name note"},
		sample{"CREATE TABLE `note` (id BIGINT, PRIMARY KEY (`id`))", "the name id"},
		sample{"CREATE TABLE `note` (`id` BIGINT, PRIMARY KEY (id))", "the name id"},
		sample{"CREATE TABLE `note` (`id` BIGINT, INDEX idx (`id`))", "the name idx"},
		sample{"CREATE VECTOR INDEX `vi` ON `note` ((VEC_COSINE_DISTANCE(v)))", "the name v"},
		sample{"CREATE VECTOR INDEX vi ON `note` ((VEC_COSINE_DISTANCE(`v`)))", "the name vi"},
		sample{"DROP TABLE IF EXISTS note", "the name note"},
		sample{"DROP INDEX vi ON `note`", "the name vi"},
		sample{"TRUNCATE TABLE note", "the name note"},
		sample{"SHOW INDEX FROM note", "the name note"},
		sample{"CREATE DATABASE notes", "the name notes"},
		sample{"SELECT JSON_EXTRACT(meta, '$.a') FROM `note`", "the name meta"},
	)
	expectNothing(t, quotedNames,
		"SET SESSION tidb_read_staleness = '-5'",
		"SELECT column_name AS c FROM information_schema.columns WHERE table_name = ?",
		"SELECT VERSION()",
	)
}

func TestConditionsOfDevelopersQuoteAsTheyLike(t *testing.T) {
	expectSamples(t, quotedNames,
		sample{"SELECT `id` FROM `note` WHERE (CHAR_LENGTH(body) > 3)", ""},
		sample{"SELECT `id` FROM `note` WHERE (id IN (1, 2) OR (x = ')' AND (y))) AND `title` = 'x' ORDER BY `id`", ""},
		sample{"DELETE FROM `note` WHERE ((`id` = 1 OR (year > 3)) AND NOT ((x)))", ""},
		sample{"SELECT `id` FROM `note` WHERE NOT ((year > 3))", ""},
		sample{"SELECT `id` FROM `note` WHERE ((year > 3) OR `id` = 1) LIMIT 1", ""},

		sample{"SELECT `id` FROM `note` WHERE (year > 3) AND id = 1", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE (`year` > 3 OR id = 1)", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE (id) = 1", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE NOT (id = 1)", "the name id"},
		sample{"SELECT `id` FROM `note` WHERE NOT ((id = 1) OR `id` = 2 AND year = 3)", "the name year"},
		sample{"SELECT CASE WHEN (id) THEN 1 END FROM `note`", "the name id"},
		sample{"SELECT (id) FROM `note`", "the name id"},
		sample{"SELECT `id` FROM `note` ORDER BY (id)", "the name id"},
	)
}

func TestExpressionsOfDevelopersQuoteAsTheyLike(t *testing.T) {
	expectSamples(t, quotedNames,
		sample{"CREATE TABLE `note` (`id` BIGINT, `l` INT GENERATED ALWAYS AS (meta->>'$.l') VIRTUAL NULL)", ""},
		sample{"CREATE TABLE `note` (`id` BIGINT, CONSTRAINT `c` CHECK (id > 0 AND (id < 9)))", ""},
		sample{"CREATE TABLE `note` (`id` BIGINT, INDEX `i` (`id`, (LOWER(name))), KEY `k` ((CAST(m AS CHAR(40) ARRAY))))", ""},
		sample{"CREATE UNIQUE INDEX `i` ON `note` ((LOWER(name)))", ""},
		sample{"CREATE TABLE `note` (`c` DATE) TTL = c + INTERVAL 90 DAY", ""},
		sample{"ALTER TABLE `note` ADD COLUMN `l` INT GENERATED ALWAYS AS (id + 1) STORED", ""},

		sample{"CREATE TABLE `note` (`id` BIGINT, `l` INT GENERATED ALWAYS AS (`id` + x) VIRTUAL)", "the name x"},
		sample{"CREATE TABLE `note` (`id` BIGINT, CONSTRAINT c CHECK (id > 0))", "the name c"},
		sample{"CREATE TABLE `note` (`id` BIGINT, INDEX `i` (id, (LOWER(name))))", "the name id"},
		sample{"CREATE INDEX `i` ON note ((LOWER(name)))", "the name note"},
		sample{"ALTER TABLE `note` ADD COLUMN l INT", "the name l"},
	)
}

func TestOthersQuoteAsTheyLike(t *testing.T) {
	s := parsed(t, "SELECT id FROM note")
	s.byClient = false
	if applies, objections := quotedNames.check(s); applies || len(objections) > 0 {
		t.Errorf("refused: %v", objections)
	}
}

// The client's searches, as people read them: all are accepted, and no quotes may be missing.
func TestGoldenStatements(t *testing.T) {
	files, err := filepath.Glob("../../tidb-client/src/test/resources/io/github/tidbspring/client/internal/search/statements/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden statements: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, sql := range strings.Split(string(content), "\n\n") {
			for _, r := range rules {
				_, objections := r.check(parsed(t, sql))
				expectObjection(t, sample{sql, ""}, objections)
			}
			expectEachQuoteToBeNeeded(t, sql)
		}
	}
}

func expectEachQuoteToBeNeeded(t *testing.T, sql string) {
	t.Helper()
	names := slices.DeleteFunc(tokensOf(sql), func(t token) bool { return t.kind != quotedName })
	if len(names) == 0 {
		t.Errorf("no name: %s", sql)
	}
	for _, name := range names {
		changed := sql[:name.start] + name.text + sql[name.end:]
		_, objections := quotedNames.check(parsed(t, changed))
		expectObjection(t, sample{changed, "the name " + name.text + " "}, objections)
	}
}
