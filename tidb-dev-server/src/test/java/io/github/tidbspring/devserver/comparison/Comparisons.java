package io.github.tidbspring.devserver.comparison;

import java.util.List;
import java.util.stream.Stream;

/**
 * All comparisons, in the order of the page.
 */
final class Comparisons {

	private static final List<Comparison> ALL = Stream
		.of(VectorComparisons.all(), VectorIndexComparisons.all(), FullTextComparisons.all(), JsonComparisons.all(),
				KeyComparisons.all(), DefinitionComparisons.all(), StatementComparisons.all(),
				TransactionComparisons.all(), TraceComparisons.all(), ClientComparisons.all())
		.flatMap(List::stream)
		.toList();

	private Comparisons() {
	}

	static List<Comparison> all() {
		return ALL;
	}

}
