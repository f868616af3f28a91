package io.github.tidbspring.client.vector;

import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@NullMarked
class DistanceMetricTests {

	@ParameterizedTest
	@EnumSource
	void nearerNeverScoresLowerAndScoresAreFromZeroToOne(DistanceMetric distance) {
		Random random = new Random(5);
		for (int i = 0; i < 10_000; i++) {
			double near = random.nextDouble(-3, 3) * Math.pow(10, random.nextInt(4));
			double far = near + random.nextDouble() * 3;
			if (distance != DistanceMetric.NEGATIVE_INNER_PRODUCT) {
				far += Math.abs(near) - near;
				near = Math.abs(near);
			}
			assertThat(distance.score(near)).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(distance.score(far));
		}
	}

	@Test
	void scoresAreThoseOfTheFormulas() {
		assertThat(DistanceMetric.COSINE.score(0)).isEqualTo(1);
		assertThat(DistanceMetric.COSINE.score(1)).isEqualTo(0.5);
		assertThat(DistanceMetric.COSINE.score(2)).isZero();
		assertThat(DistanceMetric.L2.score(0)).isEqualTo(1);
		assertThat(DistanceMetric.L2.score(1)).isCloseTo(0.5, within(1e-15));
		assertThat(DistanceMetric.L1.score(1)).isCloseTo(0.5, within(1e-15));
		assertThat(DistanceMetric.NEGATIVE_INNER_PRODUCT.score(0)).isEqualTo(0.5);
		assertThat(DistanceMetric.NEGATIVE_INNER_PRODUCT.score(-1)).isCloseTo(0.75, within(1e-15));
	}

	@ParameterizedTest
	@EnumSource
	void distanceThatIsNotFiniteScoresNothing(DistanceMetric distance) {
		assertThat(distance.score(Double.POSITIVE_INFINITY)).isZero();
		assertThat(distance.score(Double.NEGATIVE_INFINITY)).isZero();
		assertThat(distance.score(Double.NaN)).isZero();
	}

	@Test
	void cosineThatIsALittleOutsideItsRangeStillScoresWithin() {
		assertThat(DistanceMetric.COSINE.score(-1e-8)).isEqualTo(1);
		assertThat(DistanceMetric.COSINE.score(2.0000001)).isZero();
	}

}
