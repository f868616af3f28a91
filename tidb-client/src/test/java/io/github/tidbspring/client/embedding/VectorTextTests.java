package io.github.tidbspring.client.embedding;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VectorText}.
 */
class VectorTextTests {

	@Test
	void everyFiniteFloatComesBackBitForBit() {
		Random random = new Random(20_261_123);
		float[] vector = new float[16_383];
		for (int run = 0; run < 20; run++) {
			for (int i = 0; i < vector.length; i++) {
				float element;
				do {
					element = Float.intBitsToFloat(random.nextInt());
				}
				while (!Float.isFinite(element));
				vector[i] = element;
			}
			assertSameBits(VectorText.decode(VectorText.encode(vector)), vector);
		}
	}

	@Test
	void extremesComeBack() {
		float[] vector = { 0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE,
				-Float.MAX_VALUE, 0.1f, 16_777_217f, Math.nextUp(1f), Math.nextDown(1f) };
		assertSameBits(VectorText.decode(VectorText.encode(vector)), vector);
	}

	@Test
	void textIsWhatTiDBTakes() {
		assertThat(VectorText.encode(new float[] { 0.1f, -2, 1e10f })).isEqualTo("[0.1,-2.0,1.0E10]");
		assertThat(VectorText.encode(new float[0])).isEqualTo("[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[ ]", "  []  " })
	void emptyVectorIsRead(String text) {
		assertThat(VectorText.decode(text)).isEmpty();
	}

	@Test
	void spacesAndExponentsAreRead() {
		assertThat(VectorText.decode(" [ 1 , -2.5,3e2 ] ")).containsExactly(1, -2.5f, 300);
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void elementThatIsNotFiniteIsRefusedAndNamed(float element) {
		assertThatIllegalArgumentException().isThrownBy(() -> VectorText.encode(new float[] { 1, element }))
			.withMessage("Element 1 of the vector is %s; TiDB stores finite numbers only", element);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[", "]", "1,2", "[1,2", "(1,2)" })
	void textWithoutBracketsIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> VectorText.decode(text))
			.withMessage("A vector's text begins with [ and ends with ]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1,]", "[1,,2]", "[1,x]", "[1,2 3]", "[1,null]" })
	void textThatIsNoNumberIsRefusedAndItsPlaceNamed(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> VectorText.decode(text))
			.withMessage("Element 1 of the vector's text is not a number");
	}

	private static void assertSameBits(float[] actual, float[] expected) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < expected.length; i++) {
			assertThat(Float.floatToRawIntBits(actual[i])).as("element %d, %s", i, expected[i])
				.isEqualTo(Float.floatToRawIntBits(expected[i]));
		}
	}

}
