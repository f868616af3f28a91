package io.github.tidbspring.client.internal.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Identifier}.
 */
class IdentifierTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			notes                  | `notes`
			a`b                    | `a``b`
			`                      | ````
			``                     | ``````
			a` ; DROP TABLE x; -- `| `a`` ; DROP TABLE x; -- ```
			a.b                    | `a.b`
			a'b                    | `a'b`
			a\\b                    | `a\\b`
			select                 | `select`
			ü %/?#                 | `ü %/?#`
			数据库                  | `数据库`
			"a b"                  | `a b`
			" a"                   | ` a`
			1                      | `1`
			""")
	void nameIsQuoted(String name, String quoted) {
		assertThat(Identifier.of(name).quoted()).isEqualTo(quoted);
		assertThat(Identifier.of(name)).hasToString(quoted);
		assertThat(Identifier.of(name).name()).isEqualTo(name);
	}

	@Test
	void lengthIsCountedInCharactersNotInUnits() {
		assertThat(Identifier.of("a".repeat(64)).name()).hasSize(64);
		assertThat(Identifier.of("🔑".repeat(64)).name()).hasSize(128);
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of("🔑".repeat(65)))
			.withMessageContaining("65 characters; TiDB accepts at most 64");
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of("a".repeat(65)))
			.withMessageContaining("'aaaaaaaaaaaaaaaa…'");
	}

	@Test
	void whenNameIsNoneThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of(""))
			.withMessage("An identifier must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of("notes "))
			.withMessageContaining("'notes ' ends with a space");
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of(" ")).withMessageContaining("space");
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of("a\0b"))
			.withMessageContaining("'a\\0b' contains a NUL character");
	}

	@Test
	void identifiersOfOneNameAreEqual() {
		assertThat(Identifier.of("a`b")).isEqualTo(new Identifier("a`b")).isNotEqualTo(Identifier.of("A`B"));
	}

}
