package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.page.Place;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A page of the result of a vector search: the first one, or the one after a hit.
 * <p>
 * A later page has the rows that are as far as the hit or farther, without those that
 * were returned at that distance. An order by the distance and the key would not do: a
 * limit cuts rows of equal distance in an order that only the server knows, because an
 * index allows no other order than that of the distance.
 *
 * @param <T> the type of the rows
 * @param search identifies the search
 * @param after the hit, or {@code null} for the first page
 */
record Page<T>(int search, @Nullable SearchHit<T> after) {

	/**
	 * Distances that may be equal: TiDB adds in 32-bit floats, and an exact search not in
	 * the same order as an index.
	 */
	private static final double ROUNDING = 1e-6;

	/** Return the only page of a search of a kind that has no others. */
	static <T> Page<T> only(String kind) {
		return new Page<>(kind.hashCode(), null);
	}

	/**
	 * Return the page after a hit.
	 * @throws IllegalArgumentException if the hit is of another search
	 */
	static <T> Page<T> after(@Nullable SearchHit<T> hit, SearchScope<T> scope, VectorQuery query) {
		ColumnSchema column = query.column(scope.schema());
		DistanceMetric metric = query.metric(column);
		int search = Objects.hash(scope.table().name(), column.name(), metric, query.text(),
				Arrays.hashCode(query.vector()), query.content(), scope.reranking() != null);
		Assert.isTrue(hit == null || isOf(search, column, metric, hit),
				() -> ("A search of %s by %s and %s cannot continue after a hit of another search: after(hit) takes the "
						+ "last hit of the page before, found by the same query, column and metric, and not reranked")
					.formatted(scope.table().name(), column.name(), metric));
		return new Page<>(search, hit);
	}

	private static boolean isOf(int search, ColumnSchema column, DistanceMetric metric, SearchHit<?> hit) {
		Place place = Place.of(hit);
		if (place != null) {
			return place.search() == search;
		}
		SearchMatch match = hit.vectorMatch();
		return hit.fullTextMatch() == null && (match == null || (match.property().equals(column.property().name())
				&& Math.abs(match.score() - metric.score(distance(hit))) <= ROUNDING));
	}

	/** The number of rows on the pages before, or 0 if it is unknown. */
	int before() {
		SearchMatch match = (this.after != null) ? this.after.vectorMatch() : null;
		return (match != null) ? match.rank() : 0;
	}

	/** Return what is searched, without the rows that were returned at this distance. */
	SearchScope<T> of(SearchScope<T> scope) {
		return (this.after != null) ? scope.where(Filter.not(returned(scope, this.after))) : scope;
	}

	private static <T> Filter returned(SearchScope<T> scope, SearchHit<T> after) {
		List<ColumnSchema> key = scope.schema().key();
		List<SearchHit<T>> hits = upTo(after);
		if (key.size() == 1) {
			return Filter.in(key.get(0).property().name(),
					hits.stream().map((hit) -> value(scope, hit, key.get(0))).toList());
		}
		return Filter.anyOf(hits.stream()
			.map((hit) -> Filter
				.allOf(key.stream().map((part) -> Filter.eq(part.property().name(), value(scope, hit, part))).toList()))
			.toList());
	}

	/** Return the hits at the distance of a hit, up to it. */
	@SuppressWarnings("unchecked")
	private static <T> List<SearchHit<T>> upTo(SearchHit<T> last) {
		List<SearchHit<T>> hits = new ArrayList<>();
		double bound = bound(last);
		SearchHit<T> hit = last;
		while (hit != null && distance(hit) >= bound) {
			hits.add(hit);
			Place place = Place.of(hit);
			hit = (place != null) ? (SearchHit<T>) place.before() : null;
		}
		return hits;
	}

	private static <T> Object value(SearchScope<T> scope, SearchHit<T> hit, ColumnSchema column) {
		RowMapping<T> rows = scope.mapping();
		Assert.isTrue(rows.columns().stream().anyMatch((each) -> each.name().equals(column.name())),
				() -> "A page of %s after a hit needs the key of its row, and %s does not have %s".formatted(
						scope.table().name(), hit.entity().getClass().getSimpleName(), column.property().name()));
		Object value = rows.value(hit.entity(), column);
		Assert.notNull(value, () -> "A page of %s after a hit needs the key of its row, and %s is null"
			.formatted(scope.table().name(), column.property()));
		return value;
	}

	/** Return the query of the rows from the distance of the hit on. */
	VectorQuery of(VectorQuery query) {
		if (this.after == null) {
			return query;
		}
		double bound = bound(this.after);
		Double farthest = query.maxDistance();
		Assert.state(farthest == null || bound <= farthest,
				() -> "The hit of after(hit) has the distance %s, which is above the largest one, %s: no row could be found"
					.formatted(distance(this.after), farthest));
		Double nearest = query.minDistance();
		return query.withMinDistance((nearest != null) ? Math.max(nearest, bound) : bound);
	}

	private static double bound(SearchHit<?> hit) {
		double distance = distance(hit);
		Assert.isTrue(distance > Double.NEGATIVE_INFINITY,
				() -> "There is no page after a hit whose distance has overflowed to " + distance);
		return (distance < Double.POSITIVE_INFINITY) ? distance - ROUNDING * Math.max(1, Math.abs(distance))
				: Float.MAX_VALUE;
	}

	private static double distance(SearchHit<?> hit) {
		return Objects.requireNonNull(hit.distance());
	}

	/** Give hits their places, so that the next page can continue after each of them. */
	void place(List<SearchHit<T>> hits) {
		SearchHit<T> before = this.after;
		for (SearchHit<T> hit : hits) {
			new Place(this.search, isNear(before, hit) ? before : null).set(hit);
			before = hit;
		}
	}

	private static boolean isNear(@Nullable SearchHit<?> before, SearchHit<?> hit) {
		return before != null && before.distance() != null && hit.distance() != null
				&& hit.distance() > Double.NEGATIVE_INFINITY && before.distance() >= bound(hit);
	}

}
