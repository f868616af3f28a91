package io.github.tidbspring.client.vector;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.util.Assert;

/**
 * A vector as a parameter of a statement, in TiDB's text form of vectors, such as
 * {@code [0.1,0.2]}. Every finite {@code float} is read back exactly.
 *
 * <pre class="code">
 * tidb.sql("SELECT id FROM notes ORDER BY VEC_COSINE_DISTANCE(embedding, :v) LIMIT 10")
 * 	.param("v", SqlVectorValue.of(vector))
 * </pre>
 *
 * Immutable and thread-safe: the array is not kept. Equal to another value with the same
 * text.
 *
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector
 * data types</a>
 */
public final class SqlVectorValue implements SqlTypeValue {

	private final String text;

	private SqlVectorValue(String text) {
		this.text = text;
	}

	/**
	 * Create a parameter.
	 * @param vector the vector, whose elements are finite
	 * @return the parameter
	 * @throws IllegalArgumentException if the vector is {@code null}, or an element is
	 * NaN or infinite
	 */
	public static SqlVectorValue of(float[] vector) {
		Assert.notNull(vector, "'vector' must not be null");
		return new SqlVectorValue(format(vector));
	}

	private static String format(float[] vector) {
		// The longest numbers, a comma for each, and the brackets.
		byte[] text = new byte[vector.length * (FloatWriter.MAX_LENGTH + 1) + 2];
		int end = 0;
		text[end++] = '[';
		for (int i = 0; i < vector.length; i++) {
			if (!Float.isFinite(vector[i])) {
				throw new IllegalArgumentException(
						"Element %s of the vector is %s; TiDB stores finite numbers only".formatted(i, vector[i]));
			}
			if (i > 0) {
				text[end++] = ',';
			}
			end = FloatWriter.write(vector[i], text, end);
		}
		text[end++] = ']';
		return new String(text, 0, end, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Parse the text of a vector. Its elements are numbers as in JSON; each is rounded to
	 * the nearest float.
	 * @param text the text, such as the value of a column of type VECTOR
	 * @return the vector
	 * @throws IllegalArgumentException if the text is not a vector, or an element is too
	 * large for a float
	 */
	public static float[] parse(String text) {
		return new VectorReader(text).read();
	}

	/**
	 * Set the text of the vector as a parameter of a statement. Called by Spring.
	 */
	@Override
	public void setTypeValue(PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
			throws SQLException {
		statement.setString(index, this.text);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SqlVectorValue value && this.text.equals(value.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * Return the text form, such as {@code [0.1,0.2]}.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
