package io.github.tidbspring.client.internal.search;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The columns of a table that are generated when they are read. TiFlash does not have
 * them, so a search that reads one where it chooses the nearest rows loses its index; and
 * TiDB 9.0 (a beta of February 2026) refuses it there, index or not, unless the columns
 * that it is made of are read too: "Can't find column". So they are read by key. No type
 * tells which they are: the server is asked before the first search of a table, after one
 * that failed, and for each explanation.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/generated-columns/">Generated
 * columns</a>
 */
final class VirtualColumns {

	private final Identifier table;

	/** The names, in small letters, or {@code null} where the server was not asked. */
	private volatile @Nullable Set<String> names;

	VirtualColumns(Identifier table) {
		this.table = table;
	}

	/** Whether one of the columns is one of them, as far as is known. */
	boolean isAnyOf(Collection<Identifier> columns) {
		Set<String> names = this.names;
		return names != null && !names.isEmpty()
				&& columns.stream().anyMatch((column) -> names.contains(column.name().toLowerCase(Locale.ROOT)));
	}

	void askOnce(JdbcOperations jdbc) {
		if (this.names == null) {
			ask(jdbc);
		}
	}

	/** Have the next search ask anew. */
	void forget() {
		this.names = null;
	}

	void ask(JdbcOperations jdbc) {
		try {
			// Without a parameter, so that nothing is prepared for it.
			this.names = jdbc
				.query("SHOW COLUMNS FROM " + this.table.quoted() + " WHERE `Extra` LIKE '%VIRTUAL GENERATED%'",
						(row, number) -> row.getString(1))
				.stream()
				.map((name) -> name.toLowerCase(Locale.ROOT))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (RuntimeException ex) {
			// Without an answer the search is tried as it is: the next one asks again.
		}
	}

}
