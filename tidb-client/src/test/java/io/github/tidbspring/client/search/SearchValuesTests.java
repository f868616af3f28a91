package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * The values that searches return, as an application's tests make them.
 */
@NullMarked
class SearchValuesTests {

	private static final SearchMatch VECTOR = SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.8);

	private static final SearchMatch FULL_TEXT = SearchMatch.of(Kind.FULL_TEXT, "body", 3, 1);

	@Test
	void matchesAreEqualByTheirValues() {
		assertThat(VECTOR).isEqualTo(SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.8))
			.hasSameHashCodeAs(SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.8))
			.isNotEqualTo(SearchMatch.of(Kind.FULL_TEXT, "embedding", 1, 0.8))
			.isNotEqualTo(SearchMatch.of(Kind.VECTOR, "picture", 1, 0.8))
			.isNotEqualTo(SearchMatch.of(Kind.VECTOR, "embedding", 2, 0.8))
			.isNotEqualTo(SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.7))
			.isNotEqualTo(new Object())
			.hasToString("SearchMatch[kind=VECTOR, property=embedding, rank=1, score=0.8]");
	}

	@Test
	void normalizedScoreIsFromZeroToOne() {
		assertThat(VECTOR.normalizedScore()).isEqualTo(0.8);
		assertThat(FULL_TEXT.normalizedScore()).isCloseTo(0.5, within(1e-15));
		assertThat(SearchMatch.of(Kind.FULL_TEXT, "body", 1, 1e9).normalizedScore()).isLessThanOrEqualTo(1);
	}

	@Test
	void rankStartsAtOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> SearchMatch.of(Kind.VECTOR, "embedding", 0, 1))
			.withMessage("A rank must be 1 or more, not 0");
	}

	@Test
	void hitTellsWhichSearchesFoundIt() {
		SearchHit<String> hit = SearchHit.of("row", 0.9, 0.2, List.of(VECTOR, FULL_TEXT), 0.5);
		assertThat(hit.entity()).isEqualTo("row");
		assertThat(hit.score()).isEqualTo(0.9);
		assertThat(hit.distance()).isEqualTo(0.2);
		assertThat(hit.retrievalScore()).isEqualTo(0.5);
		assertThat(hit.matches()).containsExactly(VECTOR, FULL_TEXT);
		assertThat(hit.vectorMatch()).isSameAs(VECTOR);
		assertThat(hit.fullTextMatch()).isSameAs(FULL_TEXT);
	}

	@Test
	void hitOfARowAndAScoreHasNothingElse() {
		SearchHit<String> hit = SearchHit.of("row", 0.9);
		assertThat(hit.retrievalScore()).isEqualTo(0.9);
		assertThat(hit.distance()).isNull();
		assertThat(hit.matches()).isEmpty();
		assertThat(hit.vectorMatch()).isNull();
		assertThat(hit.fullTextMatch()).isNull();
	}

	@Test
	void hitsAreEqualByTheirValues() {
		SearchHit<String> hit = SearchHit.of("row", 0.9, 0.2, List.of(VECTOR));
		assertThat(hit).isEqualTo(SearchHit.of("row", 0.9, 0.2, List.of(VECTOR), 0.9))
			.hasSameHashCodeAs(SearchHit.of("row", 0.9, 0.2, List.of(VECTOR)))
			.isNotEqualTo(SearchHit.of("other", 0.9, 0.2, List.of(VECTOR)))
			.isNotEqualTo(SearchHit.of("row", 0.8, 0.2, List.of(VECTOR), 0.9))
			.isNotEqualTo(SearchHit.of("row", 0.9, null, List.of(VECTOR)))
			.isNotEqualTo(SearchHit.of("row", 0.9, 0.2, List.of()))
			.isNotEqualTo(SearchHit.of("row", 0.9, 0.2, List.of(VECTOR), 0.8))
			.isNotEqualTo(new Object())
			.hasToString(
					"SearchHit[entity=row, score=0.9, distance=0.2, matches=[" + VECTOR + "], retrievalScore=0.9]");
	}

	@Test
	void resultIsAnIterableOfItsHits() {
		List<SearchHit<String>> hits = List.of(SearchHit.of("first", 0.9), SearchHit.of("second", 0.8));
		SearchHits<String> result = SearchHits.of(hits, Completeness.EXHAUSTED);
		List<SearchHit<String>> iterated = new ArrayList<>();
		result.forEach(iterated::add);
		assertThat(iterated).isEqualTo(hits).isEqualTo(result.list());
		assertThat(result.entities()).containsExactly("first", "second");
		assertThat(result.completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(result.isVectorOnly()).isFalse();
	}

	@Test
	void resultsAreEqualByTheirValues() {
		List<SearchHit<String>> hits = List.of(SearchHit.of("row", 0.9));
		assertThat(SearchHits.of(hits, Completeness.EXHAUSTED))
			.isEqualTo(SearchHits.of(hits, Completeness.EXHAUSTED, false))
			.hasSameHashCodeAs(SearchHits.of(hits, Completeness.EXHAUSTED))
			.isNotEqualTo(SearchHits.of(List.of(), Completeness.EXHAUSTED))
			.isNotEqualTo(SearchHits.of(hits, Completeness.TRUNCATED))
			.isNotEqualTo(SearchHits.of(hits, Completeness.EXHAUSTED, true))
			.isNotEqualTo(new Object())
			.hasToString("SearchHits[list=" + hits + ", completeness=EXHAUSTED, vectorOnly=false]");
	}

	@Test
	void listsAreCopiedAndCannotBeChanged() {
		List<SearchMatch> matches = new ArrayList<>(List.of(VECTOR));
		SearchHit<String> hit = SearchHit.of("row", 0.9, 0.2, matches);
		List<SearchHit<String>> hits = new ArrayList<>(List.of(hit));
		SearchHits<String> result = SearchHits.of(hits, Completeness.EXHAUSTED);
		matches.clear();
		hits.clear();
		assertThat(hit.matches()).containsExactly(VECTOR);
		assertThat(result.list()).containsExactly(hit);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hit.matches().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> result.list().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> result.entities().clear());
	}

	@Test
	void explanationsAreEqualByTheirValues() {
		SearchExplanation explanation = SearchExplanation.of(false, List.of("no index"), "SELECT 1", "plan");
		assertThat(explanation.usesVectorIndex()).isFalse();
		assertThat(explanation.reasons()).containsExactly("no index");
		assertThat(explanation.sql()).isEqualTo("SELECT 1");
		assertThat(explanation.plan()).isEqualTo("plan");
		assertThat(explanation).isEqualTo(SearchExplanation.of(false, List.of("no index"), "SELECT 1", "plan"))
			.hasSameHashCodeAs(SearchExplanation.of(false, List.of("no index"), "SELECT 1", "plan"))
			.isNotEqualTo(SearchExplanation.of(true, List.of("no index"), "SELECT 1", "plan"))
			.isNotEqualTo(SearchExplanation.of(false, List.of(), "SELECT 1", "plan"))
			.isNotEqualTo(SearchExplanation.of(false, List.of("no index"), "SELECT 2", "plan"))
			.isNotEqualTo(SearchExplanation.of(false, List.of("no index"), "SELECT 1", "other"))
			.isNotEqualTo(new Object())
			.hasToString("SearchExplanation[usesVectorIndex=false, reasons=[no index], sql=SELECT 1, plan=plan]");
	}

}
