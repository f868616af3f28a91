package io.github.tidbspring.client.internal.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;

/**
 * What is read of each row that is found: the row, its key, the text to rerank by, and
 * last the number that it was found by.
 *
 * @param <T> the type of the rows
 */
final class Selection<T> {

	private static final int NONE = -1;

	private final RowMapper<T> mapper;

	private final List<Identifier> columns;

	private final int[] key;

	private final int text;

	private Selection(RowMapper<T> mapper, List<Identifier> columns, int[] key, int text) {
		this.mapper = mapper;
		this.columns = columns;
		this.key = key;
		this.text = text;
	}

	static <T> Selection<T> of(SearchScope<T> scope, ColumnSchema searched) {
		SearchTarget<T> target = scope.target();
		ColumnSchema text = scope.rerankedColumn(searched);
		RowMapping<T> rows = target.rows(scope.withVectors());
		List<Identifier> columns = new ArrayList<>();
		rows.columns().forEach((column) -> columns.add(column.name()));
		int[] key = target.key().stream().mapToInt((column) -> index(columns, column)).toArray();
		int textIndex = (text != null) ? index(columns, text.name()) : NONE;
		return new Selection<>(rows, List.copyOf(columns), key, textIndex);
	}

	/** Where a column is, which is added if it is not there yet. */
	private static int index(List<Identifier> columns, Identifier column) {
		int index = columns.indexOf(column);
		if (index < 0) {
			columns.add(column);
			index = columns.size() - 1;
		}
		return index + 1;
	}

	List<Identifier> columns() {
		return this.columns;
	}

	String names() {
		return this.columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
	}

	ResultSetExtractor<Rows<T>> reader() {
		return (rows) -> {
			List<SearchRow<T>> found = new ArrayList<>();
			int number = 0;
			for (; rows.next(); number++) {
				double measure = rows.getDouble(this.columns.size() + 1);
				if (!rows.wasNull()) {
					found.add(SearchRow.of(this.mapper.mapRow(rows, number), key(rows), text(rows), measure));
				}
			}
			return new Rows<>(found, number - found.size());
		};
	}

	/** The numbers that follow keys, by key. */
	Map<List<Object>, Integer> signs(ResultSet rows) throws SQLException {
		int[] first = IntStream.rangeClosed(1, this.key.length).toArray();
		Map<List<Object>, Integer> signs = new HashMap<>();
		while (rows.next()) {
			signs.put(key(rows, first), rows.getInt(this.key.length + 1));
		}
		return signs;
	}

	private List<Object> key(ResultSet row) throws SQLException {
		return key(row, this.key);
	}

	private static List<Object> key(ResultSet row, int[] key) throws SQLException {
		List<Object> values = new ArrayList<>(key.length);
		for (int index : key) {
			Object value = row.getObject(index);
			// Bytes are equal only to themselves.
			values.add((value instanceof byte[] bytes) ? HexFormat.of().formatHex(bytes) : value);
		}
		return values;
	}

	private @Nullable String text(ResultSet row) throws SQLException {
		return (this.text != NONE) ? row.getString(this.text) : null;
	}

	/**
	 * The rows that were found.
	 *
	 * @param <T> the type of the rows
	 * @param found the rows, in their order
	 * @param leftOut the number of those that are none, for their number is NULL: rows
	 * without a vector come first where the server searches exactly
	 */
	record Rows<T>(List<SearchRow<T>> found, int leftOut) {

		int size() {
			return this.found.size();
		}

	}

}
