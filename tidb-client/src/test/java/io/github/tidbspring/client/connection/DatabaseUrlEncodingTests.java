package io.github.tidbspring.client.connection;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the percent-encoding of {@link DatabaseUrl}.
 */
class DatabaseUrlEncodingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			abcXYZ019-._~ | abcXYZ019-._~
			a b           | a%20b
			a+b           | a%2Bb
			:/?#[]@       | %3A%2F%3F%23%5B%5D%40
			!$&()*,;=%    | %21%24%26%28%29%2A%2C%3B%3D%25
			ü             | %C3%BC
			密            | %E5%AF%86
			🔑            | %F0%9F%94%91
			""")
	void everythingButUnreservedCharactersIsEncodedAndComesBack(String text, String encoded) {
		assertThat(DatabaseUrl.encode(text)).isEqualTo(encoded);
		assertThat(DatabaseUrl.decode("text", encoded)).isEqualTo(text);
	}

	@Test
	void decodingUndoesEncoding() {
		Random random = new Random(4711);
		for (int i = 0; i < 5_000; i++) {
			String text = RandomText.of(random, 0, 50);
			String encoded = DatabaseUrl.encode(text);
			assertThat(encoded).matches("(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*");
			assertThat(DatabaseUrl.decode("text", encoded)).isEqualTo(text);
		}
	}

	@Test
	void eachAsciiCharacterComesBackFromItsCode() {
		for (char c = 1; c < 128; c++) {
			assertThat(DatabaseUrl.decode("text", "%%%02x".formatted((int) c))).isEqualTo(String.valueOf(c));
		}
	}

	@Test
	void whenTextHasNoPercentThenItStaysAsItIs() {
		assertThat(DatabaseUrl.decode("text", "a+b ü🔑")).isEqualTo("a+b ü🔑");
		assertThat(DatabaseUrl.decode("text", "")).isEmpty();
	}

	@Test
	void whenEncodedAndPlainCharactersAreMixedThenBothComeBack() {
		assertThat(DatabaseUrl.decode("text", "ü%C3%BC%41b+🔑%F0%9F%94%91")).isEqualTo("üüAb+🔑🔑");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "a%", "%4", "%4g", "%g4", "%%41", "% 41", "%-1", "%+1", "%ü", "%C3%B", "%４１" })
	void whenEncodingIsBrokenThenMessageNamesThePartAndNotItsText(String text) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> DatabaseUrl.decode("password", "Geheim" + text))
			.withMessageContaining("percent-encoding of the password is broken")
			.satisfies((ex) -> assertThat(WhatIsShown.of(ex)).doesNotContain("Geheim"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%FF", "%C3", "%C3%28", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%80" })
	void whenBytesAreNotUtf8ThenMessageSaysSo(String text) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> DatabaseUrl.decode("password", "Geheim" + text))
			.withMessageContaining("percent-encoding of the password is not UTF-8")
			.satisfies((ex) -> assertThat(WhatIsShown.of(ex)).doesNotContain("Geheim"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "root%00x", "root\0x", "%72oot\0x" })
	void whenTextContainsNulThenItIsRefused(String text) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> DatabaseUrl.decode("user name", text))
			.withMessageContaining("the user name contains a NUL character");
	}

}
