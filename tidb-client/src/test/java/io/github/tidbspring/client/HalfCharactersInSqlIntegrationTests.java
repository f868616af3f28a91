package io.github.tidbspring.client;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Half a surrogate pair is no parameter of a statement either: the driver would send a
 * question mark.
 */
@ContractTests
class HalfCharactersInSqlIntegrationTests {

	private final TiDBClient tidb;

	HalfCharactersInSqlIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		drop();
		this.tidb.sql("CREATE TABLE half_texts (id BIGINT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(20))").update();
		this.tidb.sql("INSERT INTO half_texts (text) VALUES ('?')").update();
	}

	@AfterEach
	void drop() {
		this.tidb.sql("DROP TABLE IF EXISTS half_texts").update();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "😀\ud83d b" })
	void halfACharacterIsRefused(String text) {
		String named = "SELECT COUNT(*) FROM half_texts WHERE text IN (:p)";
		String indexed = "SELECT COUNT(*) FROM half_texts WHERE text = ? AND 1 = ?";
		checkRefused(this.tidb.sql(named).param("p", text), 1);
		checkRefused(this.tidb.sql(named).param("p", text, java.sql.Types.VARCHAR), 1);
		checkRefused(this.tidb.sql(named).param("p", new StringBuilder(text)), 1);
		checkRefused(this.tidb.sql(named).param("p", List.of("whole", text)), 2);
		checkRefused(this.tidb.sql(named).params(Map.of("p", text)), 1);
		checkRefused(this.tidb.sql(named).paramSource(new MapSqlParameterSource("p", text)), 1);
		checkRefused(this.tidb.sql(named).paramSource(new Parameter(text)), 1);
		checkRefused(this.tidb.sql(named).withFetchSize(10).param("p", text), 1);
		checkRefused(this.tidb.sql(indexed).param(text).param(1), 1);
		checkRefused(this.tidb.sql(indexed).param(1, text).param(2, 1), 1);
		checkRefused(this.tidb.sql(indexed).params(text, 1), 1);
		checkRefused(this.tidb.sql(indexed).params(List.of(text, 1)), 1);
		checkRefused(this.tidb.sql(indexed).params(1, text), 2);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tidb.sql("INSERT INTO half_texts (text) VALUES (?)").param(text).update());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tidb.sql("UPDATE half_texts SET text = :p").param("p", text).update());
		assertThat(this.tidb.sql("SELECT text FROM half_texts").query(String.class).list()).containsExactly("?");
	}

	private static void checkRefused(StatementSpec statement, int parameter) {
		assertThatIllegalArgumentException().isThrownBy(() -> statement.query(Integer.class).single())
			.withMessageStartingWith(
					"The text for parameter " + parameter + " of the statement has half a surrogate pair")
			.withMessageEndingWith("cut texts between code points");
	}

	@Test
	void halfACharacterAloneIsRefused() {
		checkRefused(this.tidb.sql("SELECT COUNT(*) FROM half_texts WHERE text = ?").param('\ud83d'), 1);
	}

	@Test
	void wholeCharactersAreSent() {
		for (String text : List.of("😀", "\ud83d\ude00 b", "?", "", "\uFFFD")) {
			assertThat(this.tidb.sql("SELECT :p").param("p", text).query(String.class).single()).isEqualTo(text);
			assertThat(this.tidb.sql("SELECT ?").param(text).query(String.class).single()).isEqualTo(text);
		}
	}

	record Parameter(String p) {

	}

}
