package io.github.tidbspring.client.vector;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link SqlVectorValue}.
 */
class SqlVectorValueTests {

	@Test
	void extremesComeBack() {
		float[] vector = { 0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE,
				-Float.MAX_VALUE, 0.1f, 16_777_217f, Math.nextUp(1f), Math.nextDown(1f) };
		assertSameBits(SqlVectorValue.parse(SqlVectorValue.of(vector).toString()), vector);
	}

	@Test
	void textIsWhatTiDBTakes() {
		assertThat(SqlVectorValue.of(new float[] { 0.1f, -2, 1e10f }).toString()).isEqualTo("[0.1,-2.0,1.0E10]");
		assertThat(
				SqlVectorValue.of(new float[] { 0, -0.0f, 0.012f, 0.0012f, -1.5e-7f, 1234567, 12_345_678 }).toString())
			.isEqualTo("[0.0,-0.0,0.012,0.0012,-1.5E-7,1234567.0,1.2345678E7]");
		assertThat(SqlVectorValue.of(new float[0]).toString()).isEqualTo("[]");
	}

	@Test
	void statementGetsTheText() throws SQLException {
		PreparedStatement statement = mock();
		float[] vector = { 1, 2 };
		SqlVectorValue value = SqlVectorValue.of(vector);
		vector[0] = 9;
		StatementCreatorUtils.setParameterValue(statement, 3, SqlTypeValue.TYPE_UNKNOWN, value);
		verify(statement).setString(3, "[1.0,2.0]");
		assertThat(value).isEqualTo(SqlVectorValue.of(new float[] { 1, 2 }))
			.hasSameHashCodeAs(SqlVectorValue.of(new float[] { 1, 2 }))
			.isNotEqualTo(SqlVectorValue.of(vector));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[ ]", "  []  " })
	void emptyVectorIsRead(String text) {
		assertThat(SqlVectorValue.parse(text)).isEmpty();
	}

	@Test
	void spacesAndExponentsAreRead() {
		assertThat(SqlVectorValue.parse(" [ 1 , -2.5,3e2 ] ")).containsExactly(1, -2.5f, 300);
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void elementThatIsNotFiniteIsRefusedAndNamed(float element) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlVectorValue.of(new float[] { 1, element }))
			.withMessage("Element 1 of the vector is %s; TiDB stores finite numbers only", element);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[", "]", "1,2", "[1,2", "(1,2)" })
	void textWithoutBracketsIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlVectorValue.parse(text))
			.withMessage("A vector's text begins with [ and ends with ]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1,]", "[1,,2]", "[1,x]", "[1,2 3]", "[1,null]", "[1,NaN]", "[1,Infinity]",
			"[1,-Infinity]", "[1,0x1p3]", "[1,1f]", "[1,1d]", "[1,+1]", "[1,.5]", "[1,5.]", "[1,-]", "[1,1e]",
			"[1,1e+]", "[1,--1]", "[1,1.2.3]", "[1,\u0661]", "[1,1]]", "[1,[1]]", "[1,1e3e3]" })
	void textThatIsNoNumberIsRefusedAndItsPlaceNamed(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlVectorValue.parse(text))
			.withMessage("Element 1 of the vector's text is not a number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.4028236e38", "-1e39", "1e99999999999", "1000000000000000000000000000000000000000" })
	void elementThatIsTooLargeIsRefusedAndItsPlaceNamed(String element) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlVectorValue.parse("[1,2," + element + "]"))
			.withMessage("Element 2 of the vector's text is too large for a float");
	}

	@Test
	void largestAndSmallestElementsAreRead() {
		assertThat(
				SqlVectorValue.parse("[3.4028235e38,1e-45,1e-99999999999,-1e-60,0.0e99999999999,1e0000000000000003]"))
			.containsExactly(Float.MAX_VALUE, Float.MIN_VALUE, 0, -0.0f, 0, 1000);
	}

	@Test
	void manyShortElementsAreRead() {
		String text = "[" + String.join(",", Collections.nCopies(16_383, "1")) + "]";
		assertThat(SqlVectorValue.parse(text)).hasSize(16_383).containsOnly(1);
	}

	@Test
	void whenAFloatIsWrittenThenItsTextIsNotBeyondTheLargestOne() {
		for (int i = 0; i < 1000; i++) {
			float element = Float.intBitsToFloat(Float.floatToIntBits(Float.MAX_VALUE) - i);
			String text = SqlVectorValue.of(new float[] { element, -element }).toString();
			assertThat(SqlVectorValue.parse(text)).containsExactly(element, -element);
			String[] numbers = text.substring(1, text.length() - 1).split(",");
			assertThat(Double.parseDouble(numbers[0])).isLessThanOrEqualTo(Float.MAX_VALUE);
			assertThat(Double.parseDouble(numbers[1])).isGreaterThanOrEqualTo(-Float.MAX_VALUE);
		}
	}

	@Test
	void messageHasNoElementOfTheText() {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlVectorValue.parse("[secret]"))
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	private static void assertSameBits(float[] actual, float[] expected) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < expected.length; i++) {
			assertThat(Float.floatToRawIntBits(actual[i])).as("element %d, %s", i, expected[i])
				.isEqualTo(Float.floatToRawIntBits(expected[i]));
		}
	}

}
