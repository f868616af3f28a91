package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each finite float comes back from the server as it was written.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class FloatRangeIntegrationTests {

	private static final int DIMENSIONS = 1000;

	private final Table<Numbers> numbers;

	private final Table<Single> singles;

	private final TiDBClient tidb;

	FloatRangeIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.numbers = tidb.table(Numbers.class).schema().recreate();
		this.singles = tidb.table(Single.class).schema().recreate();
	}

	@Test
	void largestAndSmallestFloatsComeBack() {
		List<Float> elements = new ArrayList<>();
		for (int i = 0; i < DIMENSIONS / 4; i++) {
			float large = Float.intBitsToFloat(Float.floatToIntBits(Float.MAX_VALUE) - i);
			float small = Float.intBitsToFloat(i);
			elements.addAll(List.of(large, -large, small, -small));
		}
		assertComesBack(elements);
	}

	@Test
	void floatsAroundPowersOfTwoComeBack() {
		List<Float> elements = new ArrayList<>();
		for (int exponent = -149; exponent <= 127; exponent++) {
			float power = Math.scalb(1f, exponent);
			elements.addAll(List.of(power, Math.nextDown(power), -Math.nextUp(power)));
		}
		assertComesBack(elements);
	}

	@Test
	void floatsOfAnyBitsComeBack() {
		Random random = new Random(20_261_128);
		for (int row = 0; row < 200; row++) {
			List<Float> elements = new ArrayList<>();
			while (elements.size() < DIMENSIONS) {
				float element = Float.intBitsToFloat(random.nextInt());
				if (Float.isFinite(element)) {
					elements.add(element);
				}
			}
			assertComesBack(elements);
		}
	}

	@Test
	void largestFloatIsSearchedFor() {
		for (float element : new float[] { Float.MAX_VALUE, -Float.MAX_VALUE, Math.nextDown(Float.MAX_VALUE),
				Float.MIN_VALUE, 0f }) {
			this.singles.deleteAll();
			this.singles.insert(new Single(1, new float[] { element }));
			assertThat(this.singles.search()
				.vector(new float[] { element })
				.distanceMetric(DistanceMetric.L1)
				.limit(1)
				.list()).singleElement().satisfies((hit) -> assertThat(hit.distance()).isZero());
			assertThat(this.tidb.sql("SELECT COUNT(*) FROM float_single WHERE embedding = :v")
				.param("v", SqlVectorValue.of(new float[] { element }))
				.query(Integer.class)
				.single()).isEqualTo(1);
		}
	}

	@Test
	void columnsOfFloatsHoldThemToo() {
		Table<Scalar> scalars = this.tidb.table(Scalar.class).schema().recreate();
		for (float element : new float[] { Float.MAX_VALUE, -Float.MAX_VALUE, Math.nextDown(Float.MAX_VALUE),
				Float.MIN_NORMAL, 0.1f }) {
			scalars.save(new Scalar(1, element));
			assertThat(scalars.findById(1)).contains(new Scalar(1, element));
		}
	}

	private void assertComesBack(List<Float> elements) {
		float[] vector = new float[DIMENSIONS];
		for (int i = 0; i < elements.size(); i++) {
			vector[i] = elements.get(i);
		}
		this.numbers.save(new Numbers(1, vector));
		float[] stored = this.numbers.findById(1).orElseThrow().embedding();
		for (int i = 0; i < DIMENSIONS; i++) {
			if (Float.floatToIntBits(stored[i]) != Float.floatToIntBits(vector[i])) {
				assertThat(stored[i])
					.as("element %d, written as %s", i, SqlVectorValue.of(new float[] { vector[i] }).toString())
					.isEqualTo(vector[i]);
			}
		}
	}

	@TiDBTable("float_numbers")
	record Numbers(@PrimaryKey long id, @VectorColumn(dimensions = DIMENSIONS) float[] embedding) {

	}

	@TiDBTable("float_scalar")
	record Scalar(@PrimaryKey long id, float number) {

	}

	@TiDBTable("float_single")
	record Single(@PrimaryKey long id, @VectorColumn(dimensions = 1) float[] embedding) {

	}

}
