package io.github.tidbspring.client.internal.sql;

import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@NullMarked
class PlaceholdersTests {

	@ParameterizedTest
	@MethodSource("statements")
	void questionMarksInTextsNamesAndCommentsAreThemselves(String sql, String expected) {
		assertThat(Placeholders.replace(sql, (index) -> "<" + index + ">")).isEqualTo(expected);
	}

	static Stream<Arguments> statements() {
		return Stream.of(arguments("a = ? AND b = ?", "a = <0> AND b = <1>"), arguments("'?' = ?", "'?' = <0>"),
				arguments("'it''s ?' = ?", "'it''s ?' = <0>"), arguments("'it\\'s ?' = ?", "'it\\'s ?' = <0>"),
				arguments("\"say \"\"?\"\"\" = ?", "\"say \"\"?\"\"\" = <0>"), arguments("`a\\` = ?", "`a\\` = <0>"),
				arguments("`b``?` = ?", "`b``?` = <0>"), arguments("a /* ? */ = ?", "a /* ? */ = <0>"),
				arguments("a -- ?\n= ?", "a -- ?\n= <0>"), arguments("a # ? to the end", "a # ? to the end"),
				arguments("a - -? = ?", "a - -<0> = <1>"), arguments("'unfinished ?", "'unfinished ?"),
				arguments("/* unfinished ?", "/* unfinished ?"), arguments("'ends with \\", "'ends with \\"));
	}

	@Test
	void placeholderWithoutAValueStays() {
		assertThat(Placeholders.replace("? ? '?' ?", (index) -> (index == 1) ? "<1>" : null)).isEqualTo("? <1> '?' ?");
	}

}
