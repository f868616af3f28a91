package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The status of an index of a table, see {@link SchemaOperations#indexes()}. Immutable
 * and thread-safe; two are equal if all their values are.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/information-schema-tiflash-indexes/">TIFLASH_INDEXES</a>
 */
public final class IndexStatus {

	private final String name;

	private final Kind kind;

	private final List<String> columns;

	private final @Nullable DistanceMetric metric;

	private final State state;

	private final @Nullable Long indexedRows;

	private final @Nullable Long pendingRows;

	private final @Nullable String error;

	private IndexStatus(String name, Kind kind, List<String> columns, @Nullable DistanceMetric metric, State state,
			@Nullable Long indexedRows, @Nullable Long pendingRows, @Nullable String error) {
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(kind, "'kind' must not be null");
		Assert.notNull(state, "'state' must not be null");
		this.name = name;
		this.kind = kind;
		this.columns = List.copyOf(columns);
		this.metric = metric;
		this.state = state;
		this.indexedRows = indexedRows;
		this.pendingRows = pendingRows;
		this.error = error;
	}

	/**
	 * Create the status of an index of whose rows nothing is known, for tests of an
	 * application.
	 * @param name the name of the index
	 * @param kind its kind
	 * @param columns its columns
	 * @param state its state
	 * @return the status
	 * @throws IllegalArgumentException if an argument is {@code null}
	 */
	public static IndexStatus of(String name, Kind kind, List<String> columns, State state) {
		return of(name, kind, columns, null, state, null, null, null);
	}

	/**
	 * Create the status of an index.
	 * @param name the name of the index
	 * @param kind its kind
	 * @param columns its columns
	 * @param metric the distance metric of a vector index, or {@code null}
	 * @param state its state
	 * @param indexedRows the number of rows that are in the index, or {@code null}
	 * @param pendingRows the number of rows that are not yet, or {@code null}
	 * @param error the error that ended the building, or {@code null}
	 * @return the status
	 * @throws IllegalArgumentException if the name, the kind or the state is {@code null}
	 */
	public static IndexStatus of(String name, Kind kind, List<String> columns, @Nullable DistanceMetric metric,
			State state, @Nullable Long indexedRows, @Nullable Long pendingRows, @Nullable String error) {
		return new IndexStatus(name, kind, columns, metric, state, indexedRows, pendingRows, error);
	}

	/**
	 * Return the name of the index.
	 * @return the name in the database; of a missing index, the name that it will have
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the kind of the index.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the columns of the index.
	 * @return the names of the columns in lower case, with a length if the index has only
	 * their beginning, such as {@code name(10)}; an expression in parentheses;
	 * unmodifiable
	 */
	public List<String> columns() {
		return this.columns;
	}

	/**
	 * Return the distance metric of a vector index.
	 * @return the metric, or {@code null} if it is another index
	 */
	public @Nullable DistanceMetric metric() {
		return this.metric;
	}

	/**
	 * Return the state of the index.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Return the number of rows that are in a vector or full-text index, as TiFlash
	 * reports it: with several replicas, each of them counts a row. While an index is
	 * added to a table, the number is approximate.
	 * @return the number; empty if the server does not report it, and for other indexes
	 */
	public OptionalLong indexedRows() {
		return optional(this.indexedRows);
	}

	/**
	 * Return the number of rows that are not yet in a vector or full-text index, as
	 * TiFlash reports it. Searches find them too, by comparing each of them. An index
	 * that is {@linkplain State#BUILT built} may have some: those that were written
	 * recently, which TiFlash indexes when it merges them into the older ones
	 * ({@code ALTER TABLE … COMPACT} does that at once).
	 * @return the number; empty if the server does not report it, and for other indexes
	 */
	public OptionalLong pendingRows() {
		return optional(this.pendingRows);
	}

	private static OptionalLong optional(@Nullable Long number) {
		return (number != null) ? OptionalLong.of(number) : OptionalLong.empty();
	}

	/**
	 * Return the error that ended the building of the index.
	 * @return TiFlash's message, or {@code null} if there is none
	 */
	public @Nullable String error() {
		return this.error;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof IndexStatus status && this.name.equals(status.name)
				&& this.kind == status.kind && this.columns.equals(status.columns) && this.metric == status.metric
				&& this.state == status.state && Objects.equals(this.indexedRows, status.indexedRows)
				&& Objects.equals(this.pendingRows, status.pendingRows) && Objects.equals(this.error, status.error));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.name, this.kind, this.columns, this.metric, this.state, this.indexedRows,
				this.pendingRows, this.error);
	}

	@Override
	public String toString() {
		return "IndexStatus[name=%s, kind=%s, columns=%s, metric=%s, state=%s, indexedRows=%s, pendingRows=%s, error=%s]"
			.formatted(this.name, this.kind, this.columns, this.metric, this.state, this.indexedRows, this.pendingRows,
					this.error);
	}

	/**
	 * A kind of index.
	 */
	public enum Kind {

		/** An index that is not unique, or of a kind that has no constant here. */
		PLAIN,

		/** A unique index. */
		UNIQUE,

		/** A vector index. */
		VECTOR,

		/** A full-text index. */
		FULL_TEXT

	}

	/**
	 * A state of an index.
	 */
	public enum State {

		/**
		 * The index can be used. Rows that were written recently may be missing from a
		 * vector or full-text index.
		 */
		BUILT,

		/**
		 * The index is not complete: it is being added to the table, its replica in
		 * TiFlash is not available yet, or stored rows are missing from it.
		 */
		BUILDING,

		/** TiFlash could not build the index. */
		FAILED,

		/**
		 * The type describes the index, and the table does not have it, for example
		 * because the server cannot have such an index.
		 */
		MISSING

	}

}
