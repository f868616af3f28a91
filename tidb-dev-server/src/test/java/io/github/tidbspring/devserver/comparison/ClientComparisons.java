package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Clients that connect to the server's address.
 */
final class ClientComparisons {

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, e VECTOR(3))";

	private ClientComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				difference("a malformed vector").given(TABLE)
					.asked(plain("INSERT INTO notes VALUES (1, '[1,2]')"))
					.asked(plain("INSERT INTO notes VALUES (1, '[1,2,NaN]')")),
				difference("DDL in TiDB's syntax").asked(plain("CREATE TABLE others (id INT, e VECTOR(3))"))
					.asked(plain("CREATE TABLE others2 (id BIGINT AUTO_RANDOM PRIMARY KEY)")),
				difference("a vector column's type in `INFORMATION_SCHEMA`").given(TABLE)
					.asked(plain(
							"SELECT COLUMN_TYPE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'comparison' AND COLUMN_NAME = 'e'")),
				difference("a statement that TiDB rejects").asked(plain("SELECT JSON_VALUE('{\"a\":1}', '$.a')")),
				difference("a database that such a client creates, until a wrapped connection opens it")
					.given(Client.PLAIN, "CREATE DATABASE fresh")
					.given(Client.PLAIN, "USE fresh")
					.asked(plain("SELECT VEC_DIMS('[1]')"))
					.given("DROP DATABASE fresh"));
	}

	private static Step plain(String sql) {
		return Step.ask(sql).by(Client.PLAIN);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.CLIENTS, what);
	}

}
