package io.github.tidbspring.client.internal.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
 * The columns that are read of each row: those of the row, of its key, and of the text
 * for the reranker. A statement adds the distance or the score, as its last column.
 *
 * @param <T> the type of the rows
 * @param mapper reads a row
 * @param columns the columns
 * @param key the positions of the key, from 1
 * @param text the position of the text for the reranker, or {@link #NONE}
 */
record Selection<T>(RowMapper<T> mapper, List<Identifier> columns, int[] key, int text) {

	static final int NONE = -1;

	static <T> Selection<T> of(SearchScope<T> scope, ColumnSchema searched) {
		ColumnSchema text = scope.rerankedColumn(searched);
		RowMapping<T> rows = scope.rows();
		List<Identifier> columns = new ArrayList<>();
		rows.columns().forEach((column) -> columns.add(column.name()));
		int[] key = scope.schema().key().stream().mapToInt((column) -> index(columns, column.name())).toArray();
		int textIndex = (text != null) ? index(columns, text.name()) : NONE;
		return new Selection<>(rows, List.copyOf(columns), key, textIndex);
	}

	/** Return the position of a column, which is added if it is missing. */
	private static int index(List<Identifier> columns, Identifier column) {
		int index = columns.indexOf(column);
		if (index < 0) {
			columns.add(column);
			index = columns.size() - 1;
		}
		return index + 1;
	}

	String names() {
		return names(this.columns);
	}

	static String names(Collection<Identifier> columns) {
		return columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
	}

	ResultSetExtractor<Rows<T>> reader() {
		return (rows) -> {
			List<SearchRow<T>> found = new ArrayList<>();
			int number = 0;
			for (; rows.next(); number++) {
				double measure = rows.getDouble(this.columns.size() + 1);
				if (!rows.wasNull()) {
					found.add(SearchRow.of(this.mapper.mapRow(rows, number), key(rows, this.key), text(rows), measure));
				}
			}
			return new Rows<>(found, number - found.size());
		};
	}

	/** Read the numbers that follow keys, by key. */
	Map<List<Object>, Integer> signs(ResultSet rows) throws SQLException {
		int[] first = IntStream.rangeClosed(1, this.key.length).toArray();
		Map<List<Object>, Integer> signs = new HashMap<>();
		while (rows.next()) {
			signs.put(key(rows, first), rows.getInt(this.key.length + 1));
		}
		return signs;
	}

	private static List<Object> key(ResultSet row, int[] key) throws SQLException {
		List<Object> values = new ArrayList<>(key.length);
		for (int index : key) {
			Object value = row.getObject(index);
			// Arrays have no equals method.
			values.add((value instanceof byte[] bytes) ? HexFormat.of().formatHex(bytes) : value);
		}
		return values;
	}

	private @Nullable String text(ResultSet row) throws SQLException {
		return (this.text != NONE) ? row.getString(this.text) : null;
	}

	/**
	 * The rows of a result.
	 *
	 * @param <T> the type of the rows
	 * @param found the rows, in their order
	 * @param leftOut the number of rows that were ignored because their distance is NULL:
	 * in an exact search, the server returns rows without a vector first
	 */
	record Rows<T>(List<SearchRow<T>> found, int leftOut) {

		int size() {
			return this.found.size();
		}

	}

}
