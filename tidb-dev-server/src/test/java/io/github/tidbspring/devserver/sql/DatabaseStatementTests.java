package io.github.tidbspring.devserver.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatabaseStatement}.
 */
class DatabaseStatementTests {

	@ParameterizedTest
	@CsvSource({ "CREATE DATABASE d, false, d", "create schema if not exists `a``b` charset utf8mb4, false, a`b",
			"use d;, false, d", "DROP DATABASE IF EXISTS d, true, d", "/* x */ DROP SCHEMA d, true, d" })
	void whenStatementIsAboutADatabaseThenItIsRecognised(String sql, boolean drops, String database) {
		assertThat(DatabaseStatement.of(sql)).isEqualTo(new DatabaseStatement(drops, database));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE d (id INT)", "DROP TABLE d", "SELECT 'USE d'", "", "DROP DATABASE" })
	void whenStatementIsAboutSomethingElseThenItIsNot(String sql) {
		assertThat(DatabaseStatement.of(sql)).isNull();
	}

}
