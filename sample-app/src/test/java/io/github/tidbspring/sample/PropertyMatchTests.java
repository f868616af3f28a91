package io.github.tidbspring.sample;

import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyMatch}.
 */
class PropertyMatchTests {

	private static final PropertyMetadata PORT = new PropertyMetadata("server.port", "int", "8080", "Port.");

	@Test
	void scoreAndDistanceHaveFourDecimals() {
		PropertyMatch match = PropertyMatch
			.of(new SearchHit<>(PORT, 0.84291, 0.31419, new SearchMatch(1, 0.8, 0.8), new SearchMatch(2, 3, 0.7), 0.8));
		assertThat(match).isEqualTo(new PropertyMatch("server.port", "int", "8080", "Port.", 0.8429, 0.3142, 1, 2));
	}

	@Test
	void whatOnlyItsMeaningFoundHasNoRankAmongTheWords() {
		PropertyMatch match = PropertyMatch
			.of(new SearchHit<>(PORT, 0.5, 0.4, new SearchMatch(3, 0.8, 0.8), null, 0.5));
		assertThat(match).extracting(PropertyMatch::meaningRank, PropertyMatch::wordsRank).containsExactly(3, null);
	}

	@Test
	void whatOnlyItsWordsFoundHasNoDistance() {
		PropertyMatch match = PropertyMatch.of(new SearchHit<>(PORT, 0.2, null, null, new SearchMatch(1, 3, 0.7), 0.2));
		assertThat(match).extracting(PropertyMatch::distance, PropertyMatch::meaningRank, PropertyMatch::wordsRank)
			.containsExactly(null, null, 1);
	}

}
