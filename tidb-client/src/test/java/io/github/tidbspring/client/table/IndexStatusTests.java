package io.github.tidbspring.client.table;

import java.util.List;
import java.util.OptionalLong;

import io.github.tidbspring.client.table.IndexStatus.Kind;
import io.github.tidbspring.client.table.IndexStatus.State;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexStatus}.
 */
@NullMarked
class IndexStatusTests {

	private static final IndexStatus STATUS = IndexStatus.of("i", Kind.VECTOR, List.of("v"), DistanceMetric.L2,
			State.BUILDING, 7L, 3L, null);

	@Test
	void statusHasItsValues() {
		assertThat(STATUS.name()).isEqualTo("i");
		assertThat(STATUS.kind()).isEqualTo(Kind.VECTOR);
		assertThat(STATUS.columns()).containsExactly("v");
		assertThat(STATUS.metric()).isEqualTo(DistanceMetric.L2);
		assertThat(STATUS.state()).isEqualTo(State.BUILDING);
		assertThat(STATUS.indexedRows()).isEqualTo(OptionalLong.of(7));
		assertThat(STATUS.pendingRows()).isEqualTo(OptionalLong.of(3));
		assertThat(STATUS.error()).isNull();
	}

	@Test
	void whatIsNotKnownIsEmpty() {
		IndexStatus status = IndexStatus.of("i", Kind.PLAIN, List.of("a", "b"), State.BUILT);
		assertThat(status.metric()).isNull();
		assertThat(status.indexedRows()).isEmpty();
		assertThat(status.pendingRows()).isEmpty();
		assertThat(status.error()).isNull();
	}

	@Test
	void statusesAreEqualByTheirValues() {
		assertThat(STATUS)
			.isEqualTo(IndexStatus.of("i", Kind.VECTOR, List.of("v"), DistanceMetric.L2, State.BUILDING, 7L, 3L, null))
			.hasSameHashCodeAs(
					IndexStatus.of("i", Kind.VECTOR, List.of("v"), DistanceMetric.L2, State.BUILDING, 7L, 3L, null))
			.isNotEqualTo(
					IndexStatus.of("i", Kind.VECTOR, List.of("v"), DistanceMetric.L2, State.BUILDING, 8L, 3L, null))
			.isNotEqualTo(
					IndexStatus.of("i", Kind.VECTOR, List.of("v"), DistanceMetric.L2, State.BUILDING, 7L, 3L, "x"))
			.isNotEqualTo(IndexStatus.of("i", Kind.VECTOR, List.of("v"), State.BUILDING))
			.isNotEqualTo(new Object())
			.hasToString("IndexStatus[name=i, kind=VECTOR, columns=[v], metric=L2, state=BUILDING, indexedRows=7, "
					+ "pendingRows=3, error=null]");
	}

}
