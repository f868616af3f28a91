package io.github.tidbspring.client.internal.search;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The virtual columns of a table, which are computed when they are read. TiFlash does not
 * store them, so a search that reads one together with the candidates loses its index;
 * and TiDB 9.0 (a beta of February 2026) rejects it, with an index or without, unless the
 * columns of the expression are read too ("Can't find column"). So they are read by the
 * key. No type describes which columns are virtual: the server is queried before the
 * first search of a table, after one that failed, and for each explanation. Thread-safe.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/generated-columns/">Generated
 * columns</a>
 */
final class VirtualColumns {

	private final MappedTable<?> table;

	/** The names in lower case, or {@code null} before they are known. */
	private volatile @Nullable Set<String> names;

	VirtualColumns(MappedTable<?> table) {
		this.table = table;
	}

	/** Whether one of the columns is virtual, as far as is known. */
	boolean isAnyOf(Collection<Identifier> columns) {
		Set<String> names = this.names;
		return names != null && !names.isEmpty()
				&& columns.stream().anyMatch((column) -> names.contains(column.name().toLowerCase(Locale.ROOT)));
	}

	void queryOnce() {
		if (this.names == null) {
			query();
		}
	}

	/** Let the next search query the server again. */
	void forget() {
		this.names = null;
	}

	void query() {
		try {
			// Without a parameter, so that no statement is prepared.
			this.names = this.table.jdbc()
				.query("SHOW COLUMNS FROM " + this.table.name().quoted() + " WHERE `Extra` LIKE '%VIRTUAL GENERATED%'",
						(row, number) -> row.getString(1))
				.stream()
				.map((name) -> name.toLowerCase(Locale.ROOT))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (RuntimeException ex) {
			// The search is tried without them, and the next one queries again.
		}
	}

}
