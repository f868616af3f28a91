package io.github.tidbspring.client.search;

/**
 * The place of a row in one of the two searches.
 *
 * @param rank 1 for the best row
 * @param score its score there; higher is better:
 * {@link io.github.tidbspring.client.vector.DistanceMetric#score(double)}, or BM25
 * @param normalizedScore the score from 0 to 1: that of a vector search as it is, and
 * 2·atan(s)/π of BM25
 * @since 0.1
 */
public record SearchMatch(int rank, double score, double normalizedScore) {

	static SearchMatch ofVector(int rank, double score) {
		return new SearchMatch(rank, score, score);
	}

	static SearchMatch ofText(int rank, double score) {
		return new SearchMatch(rank, score, 2 * Math.atan(score) / Math.PI);
	}

}
