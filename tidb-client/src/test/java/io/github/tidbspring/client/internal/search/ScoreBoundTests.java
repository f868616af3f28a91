package io.github.tidbspring.client.internal.search;

import java.util.stream.DoubleStream;

import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ScoreBound}.
 */
@NullMarked
class ScoreBoundTests {

	@ParameterizedTest
	@EnumSource
	void boundIsTheLargestDistanceWithTheScore(DistanceMetric metric) {
		DoubleStream.of(1e-9, 0.1, 0.3, 0.5, 0.7, 0.9, 1 - 1e-9, 1).forEach((score) -> {
			Double farthest = ScoreBound.farthest(metric, score);
			assertThat(farthest).isNotNull();
			assertThat(metric.score(farthest)).isGreaterThanOrEqualTo(score);
			assertThat(metric.score(Math.nextUp(farthest))).isLessThan(score);
		});
	}

	@ParameterizedTest
	@EnumSource
	void distanceIsWithinTheBoundOfItsOwnScore(DistanceMetric metric) {
		DoubleStream.of(0, 1e-7, 0.1, 0.123456789, 1, 1.7)
			.forEach((distance) -> assertThat(distance)
				.isLessThanOrEqualTo(ScoreBound.farthest(metric, metric.score(distance))));
	}

	@ParameterizedTest
	@EnumSource
	void zeroIsNoBound(DistanceMetric metric) {
		assertThat(ScoreBound.farthest(metric, 0)).isNull();
	}

	@Test
	void boundIsWhereTheFormulaOfTheMetricPutsIt() {
		assertThat(ScoreBound.farthest(DistanceMetric.COSINE, 0.7)).isCloseTo(0.6, within(1e-12));
		assertThat(ScoreBound.farthest(DistanceMetric.L2, 0.5)).isCloseTo(1, within(1e-12));
		assertThat(ScoreBound.farthest(DistanceMetric.L1, 0.25)).isCloseTo(1 + Math.sqrt(2), within(1e-12));
		assertThat(ScoreBound.farthest(DistanceMetric.NEGATIVE_INNER_PRODUCT, 0.75)).isCloseTo(-1, within(1e-12));
	}

}
