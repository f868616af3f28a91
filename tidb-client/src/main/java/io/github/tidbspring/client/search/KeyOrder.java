package io.github.tidbspring.client.search;

import java.util.Comparator;
import java.util.List;

/**
 * An order of keys, any one that stays the same: for rows that are equally good.
 */
final class KeyOrder implements Comparator<List<Object>> {

	static final KeyOrder INSTANCE = new KeyOrder();

	private KeyOrder() {
	}

	@Override
	public int compare(List<Object> one, List<Object> other) {
		for (int i = 0; i < one.size(); i++) {
			int order = compareValues(one.get(i), other.get(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	@SuppressWarnings("unchecked")
	private static int compareValues(Object one, Object other) {
		if (one instanceof Comparable<?> && one.getClass() == other.getClass()) {
			return ((Comparable<Object>) one).compareTo(other);
		}
		return one.toString().compareTo(other.toString());
	}

}
