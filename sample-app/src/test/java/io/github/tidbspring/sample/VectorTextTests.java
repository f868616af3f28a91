package io.github.tidbspring.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VectorText}.
 */
class VectorTextTests {

	@Test
	void numbersAreInBracketsWithoutBlanks() {
		assertThat(VectorText.of(new float[] { 0.5f, -1, 0 })).isEqualTo("[0.5,-1.0,0.0]");
	}

	@Test
	void numbersHaveFiveDecimals() {
		assertThat(VectorText.of(new float[] { 0.123456f, -0.987654f, 0.00002f, -1.0E-9f }))
			.isEqualTo("[0.12346,-0.98765,2.0E-5,0.0]");
	}

}
