package io.github.tidbspring.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertySearch}.
 */
class PropertySearchTests {

	@Test
	void scoreOfTheSameMeaningIsOne() {
		assertThat(PropertySearch.score(0)).isEqualTo(1);
	}

	@Test
	void scoreOfTheOppositeIsZero() {
		assertThat(PropertySearch.score(2)).isZero();
	}

	@Test
	void scoreHasFourDecimals() {
		assertThat(PropertySearch.score(0.3141592)).isEqualTo(0.8429);
	}

	@Test
	void distanceThatIsRoundedBeyondItsBoundsIsAScoreWithinThem() {
		assertThat(PropertySearch.score(-0.0001)).isEqualTo(1);
		assertThat(PropertySearch.score(2.0001)).isZero();
	}

}
