package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
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
 * @param version the version that the statement writes, if the table has versions
 */
record PreparedRow<T>(T row, RowStatement statement, @Nullable Object[] parameters, Map<ColumnSchema, float[]> vectors,
		@Nullable Object version) {

	private static final int BYTES_PER_VALUE = 16;

	/** The approximate length of a number of a vector. */
	private static final int BYTES_PER_DIMENSION = 12;

	static <T> PreparedRow<T> of(T row, RowStatement statement) {
		Object version = statement.version(row);
		@Nullable Object[] parameters = new Object[statement.columns().size()];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = statement.parameter(i, row, version);
		}
		return new PreparedRow<>(row, statement, parameters, Map.of(), version);
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
		return new PreparedRow<>(this.row, this.statement, parameters, vectors, this.version);
	}

	/** Return the same row, written by another statement. */
	PreparedRow<T> writtenBy(RowStatement other) {
		if (other == this.statement) {
			return this;
		}
		@Nullable Object[] parameters = new Object[other.columns().size()];
		for (int i = 0; i < parameters.length; i++) {
			ColumnSchema column = other.columns().get(i);
			// An update has two versions: the next one, and the one that it expects.
			int known = column.definition().isVersion() ? -1 : this.statement.columns().indexOf(column);
			parameters[i] = (known >= 0) ? this.parameters[known] : other.parameter(i, this.row, this.version);
		}
		return new PreparedRow<>(this.row, other, parameters, this.vectors, this.version);
	}

	/**
	 * The values of some columns; {@code null} if the statement does not write all of
	 * them, or one is NULL.
	 */
	@Nullable RowKey key(List<ColumnSchema> columns) {
		Object[] values = new Object[columns.size()];
		for (int i = 0; i < values.length; i++) {
			int position = this.statement.columns().indexOf(columns.get(i));
			Object value = (position >= 0) ? this.parameters[position] : null;
			if (value == null) {
				return null;
			}
			values[i] = value;
		}
		return new RowKey(values);
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
		setParameters(prepared, 0);
	}

	/**
	 * Set the parameters of one of several rows in a statement.
	 * @param prepared the statement
	 * @param row the position of the row, from 0
	 */
	void setParameters(PreparedStatement prepared, int row) throws SQLException {
		int before = row * this.parameters.length;
		for (int i = 0; i < this.parameters.length; i++) {
			if (this.parameters[i] == null) {
				prepared.setNull(before + i + 1, Types.NULL);
			}
			else {
				prepared.setObject(before + i + 1, this.parameters[i]);
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
