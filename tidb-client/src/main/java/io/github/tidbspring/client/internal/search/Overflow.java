package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.internal.search.Selection.Rows;

/**
 * Distances beyond the range of a 32-bit float, in which TiDB adds them up. The server
 * compares them as infinite, and sends them as 0 in a result that is sent as text. So a 0
 * must be checked, unless the rows before and after it show that it is one.
 */
final class Overflow {

	/** No distance that TiDB has added up is higher and finite. */
	static final String HIGHEST = "3.4028234663852886e38";

	static final String LOWEST = "-" + HIGHEST;

	private static final double MAX = Float.MAX_VALUE;

	private Overflow() {
	}

	/**
	 * Whether one of the rows may have overflowed, which come in the server's order. A 0
	 * that a higher distance follows is a 0.
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

	/** The rows, those that have overflowed infinitely far in their direction. */
	static <T> Rows<T> applied(Rows<T> rows, Map<List<Object>, Integer> signs) {
		return new Rows<>(rows.found().stream().map((row) -> {
			Integer sign = signs.get(row.key());
			return (sign != null) ? row.measuring(sign * Double.POSITIVE_INFINITY) : row;
		}).toList(), rows.leftOut());
	}

}
