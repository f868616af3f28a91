package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.search.FullTextSearch;
import io.github.tidbspring.client.search.FusedSearch;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.HybridSearch;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.vector.EmbeddingContent;

import org.springframework.util.MimeType;

/**
 * Default implementation of {@link Search}.
 *
 * @param <T> the type of the rows
 */
public final class DefaultSearch<T> implements Search<T> {

	private final SearchScope<T> scope;

	public DefaultSearch(MappedTable<T> table) {
		this.scope = SearchScope.of(table);
	}

	@Override
	public VectorSearch<T> vector(float[] vector) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(vector));
	}

	@Override
	public VectorSearch<T> similarTo(String query) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(query));
	}

	@Override
	public VectorSearch<T> similarTo(String query, float[] vector) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(query, vector));
	}

	@Override
	public VectorSearch<T> similarTo(byte[] content, MimeType mediaType) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(EmbeddingContent.of(content, mediaType)));
	}

	@Override
	public FullTextSearch<T> fullText(String words) {
		return new DefaultFullTextSearch<>(this.scope, TextQuery.of(words));
	}

	@Override
	public HybridSearch<T> hybrid(String query) {
		return hybrid(query, VectorQuery.of(query));
	}

	@Override
	public HybridSearch<T> hybrid(String query, float[] vector) {
		return hybrid(query, VectorQuery.of(query, vector));
	}

	private HybridSearch<T> hybrid(String query, VectorQuery vectors) {
		return new DefaultHybridSearch<>(this.scope, vectors, TextQuery.of(query), Fusion.rrf(), false);
	}

	@Override
	public FusedSearch<T> fused(VectorSearch<T> first, VectorSearch<T> second) {
		return new DefaultFusedSearch<>(this.scope, List.of(), Fusion.rrf()).and(first).and(second);
	}

	@Override
	public String toString() {
		return "Search of " + this.scope.table().name();
	}

}
