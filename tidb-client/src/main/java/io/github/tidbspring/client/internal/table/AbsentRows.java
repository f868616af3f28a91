package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexPart;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that are not in the table, so that no vector is computed for the others.
 * The server decides: it may take different values as the same, and other transactions
 * may insert meanwhile.
 *
 * @param <T> the type of the rows
 */
final class AbsentRows<T> {

	private final MappedTable<T> table;

	private final TableStatements statements;

	/** The columns of the primary key and of each unique index. */
	private final List<List<ColumnSchema>> keys = new ArrayList<>();

	AbsentRows(MappedTable<T> table, TableStatements statements) {
		this.table = table;
		this.statements = statements;
		this.keys.add(table.schema().key());
		table.schema()
			.indexes()
			.stream()
			.filter((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
			.map(AbsentRows::columns)
			.filter(Objects::nonNull)
			.forEach(this.keys::add);
	}

	/** The columns of an index; {@code null} if not all parts are whole columns. */
	private static @Nullable List<ColumnSchema> columns(IndexSchema index) {
		List<ColumnSchema> columns = new ArrayList<>();
		for (IndexPart part : index.parts()) {
			ColumnSchema column = part.column();
			if (column == null || part.length() > 0) {
				return null;
			}
			columns.add(column);
		}
		return columns;
	}

	/**
	 * Find rows.
	 * @param rows the rows
	 * @return the positions of those that are not in the table; of several with the same
	 * key, the first
	 */
	List<Integer> positions(List<PreparedRow<T>> rows) {
		Map<List<ColumnSchema>, Set<RowKey>> known = new HashMap<>();
		for (List<ColumnSchema> key : this.keys) {
			known.put(key, stored(key, rows));
		}
		List<Integer> absent = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			PreparedRow<T> row = rows.get(i);
			if (this.keys.stream().noneMatch((key) -> known(known, key).contains(row.key(key)))) {
				absent.add(i);
				this.keys.forEach((key) -> {
					RowKey own = row.key(key);
					if (own != null) {
						known(known, key).add(own);
					}
				});
			}
		}
		return absent;
	}

	private static Set<RowKey> known(Map<List<ColumnSchema>, Set<RowKey>> known, List<ColumnSchema> key) {
		return Objects.requireNonNull(known.get(key));
	}

	private Set<RowKey> stored(List<ColumnSchema> key, List<PreparedRow<T>> rows) {
		List<RowKey> given = rows.stream().map((row) -> row.key(key)).filter(Objects::nonNull).distinct().toList();
		Set<RowKey> stored = new HashSet<>();
		TableStatements.parts(given)
			.forEach((part) -> this.table.jdbc().query(this.statements.selectByKeys(key, key, part.size()), (row) -> {
				Object[] values = new Object[key.size()];
				for (int i = 0; i < values.length; i++) {
					values[i] = key.get(i).conditionParameter(Objects.requireNonNull(key.get(i).read(row, i + 1)));
				}
				stored.add(new RowKey(values));
			}, part.stream().flatMap((each) -> Stream.of(each.values())).toArray()));
		return stored;
	}

}
