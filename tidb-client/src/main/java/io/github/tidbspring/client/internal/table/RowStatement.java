package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnVersion;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes one row, and the columns whose values are its parameters.
 *
 * @param kind the kind of statement
 * @param sql the text
 * @param columns the columns, in the order of the parameters
 * @param leftOut the columns that it could write but does not: those that the server
 * generates, those with a default, and vectors, each of which is not given
 * @param versions the versions of the rows, if the table has them
 */
record RowStatement(Kind kind, String sql, List<ColumnSchema> columns, Set<ColumnSchema> leftOut,
		@Nullable ColumnVersion versions) {

	/**
	 * The length up to which the driver caches a prepared statement: the client's setting
	 * of {@code prepStmtCacheSqlLimit}.
	 */
	static final int MAX_CACHED_LENGTH = 10_000;

	/** The limit of the protocol for prepared statements. */
	private static final int MAX_PARAMETERS = 65_535;

	/** With fewer rows in a statement, the round trips cost more than a new statement. */
	private static final int MIN_ROWS = 20;

	/** The version that it writes into a row, if the table has versions. */
	@Nullable Object version(Object row) {
		if (this.versions == null) {
			return null;
		}
		return (this.kind == Kind.INSERT) ? this.versions.first(row) : this.versions.next(row);
	}

	/**
	 * Return a parameter for a row.
	 * @param position the position of its column
	 * @param row the row
	 * @param version the version that is written
	 * @return the parameter
	 */
	@Nullable Object parameter(int position, Object row, @Nullable Object version) {
		ColumnSchema column = this.columns.get(position);
		if (this.versions == null || version == null || !column.definition().isVersion()) {
			return column.parameter(row);
		}
		// The last parameter of an update is the version that it expects.
		boolean isExpected = this.kind == Kind.UPDATE && position == this.columns.size() - 1;
		return isExpected ? column.parameter(row) : this.versions.parameter(version);
	}

	/** Whether the server generates a value, which the row does not have. */
	boolean leavesOutGenerated() {
		return this.leftOut.stream().anyMatch(ColumnSchema::isGenerated);
	}

	/** The vector without which only an existing row can be written, if there is one. */
	@Nullable ColumnSchema needsRow() {
		return this.leftOut.stream()
			.filter((column) -> !column.isOptional() && !column.isGenerated())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return how many rows the driver is to put into one INSERT, so that the statement is
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
	 * Return the INSERT of several rows.
	 * @param rows the number of rows
	 * @return the statement
	 */
	String insertOf(int rows) {
		String row = this.sql.substring(this.sql.lastIndexOf('('));
		return this.sql + (", " + row).repeat(rows - 1);
	}

	/** The most rows that one statement can have. */
	int maxRows() {
		return Math.max(1, MAX_PARAMETERS / Math.max(1, this.columns.size()));
	}

	/**
	 * Kind of a statement.
	 */
	enum Kind {

		/** Insert a new row. */
		INSERT,

		/** Insert a row, or update the one with its key. */
		UPSERT,

		/** Update the row with the key, if it exists. */
		UPDATE

	}

}
