package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random filters over {@link TestColumns}, with names and values that try to be SQL.
 */
final class RandomFilters {

	static final String MARK = "EVIL";

	private static final List<String> PROPERTIES = List.of("id", "title", "created_at", TestColumns.HOSTILE, "odd.name",
			"meta.lang", "meta.tags[0]", "meta", Filter.path("meta", MARK + "?\"`'; DROP TABLE x; --"), "odd.json.a");

	private static final String ALPHABET = "?'\"`\\%_!:;-# (){}a$\n\0";

	private final Random random;

	RandomFilters(long seed) {
		this.random = new Random(seed);
	}

	Filter next(int depth) {
		if (depth > 0 && this.random.nextInt(3) > 0) {
			return switch (this.random.nextInt(4)) {
				case 0 -> next(depth - 1).and(next(depth - 1));
				case 1 -> next(depth - 1).or(next(depth - 1), next(depth - 1));
				case 2 -> next(depth - 1).negate();
				default -> Filter.sql("x = :a OR x IN (:b)", Map.of("a", value(), "b", List.of(value(), value())));
			};
		}
		String property = PROPERTIES.get(this.random.nextInt(PROPERTIES.size()));
		return switch (this.random.nextInt(10)) {
			case 0 -> Filter.ne(property, value());
			case 1 -> Filter.gt(property, value());
			case 2 -> Filter.between(property, value(), value());
			case 3 -> Filter.in(property, values());
			case 4 -> Filter.notIn(property, values());
			case 5 -> Filter.like(property, text());
			case 6 -> Filter.contains(property, text());
			case 7 -> Filter.isNull(property);
			case 8 -> this.random.nextBoolean() ? Filter.unrestricted() : Filter.anyOf();
			default -> Filter.eq(property, value());
		};
	}

	private List<Object> values() {
		List<Object> values = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			values.add((this.random.nextInt(5) > 0) ? value() : null);
		}
		return values;
	}

	private Object value() {
		return switch (this.random.nextInt(5)) {
			case 0 -> this.random.nextLong();
			case 1 -> this.random.nextDouble();
			case 2 -> this.random.nextBoolean();
			default -> text();
		};
	}

	private String text() {
		StringBuilder text = new StringBuilder(MARK);
		for (int i = this.random.nextInt(8); i > 0; i--) {
			text.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

}
