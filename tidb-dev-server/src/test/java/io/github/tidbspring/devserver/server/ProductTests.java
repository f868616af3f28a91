package io.github.tidbspring.devserver.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Product}.
 */
class ProductTests {

	@ParameterizedTest
	@CsvSource({ "8.5.3, 8.5.10", "8.5.3, 8.10.0", "8.5.3, 10.0.0", "7.5, 7.5.1", "8.4.0-alpha, 8.4.0",
			"9.0.0-alpha-12-gabc, 9.0.0-beta.1", "9.0.0-beta.2, 9.0.0-beta.10", "9.0.0-beta.2.pre, 9.0.0-rc.1",
			"9.0.0-rc.1, 9.0.0", "8.5.3-117-g268e1df8f8, 8.5.4", "9.0.0-nightly, 9.0.0-alpha" })
	void whenOneIsOlderThenItComesFirst(String older, String newer) {
		assertThat(tidb(older)).isLessThan(tidb(newer));
		assertThat(tidb(newer)).isGreaterThan(tidb(older));
	}

	@ParameterizedTest
	@CsvSource({ "8.5.3, v8.5.3", "8.5.3, 8.5.3-117-g268e1df8f8", "8.5.3, 8.5.3-20240101-abc",
			"8.5.0, 8.5.0-this-is-a-placeholder", "9.0.0-beta.2, 9.0.0-beta.2.pre" })
	void whenNothingTellsThemApartThenNeitherIsOlder(String one, String other) {
		assertThat(tidb(one)).isEqualByComparingTo(tidb(other));
	}

	@ParameterizedTest
	@CsvSource({ "6.5.0, true", "8.3.9, true", "8.4.0, false", "8.4.0-alpha, false", "9.0.0-beta.2.pre, false",
			"None, false", "'', false", "18.0.0, false" })
	void whenItIsBeforeAVersionThenItsNumbersSaySo(String version, boolean before) {
		assertThat(tidb(version).isBefore(8, 4)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "TiDB", "TiDB ", "nonsense 8.5.3", "8.5.3", "tidb 8.5.3" })
	void whenATextNamesNoProductThenThereIsNone(String text) {
		assertThat(Product.parse(text)).isNull();
	}

	@Test
	void whenATextNamesAProductThenItIsThat() {
		for (Product product : new Product[] { tidb("9.0.0-beta.2.pre"), new Product("MariaDB", "11.4.5") }) {
			assertThat(Product.parse(product + "\n")).isEqualTo(product);
		}
	}

	private static Product tidb(String version) {
		return new Product("TiDB", version);
	}

}
