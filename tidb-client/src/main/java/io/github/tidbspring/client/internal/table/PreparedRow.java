package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A row that is ready to be sent.
 *
 * @param <T> the type of the row
 * @param row the row
 * @param statement the statement that writes it
 * @param parameters the parameters of the statement
 * @param vectors the vectors that were computed for it, because it has none
 */
record PreparedRow<T>(T row, RowStatement statement, @Nullable Object[] parameters,
		Map<ColumnSchema, float[]> vectors) {

	private static final int BYTES_PER_VALUE = 16;

	/** The approximate length of a number of a vector. */
	private static final int BYTES_PER_DIMENSION = 12;

	static <T> PreparedRow<T> of(T row, RowStatement statement) {
		return new PreparedRow<>(row, statement,
				statement.columns().stream().map((column) -> column.parameter(row)).toArray(), Map.of());
	}

	RowStatement.Kind kind() {
		return this.statement.kind();
	}

	/** Whether the row may exist. */
	boolean isSaved() {
		return kind() != RowStatement.Kind.INSERT;
	}

	/** The vectors that are left out, and that are computed from a text. */
	Stream<ColumnSchema> keptVectors() {
		return this.statement.leftOut().stream().filter((column) -> column.source() != null);
	}

	/** Whether a stored vector stays, which is correct only as long as its text does. */
	boolean keepsVector() {
		return isSaved() && keptVectors().findAny().isPresent();
	}

	/** Return the same row with computed vectors. */
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

	/** Return the same row, written by another statement. */
	PreparedRow<T> writtenBy(RowStatement other) {
		if (other == this.statement) {
			return this;
		}
		@Nullable Object[] parameters = other.columns().stream().map((column) -> {
			int known = this.statement.columns().indexOf(column);
			return (known >= 0) ? this.parameters[known] : column.parameter(this.row);
		}).toArray();
		return new PreparedRow<>(this.row, other, parameters, this.vectors);
	}

	/** What a vector is to be computed from, if the statement writes it. */
	@Nullable Object sourceToEmbed(ColumnSchema vector) {
		return this.statement.leftOut().contains(vector) ? null : vector.sourceToEmbed(this.row);
	}

	PreparedStatement prepareReturningKeys(Connection connection) throws SQLException {
		PreparedStatement prepared = connection.prepareStatement(this.statement.sql(), Statement.RETURN_GENERATED_KEYS);
		try {
			setParameters(prepared);
			return prepared;
		}
		catch (SQLException | RuntimeException ex) {
			prepared.close();
			throw ex;
		}
	}

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

	/** The approximate number of bytes that are sent. */
	long size() {
		// A vector that is left out may have to be computed later.
		long bytes = keptVectors().mapToLong(PreparedRow::sizeOfVector).sum();
		for (int i = 0; i < this.parameters.length; i++) {
			ColumnSchema column = this.statement.columns().get(i);
			boolean missing = column.source() != null && this.parameters[i] == null;
			bytes += missing ? sizeOfVector(column) : size(this.parameters[i]);
		}
		return bytes;
	}

	private static long sizeOfVector(ColumnSchema column) {
		return (long) BYTES_PER_DIMENSION * column.dimensions();
	}

	private static long size(@Nullable Object parameter) {
		if (parameter instanceof String text) {
			return BYTES_PER_VALUE + utf8Length(text);
		}
		return (parameter instanceof byte[] binary) ? BYTES_PER_VALUE + binary.length : BYTES_PER_VALUE;
	}

	// A plain loop, because it runs for each text of a bulk insert.
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
