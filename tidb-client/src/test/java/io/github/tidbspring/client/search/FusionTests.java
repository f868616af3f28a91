package io.github.tidbspring.client.search;

import java.util.List;

import io.github.tidbspring.client.search.SearchMatch.Kind;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@NullMarked
class FusionTests {

	private static final SearchMatch VECTOR = SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.8);

	private static final SearchMatch TEXT = SearchMatch.of(Kind.FULL_TEXT, "body", 3, 1);

	@Test
	void reciprocalRanksAreAdded() {
		assertThat(Fusion.rrf(60).score(List.of(VECTOR, TEXT))).isCloseTo(1.0 / 61 + 1.0 / 63, within(1e-15));
		assertThat(Fusion.rrf(1).score(List.of(TEXT))).isEqualTo(0.25);
		assertThat(Fusion.rrf(1).score(List.of(VECTOR))).isEqualTo(0.5);
	}

	@Test
	void defaultKIsSixty() {
		assertThat(Fusion.rrf().score(List.of(TEXT))).isEqualTo(Fusion.rrf(60).score(List.of(TEXT)))
			.isEqualTo(1.0 / 63);
	}

	@Test
	void normalizedScoresAreWeighted() {
		assertThat(Fusion.weighted(0.5, 0.25).score(List.of(VECTOR, TEXT))).isCloseTo(0.4 + 0.125, within(1e-15));
		assertThat(Fusion.weighted(0, 2).score(List.of(VECTOR, TEXT))).isCloseTo(1, within(1e-15));
		assertThat(Fusion.weighted(1, 1).score(List.of(TEXT))).isCloseTo(0.5, within(1e-15));
	}

}
