package io.github.tidbspring.client.vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SqlVectorValue} against {@link Float#parseFloat(String)} and exact arithmetic.
 */
class SqlVectorValueExactnessTests {

	private static final int BLOCK = 10_000;

	private final Random random = new Random(20_261_123);

	@Test
	void floatsOverTheWholeRangeComeBackBitForBit() {
		float[] block = new float[BLOCK];
		int size = 0;
		// A prime, so that all exponents meet all kinds of fractions: 4.3 million floats.
		for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 997) {
			float element = Float.intBitsToFloat((int) bits);
			if (Float.isFinite(element)) {
				block[size++] = element;
			}
			if (size == BLOCK) {
				assertComesBack(block);
				size = 0;
			}
		}
	}

	@Test
	void floatsBetweenMinusOneAndOneComeBackBitForBit() {
		float[] block = new float[BLOCK];
		for (int run = 0; run < 100; run++) {
			for (int i = 0; i < BLOCK; i++) {
				block[i] = (float) this.random.nextGaussian() * (float) Math.pow(10, -this.random.nextInt(5));
			}
			assertComesBack(block);
		}
	}

	@Test
	void powersOfTwoAndTenAndTheirNeighboursComeBackBitForBit() {
		List<Float> elements = new ArrayList<>();
		for (int exponent = -149; exponent <= 127; exponent++) {
			addNeighbours(elements, Math.scalb(1f, exponent));
		}
		for (int exponent = -45; exponent <= 38; exponent++) {
			for (int digit = 1; digit < 10; digit++) {
				addNeighbours(elements, Float.parseFloat(digit + "e" + exponent));
			}
		}
		assertComesBack(floats(elements));
	}

	@Test
	void subnormalFloatsComeBackBitForBit() {
		float[] block = new float[BLOCK];
		for (int i = 0; i < BLOCK; i++) {
			block[i] = Float.intBitsToFloat((i < 1000) ? i : this.random.nextInt(1 << 23));
		}
		assertComesBack(block);
	}

	@Test
	void shortDecimalsStayShort() {
		for (int i = 0; i < 1_000_000; i += 7) {
			BigDecimal decimal = BigDecimal.valueOf(i, 2 + i % 5);
			String text = SqlVectorValue.of(new float[] { decimal.floatValue() }).toString();
			assertThat(new BigDecimal(text.substring(1, text.length() - 1))).isEqualByComparingTo(decimal);
		}
	}

	@Test
	void decimalsAreReadAsTheNearestFloat() {
		for (int i = 0; i < 300_000; i++) {
			assertReadLikeParseFloat(decimal());
		}
	}

	@Test
	void decimalsNearTheMiddleBetweenTwoFloatsAreReadAsTheNearestFloat() {
		for (int i = 0; i < 20_000; i++) {
			// All exponents, and those where short texts can hit the middle exactly.
			int exponent = (i % 2 == 0) ? 1 + this.random.nextInt(253) : 120 + this.random.nextInt(40);
			float below = Float.intBitsToFloat((exponent << 23) | this.random.nextInt(1 << 23));
			BigDecimal middle = new BigDecimal(below).add(new BigDecimal(Math.nextUp(below)))
				.divide(BigDecimal.valueOf(2));
			assertReadLikeParseFloat(middle.toString());
			assertReadLikeParseFloat(middle.toPlainString());
			for (int precision : new int[] { 8, 9, 12, 15, 16, 17, 18 }) {
				for (RoundingMode rounding : new RoundingMode[] { RoundingMode.DOWN, RoundingMode.UP }) {
					assertReadLikeParseFloat(middle.round(new MathContext(precision, rounding)).toString());
				}
			}
		}
	}

	private String decimal() {
		StringBuilder text = new StringBuilder(this.random.nextBoolean() ? "-" : "");
		appendDigits(text, 1 + this.random.nextInt(12));
		if (this.random.nextInt(4) > 0) {
			appendDigits(text.append('.'), 1 + this.random.nextInt(14));
		}
		if (this.random.nextInt(3) == 0) {
			text.append("eE".charAt(this.random.nextInt(2)))
				.append(new String[] { "", "+", "-" }[this.random.nextInt(3)])
				.append(this.random.nextInt(27));
		}
		return text.toString();
	}

	private void appendDigits(StringBuilder text, int count) {
		for (int i = 0; i < count; i++) {
			text.append((char) ('0' + this.random.nextInt(10)));
		}
	}

	private static void addNeighbours(List<Float> elements, float element) {
		for (float each : new float[] { Math.nextDown(element), element, Math.nextUp(element) }) {
			if (Float.isFinite(each)) {
				elements.add(each);
				elements.add(-each);
			}
		}
	}

	private static float[] floats(List<Float> elements) {
		float[] vector = new float[elements.size()];
		IntStream.range(0, vector.length).forEach((i) -> vector[i] = elements.get(i));
		return vector;
	}

	private static void assertReadLikeParseFloat(String text) {
		float read = SqlVectorValue.parse("[" + text + "]")[0];
		if (Float.floatToRawIntBits(read) != Float.floatToRawIntBits(Float.parseFloat(text))) {
			assertThat(read).as(text).isEqualTo(Float.parseFloat(text));
		}
	}

	/** Both by our reader and by the JDK's: the two must not err alike. */
	private static void assertComesBack(float[] vector) {
		String text = SqlVectorValue.of(vector).toString();
		float[] decoded = SqlVectorValue.parse(text);
		assertThat(decoded).hasSameSizeAs(vector);
		String[] numbers = text.substring(1, text.length() - 1).split(",");
		for (int i = 0; i < vector.length; i++) {
			int expected = Float.floatToRawIntBits(vector[i]);
			int ours = Float.floatToRawIntBits(decoded[i]);
			int theirs = Float.floatToRawIntBits(Float.parseFloat(numbers[i]));
			if (ours != expected || theirs != expected) {
				assertThat(List.of(decoded[i], Float.parseFloat(numbers[i])))
					.as("%s, written as %s", vector[i], numbers[i])
					.containsOnly(vector[i]);
			}
		}
	}

}
