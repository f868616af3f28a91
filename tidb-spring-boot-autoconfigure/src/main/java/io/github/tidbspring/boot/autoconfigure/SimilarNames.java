package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Suggests an existing name for a misspelled one.
 */
final class SimilarNames {

	private SimilarNames() {
	}

	/**
	 * Find the most similar name: by edit distance, otherwise by its words in any order,
	 * or by the same last part under another parent.
	 * @param name the name that does not exist
	 * @param candidates the existing names
	 * @return the name, or {@code null} if none is similar
	 */
	static @Nullable String nearest(String name, Collection<String> candidates) {
		return candidates.stream()
			.sorted()
			.filter((candidate) -> distance(name, candidate) <= limit(candidate))
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.or(() -> candidates.stream()
				.sorted()
				.filter((candidate) -> last(candidate).equals(last(name)) || sharesWords(name, candidate))
				.min(Comparator.comparingInt((candidate) -> distance(name, candidate))))
			.orElse(null);
	}

	/** One typing error for every three letters of the last part, rounded up. */
	private static int limit(String name) {
		return (last(name).length() + 2) / 3;
	}

	private static String last(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * Return whether each word begins a word of the candidate, or vice versa, under the
	 * same parent: {@code max-pool-size} is similar to {@code maximum-pool-size}.
	 */
	private static boolean sharesWords(String name, String candidate) {
		List<String> words = words(name);
		List<String> others = words(candidate);
		boolean sameParent = name.substring(0, name.lastIndexOf('.'))
			.equals(candidate.substring(0, candidate.lastIndexOf('.')));
		return sameParent
				&& words.stream().allMatch((word) -> others.stream().anyMatch((other) -> begins(word, other)));
	}

	private static boolean begins(String one, String other) {
		return one.equals(other)
				|| Math.min(one.length(), other.length()) > 2 && (other.startsWith(one) || one.startsWith(other));
	}

	private static List<String> words(String name) {
		return Arrays.asList(last(name).split("-"));
	}

	/** The edit distance with transpositions (optimal string alignment). */
	private static int distance(String one, String other) {
		int[][] distances = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				distances[i][j] = (i == 0) ? j : (j == 0) ? i : step(distances, one, other, i, j);
			}
		}
		return distances[one.length()][other.length()];
	}

	private static int step(int[][] distances, String one, String other, int i, int j) {
		int cost = (one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1;
		int best = Math.min(Math.min(distances[i - 1][j], distances[i][j - 1]) + 1, distances[i - 1][j - 1] + cost);
		boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
	}

}
