package io.github.tidbspring.client.query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonPath}, by the parameters that come of it.
 */
class JsonPathTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			meta                        | $
			meta_data.lang              | $.lang
			meta.author.name            | $.author.name
			meta.tags[0]                | $.tags[0]
			meta[12][007].x             | $[12][7].x
			meta."a.b"[1]."c[0]"        | $."a.b"[1]."c[0]"
			meta."a\\"b\\\\c"           | $."a\\"b\\\\c"
			meta.a"b                    | $."a\\"b"
			meta.a\\b                   | $."a\\\\b"
			meta.a b                    | $."a b"
			meta.a]                     | $."a]"
			meta.a-b                    | $."a-b"
			meta.1a                     | $."1a"
			meta.$                      | $."$"
			meta._a1                    | $._a1
			meta.**                     | $."**"
			meta.""                     | $.""
			meta."".""                  | $."".""
			meta.数据.🔑                | $."数据"."🔑"
			meta.a`; DROP TABLE x; --   | $."a`; DROP TABLE x; --"
			meta."a`; DROP TABLE x; --" | $."a`; DROP TABLE x; --"
			meta.x', '$.y               | $."x', '$".y
			odd.json.x                  | $.x
			odd.json[0]                 | $[0]
			""")
	void pathIsTranslated(String property, String path) {
		assertThat(path(property)).isEqualTo(path);
	}

	@Test
	void controlCharactersAreEscaped() {
		assertThat(path("meta.a\nb\0")).isEqualTo("$.\"a\\u000ab\\u0000\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			meta.                | a key is missing
			meta..a              | a key is missing
			meta.a.              | a key is missing
			meta.a.[0]           | a key is missing
			meta[]               | position of one element
			meta[*]              | position of one element
			meta[-1]             | position of one element
			meta[last]           | position of one element
			meta[0               | position of one element
			meta[1234567890]     | position of one element
			meta[٣]              | position of one element
			meta[0]a             | must continue with '.' or '['
			meta."a"b            | must continue with '.' or '['
			meta."a              | double quote at the end of a key is missing
			meta."               | double quote at the end of a key is missing
			meta."a\\"           | double quote at the end of a key is missing
			meta."a\\n"          | a backslash must be followed
			meta."a\\            | a backslash must be followed
			meta.*               | for TiDB the key '*' means all keys
			meta."*".a           | for TiDB the key '*' means all keys
			""")
	void whatIsNoPathIsAnError(String property, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> path(property))
			.withMessageStartingWith("The JSON path '" + property + "' is not valid: ")
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.b", "tags[0]", "", "a\"b", "\\", "\\\"", "a`; DROP TABLE x; --", "数据", " ", "$" })
	void anyKeyIsAName(String key) {
		String quoted = key.replace("\\", "\\\\").replace("\"", "\\\"");
		assertThat(path(Filter.path("meta", key))).isEqualTo("$.\"" + quoted + "\"");
		assertThat(path(Filter.path("meta", "x", key) + "[3]")).isEqualTo("$.x.\"" + quoted + "\"[3]");
	}

	@Test
	void pathIsAParameterAndNeverText() {
		assertThat(TestColumns.sql(Filter.eq("meta." + TestColumns.HOSTILE, 1))).doesNotContain("DROP", "$");
	}

	@Test
	void columnWithADotInItsNameIsFoundFirst() {
		assertThat(TestColumns.sql(Filter.eq("odd.name", 1))).isEqualTo("`odd.name` = ?");
		assertThat(TestColumns.sql(Filter.isNull("odd.json.a.b"))).contains("JSON_EXTRACT(`odd.json`, ?)");
	}

	private static Object path(String property) {
		return TestColumns.render(Filter.isNull(property)).parameters().get(0);
	}

}
