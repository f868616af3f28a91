package io.github.tidbspring.client.internal.table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A row that is ready to be sent.
 *
 * @param <T> the type of the row
 * @param row the row
 * @param statement the statement that writes it
 * @param parameters the statement's parameters
 * @param vectors the vectors that were made for it, since it has none
 */
record PreparedRow<T>(T row, RowStatement statement, @Nullable Object[] parameters,
		Map<ColumnSchema, float[]> vectors) {

	private static final int BYTES_PER_VALUE = 16;

	/** About how long a number of a vector is. */
	private static final int BYTES_PER_DIMENSION = 12;

	static <T> PreparedRow<T> of(T row, RowStatement statement) {
		return new PreparedRow<>(row, statement, statement.parameters(row), Map.of());
	}

	/** The same row with the vectors that it lacks. */
	PreparedRow<T> with(Map<ColumnSchema, float[]> vectors) {
		if (vectors.isEmpty()) {
			return this;
		}
		@Nullable Object[] parameters = this.parameters.clone();
		for (int i = 0; i < parameters.length; i++) {
			float[] vector = vectors.get(this.statement.columns().get(i));
			if (vector != null) {
				parameters[i] = this.statement.columns().get(i).conditionParameter(vector);
			}
		}
		return new PreparedRow<>(this.row, this.statement, parameters, vectors);
	}

	/** The same row, written by another statement. */
	PreparedRow<T> writtenBy(RowStatement other) {
		if (other == this.statement) {
			return this;
		}
		List<ColumnSchema> columns = other.columns();
		@Nullable Object[] parameters = new Object[columns.size()];
		for (int i = 0; i < parameters.length; i++) {
			int known = this.statement.columns().indexOf(columns.get(i));
			parameters[i] = (known >= 0) ? this.parameters[known] : columns.get(i).parameter(this.row);
		}
		return new PreparedRow<>(this.row, other, parameters, this.vectors);
	}

	/** The text that a vector is still to be made from, if the statement writes it. */
	@Nullable String textToEmbed(ColumnSchema vector) {
		return this.statement.leftOut().contains(vector) ? null : vector.textToEmbed(this.row);
	}

	/** Set the parameters on the statement, once it is prepared. */
	void setParameters(PreparedStatement prepared) throws SQLException {
		for (int i = 0; i < this.parameters.length; i++) {
			if (this.parameters[i] == null) {
				prepared.setNull(i + 1, Types.NULL);
			}
			else {
				prepared.setObject(i + 1, this.parameters[i]);
			}
		}
	}

	/** About how many bytes are sent. */
	long size() {
		// A vector that is left out may turn out to be one that is to be made.
		long bytes = this.statement.leftOut()
			.stream()
			.filter((column) -> column.source() != null)
			.mapToLong((column) -> (long) BYTES_PER_DIMENSION * column.dimensions())
			.sum();
		for (int i = 0; i < this.parameters.length; i++) {
			ColumnSchema column = this.statement.columns().get(i);
			boolean missing = column.source() != null && this.parameters[i] == null;
			bytes += missing ? (long) BYTES_PER_DIMENSION * column.dimensions() : size(this.parameters[i]);
		}
		return bytes;
	}

	private static long size(@Nullable Object parameter) {
		if (parameter instanceof String text) {
			return BYTES_PER_VALUE + utf8Length(text);
		}
		return (parameter instanceof byte[] binary) ? BYTES_PER_VALUE + binary.length : BYTES_PER_VALUE;
	}

	// A plain loop: this is done for each text of a bulk insert.
	private static long utf8Length(String text) {
		long bytes = text.length();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				bytes += (c < 0x800 || Character.isSurrogate(c)) ? 1 : 2;
			}
		}
		return bytes;
	}

}
