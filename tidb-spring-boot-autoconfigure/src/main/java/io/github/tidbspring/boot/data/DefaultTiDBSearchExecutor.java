package io.github.tidbspring.boot.data;

import java.util.List;
import java.util.function.DoubleFunction;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Score;
import org.springframework.data.domain.ScoringFunction;
import org.springframework.data.domain.SearchResult;
import org.springframework.data.domain.SearchResults;
import org.springframework.data.domain.Similarity;
import org.springframework.data.domain.Vector;
import org.springframework.data.domain.VectorScoringFunctions;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.RepositoryMethodContext;
import org.springframework.data.repository.core.support.RepositoryMetadataAccess;
import org.springframework.util.Assert;

/**
 * The fragment of all repositories that have searches. Spring Data creates one bean for
 * all of them, so the domain type comes from the method that is called.
 *
 * @param <T> the domain type
 */
final class DefaultTiDBSearchExecutor<T> implements TiDBSearchExecutor<T>, RepositoryMetadataAccess {

	private final RepositoryClients clients;

	DefaultTiDBSearchExecutor(ObjectProvider<TiDBClient> clients, ListableBeanFactory beanFactory) {
		this.clients = new RepositoryClients(clients, beanFactory);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Search<T> search() {
		RepositoryMetadata repository = RepositoryMethodContext.getContext().getMetadata();
		Class<T> type = (Class<T>) repository.getDomainType();
		return this.clients.of(repository.getRepositoryInterface()).table(type).search();
	}

	@Override
	public SearchResults<T> searchNear(Vector vector, Limit limit) {
		return near(vector(vector), Similarity.of(0), limit);
	}

	@Override
	public SearchResults<T> searchNear(Vector vector, Score bound, Limit limit) {
		return near(vector(vector), bound, limit);
	}

	@Override
	public SearchResults<T> searchSimilar(String text, Limit limit) {
		return near(search().similarTo(text), Similarity.of(0), limit);
	}

	@Override
	public SearchResults<T> searchSimilar(String text, Score bound, Limit limit) {
		return near(search().similarTo(text), bound, limit);
	}

	@Override
	public SearchResults<T> searchFullText(String words, Limit limit) {
		return results(search().fullText(words).limit(max(limit)).list(), Score::of);
	}

	@Override
	public SearchResults<T> searchHybrid(String text, Limit limit) {
		return results(search().hybrid(text).limit(max(limit)).list(), Score::of);
	}

	private VectorSearch<T> vector(Vector vector) {
		Assert.notNull(vector, "'vector' must not be null");
		return search().vector(vector.toFloatArray());
	}

	private SearchResults<T> near(VectorSearch<T> search, Score bound, Limit limit) {
		Assert.notNull(bound, "'bound' must not be null");
		ScoringFunction function = bound.getFunction();
		VectorSearch<T> near = search;
		if (function instanceof VectorScoringFunctions known) {
			near = near.distanceMetric(metric(known));
		}
		if (!(bound instanceof Similarity)) {
			near = near.maxDistance(bound.getValue());
		}
		// A minimum of 0 is no bound, and finds rows whose distance overflows too.
		else if (bound.getValue() != 0) {
			near = near.minScore(bound.getValue());
		}
		return results(near.limit(max(limit)).list(), (score) -> Similarity.raw(score, function));
	}

	private static DistanceMetric metric(VectorScoringFunctions function) {
		return switch (function) {
			case COSINE -> DistanceMetric.COSINE;
			case EUCLIDEAN -> DistanceMetric.L2;
			case TAXICAB -> DistanceMetric.L1;
			case DOT_PRODUCT -> DistanceMetric.NEGATIVE_INNER_PRODUCT;
			case HAMMING -> throw new IllegalArgumentException(
					"TiDB has no Hamming distance; use COSINE, EUCLIDEAN, TAXICAB or DOT_PRODUCT");
		};
	}

	private static int max(Limit limit) {
		Assert.notNull(limit, "'limit' must not be null");
		if (limit.isUnlimited()) {
			throw new IllegalArgumentException("A search needs a limit, such as Limit.of(10)");
		}
		return limit.max();
	}

	private static <T> SearchResults<T> results(List<SearchHit<T>> hits, DoubleFunction<Score> score) {
		return new SearchResults<>(
				hits.stream().map((hit) -> new SearchResult<>(hit.entity(), score.apply(hit.score()))).toList());
	}

}
