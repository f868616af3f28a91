package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Optional;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * An application's tests can replace a search by deep stubs: each step returns the type
 * of its own search.
 */
@NullMarked
class SearchStubsTests {

	private static final float[] VECTOR = { 1, 2, 3 };

	private static final Filter FILTER = Filter.eq("title", "Ports");

	private static final Fusion FUSION = Fusion.rrf(60);

	private static final Reranker RERANKER = (query, texts) -> new double[texts.size()];

	@SuppressWarnings("unchecked")
	private final Search<Article> search = mock(Search.class, Answers.RETURNS_DEEP_STUBS);

	@Test
	void vectorSearchCanBeStubbed() {
		given(vector().limit(3).list()).willReturn(List.of());
		given(vector().first()).willReturn(Optional.empty());
		assertThat(vector().limit(3).list()).isEmpty();
		assertThat(vector().first()).isEmpty();
		assertThat(vector().into(Title.class).limit(3).list()).isNotNull();
	}

	private VectorSearch<Article> vector() {
		return this.search.vector(VECTOR)
			.vectorColumn("embedding")
			.distanceMetric(DistanceMetric.L2)
			.minDistance(0.1)
			.maxDistance(0.6)
			.minScore(0.5)
			.prefilter()
			.where(FILTER)
			.numCandidates(50)
			.rerank()
			.rerank(RERANKER)
			.rerank(RERANKER, "title")
			.withVectors()
			.after(null);
	}

	@Test
	void fullTextSearchCanBeStubbed() {
		given(fullText().limit(3).list()).willReturn(List.of());
		given(fullText().first()).willReturn(Optional.empty());
		assertThat(fullText().limit(3).list()).isEmpty();
		assertThat(fullText().first()).isEmpty();
		assertThat(fullText().into(Title.class).limit(3).list()).isNotNull();
	}

	private FullTextSearch<Article> fullText() {
		return this.search.fullText("port")
			.fullTextColumn("body")
			.where(FILTER)
			.numCandidates(50)
			.rerank()
			.rerank(RERANKER)
			.rerank(RERANKER, "title")
			.withVectors();
	}

	@Test
	void fusedSearchCanBeStubbed() {
		given(fused().limit(3).list()).willReturn(List.of());
		given(fused().first()).willReturn(Optional.empty());
		assertThat(fused().limit(3).list()).isEmpty();
		assertThat(fused().first()).isEmpty();
		assertThat(fused().into(Title.class).limit(3).list()).isNotNull();
	}

	private FusedSearch<Article> fused() {
		return this.search.fused(vector(), vector())
			.and(vector())
			.fusion(FUSION)
			.where(FILTER)
			.numCandidates(50)
			.rerank()
			.rerank(RERANKER)
			.rerank(RERANKER, "title")
			.withVectors();
	}

	@Test
	void hybridSearchCanBeStubbed() {
		given(hybrid().limit(3).toSql()).willReturn("SELECT 1");
		given(hybrid().first()).willReturn(Optional.empty());
		assertThat(hybrid().limit(3).toSql()).isEqualTo("SELECT 1");
		assertThat(hybrid().first()).isEmpty();
		assertThat(hybrid().into(Title.class).limit(3).list()).isNotNull();
	}

	private HybridSearch<Article> hybrid() {
		return this.search.hybrid("port", VECTOR)
			.vectorColumn("embedding")
			.fullTextColumn("body")
			.distanceMetric(DistanceMetric.L2)
			.minDistance(0.1)
			.maxDistance(0.6)
			.prefilter()
			.fusion(FUSION)
			.fallBackToVector()
			.where(FILTER)
			.numCandidates(50)
			.rerank()
			.rerank(RERANKER)
			.rerank(RERANKER, "title")
			.withVectors();
	}

	record Title(String title) {

	}

}
