package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * The distance that corresponds to a lowest score.
 */
final class ScoreBound {

	private ScoreBound() {
	}

	/**
	 * Return the largest distance with a score, or a higher one. The inverse of the
	 * formula would be a little below or above it: a row would not be found by its own
	 * score. A score never rises with the distance, so the distance can be bisected, over
	 * all numbers in about 64 steps.
	 * @param metric the metric
	 * @param score the score, from 0 to 1
	 * @return the distance, or {@code null} if all have that score
	 */
	static @Nullable Double farthest(DistanceMetric metric, double score) {
		long near = order(-Double.MAX_VALUE);
		long far = order(Double.MAX_VALUE);
		if (metric.score(Double.MAX_VALUE) >= score) {
			return null;
		}
		while (near + 1 < far) {
			// Their mean, without their sum, which may overflow.
			long middle = (near & far) + ((near ^ far) >> 1);
			if (metric.score(distance(middle)) >= score) {
				near = middle;
			}
			else {
				far = middle;
			}
		}
		return distance(near);
	}

	/** Return the position of a finite number among all, in their order. */
	private static long order(double number) {
		long bits = Double.doubleToLongBits(number);
		return (bits >= 0) ? bits : Long.MIN_VALUE - bits;
	}

	private static double distance(long order) {
		return Double.longBitsToDouble((order >= 0) ? order : Long.MIN_VALUE - order);
	}

}
