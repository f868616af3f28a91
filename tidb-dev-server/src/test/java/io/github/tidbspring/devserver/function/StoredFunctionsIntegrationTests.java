package io.github.tidbspring.devserver.function;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredFunctions} but for the distances.
 */
@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "the functions are the stand-in's: a TiDB has its own")
class StoredFunctionsIntegrationTests {

	private final DataSource dataSource = Servers.wrapped(Servers.shared());

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[1, 2.50, 3.0] | [1,2.5,3]", "[0.1,-0.2] | [0.1,-0.2]", "[1e10,1E-7] | [10000000000,0.0000001]",
					"[123456789] | [123456790]", "[0.30000001192] | [0.3]", "[16777216,-0.0] | [16777216,0]",
					" [ 1 ] | [1]", "[] | []", "[3.4028235e38,1] | [3.4028235e38,1]" })
	void whenVectorIsWrittenThenItsNumbersAreAsShortAsTiDBs(String text, String expected) throws SQLException {
		assertThat(Servers.query(this.dataSource, "SELECT VEC_AS_TEXT(VEC_FROM_TEXT(?))", text)).isEqualTo(expected);
	}

	@Test
	void whenVectorIsWrittenThenEachNumberIsTheSame32BitFloat() throws SQLException {
		float[] numbers = { 0.1f, 1f / 3, 2f / 3, 1e-10f, 1.17549435e-20f, 7.0064923e-9f, 123456.79f, 8388609.5f, 3e29f,
				0.99999994f, 1.0000001f };
		StringBuilder text = new StringBuilder("[0");
		for (float number : numbers) {
			text.append(',').append(number);
		}
		String[] written = Servers.query(this.dataSource, "SELECT VEC_AS_TEXT(?)", text.append(']').toString())
			.replaceAll("[\\[\\]]", "")
			.split(",");
		for (int i = 0; i < numbers.length; i++) {
			assertThat(Float.parseFloat(written[i + 1])).as(written[i + 1]).isEqualTo(numbers[i]);
		}
	}

	@Test
	void resultForAVectorIsTiDBs() throws SQLException {
		assertThat(Servers.query(this.dataSource, "SELECT VEC_DIMS('[1,2,3]')")).isEqualTo("3");
		assertThat(Servers.query(this.dataSource, "SELECT VEC_L2_NORM('[3,4]')")).isEqualTo("5.0");
		assertThat(Servers.query(this.dataSource, "SELECT VEC_DIMS(NULL)")).isNull();
		assertThat(Servers.query(this.dataSource, "SELECT VEC_L2_NORM(NULL)")).isNull();
		assertThat(Servers.query(this.dataSource, "SELECT VEC_AS_TEXT(NULL)")).isNull();
	}

	@Test
	void versionSaysWhatItIs() throws SQLException {
		assertThat(Servers.query(this.dataSource, "SELECT VERSION()")).isEqualTo(Servers.shared().version())
			.matches("8\\.0\\.11-TiDB-v8\\.5\\.3-stand-in-\\d+\\.\\d+\\.\\d+-MariaDB");
		assertThat(Servers.query(this.dataSource, "SELECT TIDB_VERSION()"))
			.startsWith("Release Version: v8.5.3-stand-in")
			.contains("not TiDB", "MariaDB");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "fox | The quick brown FOX jumps | true", "fox | foxes and boxes | false",
					"FOX, dog! | a lazy dog | true", "fox | NULL | false", "'' | a fox | false", "' ' | a fox | false",
					"c++ | we write C | true", "straße | Die Straße | true", "数据 | 向量数据库 | true",
					"don't | don't panic | true", "a.b | b | true", "fox | '' | false" },
			nullValues = "NULL")
	void whenAWordOccursThenTextMatches(String query, String text, boolean matches) throws SQLException {
		double score = Double.parseDouble(Servers.query(this.dataSource, "SELECT FTS_MATCH_WORD(?, ?)", query, text));
		assertThat(score > 0).isEqualTo(matches);
	}

	@Test
	void moreWordsAndShorterTextsAreRankedFirst() throws SQLException {
		Servers.execute(this.dataSource, "DROP TABLE IF EXISTS texts",
				"CREATE TABLE texts (id INT PRIMARY KEY, t TEXT, FULLTEXT INDEX ft (t) WITH PARSER MULTILINGUAL)",
				"INSERT INTO texts VALUES (1, 'a fox and many other animals in the wide and wild wood'),"
						+ " (2, 'a fox and a fox'), (3, 'a dog'), (4, 'a fox, a dog, a fox'), (5, 'a fox')");
		List<String> ids = Servers.queryAll(this.dataSource,
				"SELECT id FROM texts WHERE FTS_MATCH_WORD('dog fox', t) ORDER BY FTS_MATCH_WORD('dog fox', t) DESC, id");
		assertThat(ids).containsExactly("4", "2", "3", "5", "1");
	}

}
