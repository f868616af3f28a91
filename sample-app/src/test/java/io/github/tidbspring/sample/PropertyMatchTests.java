package io.github.tidbspring.sample;

import java.util.List;

import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyMatch}.
 */
class PropertyMatchTests {

	private static final PropertyMetadata PORT = new PropertyMetadata("server.port", "int", "8080", "Port.");

	@Test
	void scoreAndDistanceHaveFourDecimals() {
		PropertyMatch match = PropertyMatch.of(SearchHit.of(PORT, 0.84291, 0.31419, List.of(meaning(1), words(2))));
		assertThat(match).isEqualTo(new PropertyMatch("server.port", "int", "8080", "Port.", 0.8429, 0.3142, 1, 2));
	}

	@Test
	void whatOnlyItsMeaningFoundHasNoRankAmongTheWords() {
		PropertyMatch match = PropertyMatch.of(SearchHit.of(PORT, 0.5, 0.4, List.of(meaning(3))));
		assertThat(match).extracting(PropertyMatch::meaningRank, PropertyMatch::wordsRank).containsExactly(3, null);
	}

	@Test
	void whatOnlyItsWordsFoundHasNoDistance() {
		PropertyMatch match = PropertyMatch.of(SearchHit.of(PORT, 0.2, null, List.of(words(1))));
		assertThat(match).extracting(PropertyMatch::distance, PropertyMatch::meaningRank, PropertyMatch::wordsRank)
			.containsExactly(null, null, 1);
	}

	private static SearchMatch meaning(int rank) {
		return SearchMatch.of(Kind.VECTOR, "embedding", rank, 0.8);
	}

	private static SearchMatch words(int rank) {
		return SearchMatch.of(Kind.FULL_TEXT, "text", rank, 3);
	}

}
