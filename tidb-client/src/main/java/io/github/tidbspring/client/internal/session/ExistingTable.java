package io.github.tidbspring.client.internal.session;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * What a server tells about a table that it has.
 */
public final class ExistingTable {

	/** A name in SHOW CREATE TABLE: its quotes depend on the session's SQL mode. */
	private static final String NAME = "(`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\w$]+)";

	/** An index for vectors or words, at the beginning of a line of SHOW CREATE TABLE. */
	private static final Pattern SEARCH_INDEX = Pattern
		.compile("(?m)^\\s*(VECTOR|FULLTEXT|COLUMNAR) (?:INDEX|KEY) " + NAME + "\\s*\\((?:\\((\\w+)\\()?" + NAME);

	private static final Pattern AUTO_RANDOM = Pattern.compile("AUTO_RANDOM\\((\\d+)(?:,\\s*(\\d+))?\\)");

	private final JdbcOperations jdbc;

	private final Identifier name;

	private @Nullable String creation;

	private @Nullable Map<String, FoundIndex> indexes;

	public ExistingTable(JdbcOperations jdbc, Identifier name) {
		this.jdbc = jdbc;
		this.name = name;
	}

	public static boolean exists(JdbcOperations jdbc, Identifier table) {
		// Compared once more here: by the collation of the names, others can be equal
		// too.
		return jdbc
			.queryForList(
					"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
							+ "AND LOWER(table_name) = LOWER(?) AND table_type = 'BASE TABLE'",
					String.class, table.name())
			.stream()
			.anyMatch(table::isSameAs);
	}

	public boolean exists() {
		return exists(this.jdbc, this.name);
	}

	/** Whether the session is in UTC, in winter and in summer. */
	public boolean isInUtc() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("SELECT UNIX_TIMESTAMP('2024-01-15 12:00:00') = 1705320000 "
				+ "AND UNIX_TIMESTAMP('2024-07-15 12:00:00') = 1721044800", Boolean.class));
	}

	/** The columns, by their names in lower case. */
	public Map<String, FoundColumn> columns() {
		Map<String, FoundColumn> columns = new LinkedHashMap<>();
		this.jdbc.query(
				"SELECT column_name, column_type, is_nullable, column_default, extra, character_set_name, "
						+ "collation_name FROM information_schema.columns "
						+ "WHERE table_schema = DATABASE() AND LOWER(table_name) = ? ORDER BY ordinal_position",
				(row) -> {
					FoundColumn found = new FoundColumn(row.getString(1), row.getString(2),
							"YES".equalsIgnoreCase(row.getString(3)), row.getString(4), row.getString(5),
							row.getString(6), row.getString(7));
					columns.put(found.name().toLowerCase(Locale.ROOT), found);
				}, this.name.name().toLowerCase(Locale.ROOT));
		return columns;
	}

	/** The indexes, by their names in lower case. Asked for once. */
	public Map<String, FoundIndex> indexes() {
		Map<String, FoundIndex> known = this.indexes;
		if (known != null) {
			return known;
		}
		Map<String, FoundIndex> found = new LinkedHashMap<>();
		this.jdbc.query("SHOW INDEX FROM " + this.name.quoted(), (row) -> {
			String name = row.getString("Key_name");
			boolean unique = !row.getBoolean("Non_unique");
			FoundIndex index = found.computeIfAbsent(name.toLowerCase(Locale.ROOT),
					(key) -> new FoundIndex(name, unique, new ArrayList<>()));
			index.columns().add(part(row));
		});
		this.indexes = found;
		return found;
	}

	/** What an index has of a column is not the column. */
	private static String part(ResultSet row) throws SQLException {
		String column = row.getString("Column_name");
		// TiDB calls the column of an expression NULL, others do not name one.
		if (column == null || column.equals("NULL")) {
			String expression = expression(row);
			if (expression != null) {
				return "(" + expression + ")";
			}
		}
		String name = (column != null) ? column.toLowerCase(Locale.ROOT) : "";
		String length = row.getString("Sub_part");
		return (length != null) ? name + "(" + length + ")" : name;
	}

	private static @Nullable String expression(ResultSet row) throws SQLException {
		ResultSetMetaData columns = row.getMetaData();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			if (columns.getColumnLabel(i).equalsIgnoreCase("Expression")) {
				return row.getString(i);
			}
		}
		return null;
	}

	/** Whether a column is in an index of any kind. */
	public boolean hasIndexOn(Identifier column) {
		String name = column.name().toLowerCase(Locale.ROOT);
		return indexes().values().stream().anyMatch((index) -> index.isOn(name));
	}

	/**
	 * The indexes for vectors and words that the server has, whoever made them and
	 * whatever their names are.
	 */
	public List<FoundSearchIndex> searchIndexes() {
		List<FoundSearchIndex> found = new ArrayList<>();
		Matcher matcher = SEARCH_INDEX.matcher(creation());
		while (matcher.find()) {
			found.add(new FoundSearchIndex(matcher.group(1), unquoted(matcher.group(2)), matcher.group(3),
					unquoted(matcher.group(4))));
		}
		return found;
	}

	private static String unquoted(String name) {
		String quote = name.substring(0, 1);
		return (quote.equals("`") || quote.equals("\""))
				? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
	}

	/**
	 * Find the index that a type describes: an equal one, whatever its name, or else the
	 * one that has its name.
	 * @param index the index
	 * @return its name, or {@code null} if there is none
	 */
	public @Nullable String nameOf(IndexSchema index) {
		FoundIndex named = indexes().get(index.name().name().toLowerCase(Locale.ROOT));
		List<String> equal = index.isForSearch()
				? searchIndexes().stream()
					.filter((found) -> found.isEqualTo(index))
					.map(FoundSearchIndex::name)
					.toList()
				: indexes().values().stream().filter((found) -> isEqual(index, found)).map(FoundIndex::name).toList();
		if (named != null && (equal.isEmpty() || equal.contains(named.name()))) {
			return named.name();
		}
		return equal.isEmpty() ? null : equal.get(0);
	}

	private static boolean isEqual(IndexSchema index, FoundIndex found) {
		return !found.isPrimary() && found.columns().equals(index.columnNames())
				&& found.unique() == (index.kind() == IndexSchema.Kind.UNIQUE);
	}

	/**
	 * Drop the indexes for words: PingCAP documents that no table is dropped that has
	 * one.
	 *
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	public void dropFullTextIndexes() {
		searchIndexes().stream()
			.filter(FoundSearchIndex::isFullText)
			.forEach((index) -> this.jdbc
				.execute("DROP INDEX " + Identifier.of(index.name()).quoted() + " ON " + this.name.quoted()));
	}

	/** Whether the server says of each key whether it is random. */
	public boolean tellsAutoRandom() {
		return creation().contains("T![clustered_index]");
	}

	/** Whether a table has foreign keys. */
	public boolean hasForeignKeys() {
		return creation().contains("FOREIGN KEY (");
	}

	/**
	 * Find a key that the server chooses at random in a definition.
	 * @param definition a definition of a column or table
	 * @return the numbers of random bits and of all, or {@code null} if there is none
	 */
	public static @Nullable String autoRandomOf(String definition) {
		Matcher matcher = AUTO_RANDOM.matcher(definition);
		if (!matcher.find()) {
			return null;
		}
		String range = matcher.group(2);
		return "AUTO_RANDOM(%s%s)".formatted(matcher.group(1),
				(range == null || range.equals("64")) ? "" : ", " + range);
	}

	public @Nullable String autoRandom() {
		// Only a column can be random, and a comment must not look like one.
		return creation().lines()
			.filter((line) -> line.contains("T![auto_rand]"))
			.map(ExistingTable::autoRandomOf)
			.findFirst()
			.orElse(null);
	}

	private String creation() {
		String known = this.creation;
		if (known == null) {
			ResultSetExtractor<String> second = (row) -> row.next() ? row.getString(2) : "";
			String text = this.jdbc.query("SHOW CREATE TABLE " + this.name.quoted(), second);
			known = (text != null) ? text : "";
			this.creation = known;
		}
		return known;
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type its type, as reported
	 * @param nullable whether it may be NULL
	 * @param defaultValue its default
	 * @param extra what else there is
	 * @param charset its character set
	 * @param collation its collation
	 */
	public record FoundColumn(String name, String type, boolean nullable, @Nullable String defaultValue,
			@Nullable String extra, @Nullable String charset, @Nullable String collation) {

		public boolean isCounted() {
			return this.extra != null && this.extra.toLowerCase(Locale.ROOT).contains("auto_increment");
		}

	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param unique whether it is unique
	 * @param columns the names of its columns in lower case; with a length where it has
	 * the beginning only, such as {@code name(10)}, and an expression in parentheses
	 */
	public record FoundIndex(String name, boolean unique, List<String> columns) {

		public boolean isPrimary() {
			return this.name.equalsIgnoreCase("PRIMARY");
		}

		/** Whether it has a column, or the beginning of one, as a stand-in's have. */
		public boolean isOn(String column) {
			return this.columns.stream().anyMatch((part) -> part.equals(column) || part.startsWith(column + "("));
		}

	}

	/**
	 * An index for vectors or words.
	 *
	 * @param keyword what it is called in DDL
	 * @param name its name
	 * @param function the function that it is for, if it is for one
	 * @param column its column
	 */
	public record FoundSearchIndex(String keyword, String name, @Nullable String function, String column) {

		/**
		 * Whether it does the same as one that a type describes, whatever its name is.
		 */
		public boolean isEqualTo(IndexSchema index) {
			boolean same = index.kind().keywords().startsWith(this.keyword)
					&& index.columns().get(0).name().name().equalsIgnoreCase(this.column);
			return same && (index.metric() == null || index.metric().function().equalsIgnoreCase(this.function));
		}

		public boolean isFullText() {
			return this.keyword.equals("FULLTEXT");
		}

		public String description() {
			String on = Identifier.of(this.column).quoted();
			return this.keyword + " on " + ((this.function != null) ? this.function + "(" + on + ")" : on);
		}

	}

}
