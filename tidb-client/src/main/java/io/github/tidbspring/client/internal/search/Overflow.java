package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.internal.search.Selection.Rows;

/**
 * Distances beyond the range of a 32-bit float, in which TiDB computes them. The server
 * compares them as infinite, and returns them as 0 in the text protocol. So a 0 must be
 * checked, unless the rows before and after it show that it is one.
 */
final class Overflow {

	/** The highest finite distance that TiDB can compute. */
	static final String HIGHEST = "3.4028234663852886e38";

	static final String LOWEST = "-" + HIGHEST;

	private static final double MAX = Float.MAX_VALUE;

	private Overflow() {
	}

	/**
	 * Whether the distance of one of the rows, in the server's order, may have
	 * overflowed. A 0 that is followed by a higher distance has not.
	 */
	static boolean isPossible(Rows<?> rows) {
		boolean higher = false;
		boolean zeroAtTheEnd = false;
		for (SearchRow<?> row : rows.found()) {
			zeroAtTheEnd = row.measure() == 0;
			if (Math.abs(row.measure()) > MAX || (zeroAtTheEnd && higher)) {
				return true;
			}
			higher = higher || row.measure() > 0;
		}
		return zeroAtTheEnd;
	}

	/** Return the rows, with an infinite distance if it has overflowed. */
	static <T> Rows<T> applied(Rows<T> rows, Map<List<Object>, Integer> signs) {
		return new Rows<>(rows.found().stream().map((row) -> {
			Integer sign = signs.get(row.key());
			return (sign != null) ? row.measuring(sign * Double.POSITIVE_INFINITY) : row;
		}).toList(), rows.leftOut());
	}

}
