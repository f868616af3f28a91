package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes one row, and the columns whose values are its parameters.
 *
 * @param kind what it does
 * @param sql the statement
 * @param columns the columns, in the order of the parameters
 * @param leftOut the columns that it does not write although it could: those that the
 * server chooses, and vectors that are not given
 */
record RowStatement(Kind kind, String sql, List<ColumnSchema> columns, Set<ColumnSchema> leftOut) {

	/**
	 * The length up to which the driver keeps a prepared statement: our
	 * {@code prepStmtCacheSqlLimit}.
	 */
	static final int MAX_CACHED_LENGTH = 10_000;

	/** With fewer rows in a statement, round trips would cost more than they spare. */
	private static final int MIN_ROWS = 20;

	RowStatement(String sql, List<ColumnSchema> columns) {
		this(Kind.INSERT, sql, columns, Set.of());
	}

	@Nullable Object[] parameters(Object row) {
		@Nullable Object[] parameters = new Object[this.columns.size()];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = this.columns.get(i).parameter(row);
		}
		return parameters;
	}

	/**
	 * Return how many rows the driver should put into one INSERT: as many as leave it
	 * short enough for its cache of prepared statements. A longer one would be prepared
	 * again for each batch, with thousands of parameters each time.
	 * @param rows the number of rows in the batch
	 * @return the number of rows in each statement but the last
	 */
	int rowsPerStatement(int rows) {
		int lengthOfRow = ",(?".length() + ", ?".length() * Math.max(0, this.columns.size() - 1) + ")".length();
		int cached = 1 + (MAX_CACHED_LENGTH - this.sql.length()) / lengthOfRow;
		if (cached < MIN_ROWS) {
			return rows;
		}
		// Of one size, as far as possible: each size is a statement of its own.
		int statements = (rows + cached - 1) / cached;
		return (rows + statements - 1) / statements;
	}

	/**
	 * What a statement does, in the order in which those of a batch are run.
	 */
	enum Kind {

		/** Insert a new row. */
		INSERT,

		/** Insert a row, or update the one with its key. */
		UPSERT,

		/** Update the row with a key, if there is one. */
		UPDATE

	}

}
