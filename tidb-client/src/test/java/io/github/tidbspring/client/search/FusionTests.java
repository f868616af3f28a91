package io.github.tidbspring.client.search;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@NullMarked
class FusionTests {

	private static final SearchMatch VECTOR = SearchMatch.ofVector(1, 0.8);

	private static final SearchMatch TEXT = SearchMatch.ofText(3, 1);

	@Test
	void reciprocalRanksAreAdded() {
		assertThat(Fusion.rrf(60).score(VECTOR, TEXT)).isCloseTo(1.0 / 61 + 1.0 / 63, within(1e-15));
		assertThat(Fusion.rrf(1).score(null, TEXT)).isEqualTo(0.25);
		assertThat(Fusion.rrf(1).score(VECTOR, null)).isEqualTo(0.5);
	}

	@Test
	void normalizedScoresAreWeighted() {
		assertThat(Fusion.weighted(0.5, 0.25).score(VECTOR, TEXT)).isCloseTo(0.4 + 0.125, within(1e-15));
		assertThat(Fusion.weighted(0, 2).score(VECTOR, TEXT)).isCloseTo(1, within(1e-15));
		assertThat(Fusion.weighted(1, 1).score(null, TEXT)).isCloseTo(0.5, within(1e-15));
	}

}
