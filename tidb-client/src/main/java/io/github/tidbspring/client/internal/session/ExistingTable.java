package io.github.tidbspring.client.internal.session;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.tidbspring.client.annotation.TiDBForeignKey.Action;
import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.ColumnDefault;
import io.github.tidbspring.client.internal.schema.ForeignKeySchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.SqlExpression;
import io.github.tidbspring.client.internal.schema.TableOption;
import io.github.tidbspring.client.internal.sql.DropStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.util.StringUtils;

/**
 * The metadata of a table in the database, each part queried at its first use. For one
 * comparison or statement: later changes are not seen. Not thread-safe.
 */
public final class ExistingTable {

	/** A name in SHOW CREATE TABLE, whose quotes depend on the SQL mode. */
	private static final String NAME = "(`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\w$]+)";

	/** A vector or full-text index, at the beginning of a line of SHOW CREATE TABLE. */
	private static final Pattern SEARCH_INDEX = Pattern.compile("(?m)^\\s*(VECTOR|FULLTEXT|COLUMNAR) (?:INDEX|KEY) "
			+ NAME + "\\s*\\((?:\\((\\w+)\\()?" + NAME + "\\)*(?: WITH PARSER (\\w+))?");

	/** The bits of AUTO_RANDOM values, if no others are set. */
	private static final Integer MAX_RANGE_BITS = 64;

	private static final Pattern AUTO_RANDOM = Pattern.compile("AUTO_RANDOM\\((\\d+)(?:,\\s*(\\d+))?\\)");

	private static final Pattern FOREIGN_KEY = Pattern.compile("(?m)^\\s*CONSTRAINT " + NAME
			+ " FOREIGN KEY \\((.+?)\\) REFERENCES (?:" + NAME + "\\.)?" + NAME + " \\((.+?)\\)(.*)$");

	private static final Pattern CHECK = Pattern
		.compile("(?m)^\\s*CONSTRAINT " + NAME + " CHECK \\((.*)\\)(?: /\\*!80016 NOT ENFORCED \\*/)?,?$");

	private static final Pattern TTL = Pattern.compile("/\\*T!\\[ttl] TTL=(.*?) \\*/");

	private final JdbcOperations jdbc;

	private final Identifier name;

	private @Nullable String creation;

	private @Nullable Map<String, FoundIndex> indexes;

	public ExistingTable(JdbcOperations jdbc, Identifier name) {
		this.jdbc = jdbc;
		this.name = name;
	}

	public boolean exists() {
		// Compared here too, because more names are equal by the collation of the names.
		return this.jdbc
			.queryForList(
					"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
							+ "AND LOWER(table_name) = LOWER(?) AND table_type = 'BASE TABLE'",
					String.class, this.name.name())
			.stream()
			.anyMatch(this.name::isSameAs);
	}

	/** Whether the time zone of the session is UTC, in winter and in summer. */
	public boolean isInUtc() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("SELECT UNIX_TIMESTAMP('2024-01-15 12:00:00') = 1705320000 "
				+ "AND UNIX_TIMESTAMP('2024-07-15 12:00:00') = 1721044800", Boolean.class));
	}

	/** The columns by their names in lower case, in their order. */
	public Map<String, FoundColumn> columns() {
		Map<String, FoundColumn> columns = new LinkedHashMap<>();
		this.jdbc.query(
				"SELECT column_name, column_type, is_nullable, column_default, extra, character_set_name, "
						+ "collation_name, generation_expression, column_comment FROM information_schema.columns "
						+ "WHERE table_schema = DATABASE() AND LOWER(table_name) = ? ORDER BY ordinal_position",
				(row) -> {
					FoundColumn found = new FoundColumn(row.getString(1), row.getString(2),
							"YES".equalsIgnoreCase(row.getString(3)), row.getString(4), row.getString(5),
							row.getString(6), row.getString(7), row.getString(8), row.getString(9));
					columns.put(found.name().toLowerCase(Locale.ROOT), found);
				}, this.name.name().toLowerCase(Locale.ROOT));
		return columns;
	}

	/** The indexes by their names in lower case. */
	public Map<String, FoundIndex> indexes() {
		Map<String, FoundIndex> found = this.indexes;
		if (found == null) {
			found = new LinkedHashMap<>();
			this.jdbc.query("SHOW INDEX FROM " + this.name.quoted(), addingTo(found));
			this.indexes = found;
		}
		return found;
	}

	private static RowCallbackHandler addingTo(Map<String, FoundIndex> indexes) {
		return (row) -> {
			String name = row.getString("Key_name");
			boolean unique = !row.getBoolean("Non_unique");
			indexes
				.computeIfAbsent(name.toLowerCase(Locale.ROOT),
						(key) -> new FoundIndex(name, unique, new ArrayList<>()))
				.columns()
				.add(part(row));
		};
	}

	/** The column, the beginning of a column, or the expression in an index. */
	private static String part(ResultSet row) throws SQLException {
		String column = row.getString("Column_name");
		// The column of an expression is NULL, in TiDB a text with this word.
		String expression = (column == null || column.equals("NULL")) ? expression(row) : null;
		if (expression != null) {
			return "(" + SqlExpression.of(expression).text() + ")";
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

	/** All vector and full-text indexes, also those that the type does not describe. */
	public List<FoundSearchIndex> searchIndexes() {
		List<FoundSearchIndex> found = new ArrayList<>();
		Matcher matcher = SEARCH_INDEX.matcher(creation());
		while (matcher.find()) {
			found.add(new FoundSearchIndex(matcher.group(1), unquoted(matcher.group(2)), matcher.group(3),
					unquoted(matcher.group(4)), matcher.group(5)));
		}
		return found;
	}

	private static String unquoted(String name) {
		String quote = name.substring(0, 1);
		return (quote.equals("`") || quote.equals("\""))
				? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
	}

	/**
	 * Find the index that a type describes: an equal one with any name, or otherwise the
	 * one with its name.
	 * @param index the index
	 * @return its name, or {@code null} if there is none
	 */
	public @Nullable String nameOf(IndexSchema index) {
		FoundIndex named = indexes().get(index.name().name().toLowerCase(Locale.ROOT));
		List<String> equal = index.isForSearch()
				? searchIndexes().stream().filter((each) -> each.isEqualTo(index)).map(FoundSearchIndex::name).toList()
				: indexes().values().stream().filter((each) -> each.isEqualTo(index)).map(FoundIndex::name).toList();
		if (named != null && (equal.isEmpty() || equal.contains(named.name()))) {
			return named.name();
		}
		return equal.isEmpty() ? null : equal.get(0);
	}

	/**
	 * Drop the full-text indexes, if the table exists: PingCAP documents that a table
	 * with such an index cannot be dropped.
	 *
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
	 * search</a>
	 */
	public void dropFullTextIndexes() {
		if (exists()) {
			searchIndexes().stream()
				.filter((index) -> index.keyword().equals("FULLTEXT"))
				.forEach((index) -> this.jdbc.execute(DropStatement.index(Identifier.of(index.name()), this.name)));
		}
	}

	/** Whether SHOW CREATE TABLE has TiDB's comments, such as that of AUTO_RANDOM. */
	public boolean isOfTiDB() {
		return creation().contains("T![clustered_index]");
	}

	public boolean hasForeignKeys() {
		return creation().contains("FOREIGN KEY (");
	}

	/** The foreign keys of the table. */
	public List<ForeignKeySchema> foreignKeys() {
		List<ForeignKeySchema> found = new ArrayList<>();
		Matcher matcher = FOREIGN_KEY.matcher(creation());
		while (matcher.find()) {
			String actions = matcher.group(6);
			found.add(new ForeignKeySchema(Identifier.of(unquoted(matcher.group(1))), names(matcher.group(2)),
					Identifier.of(unquoted(matcher.group(4))), names(matcher.group(5)), action(actions, "DELETE"),
					action(actions, "UPDATE")));
		}
		return found;
	}

	private static List<Identifier> names(String list) {
		List<Identifier> names = new ArrayList<>();
		Matcher matcher = Pattern.compile(NAME).matcher(list);
		while (matcher.find()) {
			names.add(Identifier.of(unquoted(matcher.group())));
		}
		return names;
	}

	/** NO ACTION is equal to RESTRICT, and to no clause. */
	private static Action action(String clauses, String event) {
		if (clauses.contains("ON " + event + " CASCADE")) {
			return Action.CASCADE;
		}
		return clauses.contains("ON " + event + " SET NULL") ? Action.SET_NULL : Action.RESTRICT;
	}

	/** The CHECK constraints of the table, those of single columns included. */
	public List<CheckSchema> checks() {
		List<CheckSchema> found = new ArrayList<>();
		Matcher matcher = CHECK.matcher(creation());
		while (matcher.find()) {
			found.add(new CheckSchema(Identifier.of(unquoted(matcher.group(1))), matcher.group(2)));
		}
		return found;
	}

	/**
	 * Return whether the server creates CHECK constraints.
	 * @return {@code false} if it ignores them with a warning, as TiDB does by default
	 * @see <a href="https://docs.pingcap.com/tidb/stable/constraints/#check">CHECK
	 * constraints</a>
	 */
	public boolean acceptsChecks() {
		List<String> values = this.jdbc.query("SHOW VARIABLES LIKE 'tidb_enable_check_constraint'",
				(row, number) -> row.getString(2));
		return values.isEmpty() || values.contains("ON");
	}

	/** The normalized expression of the time to live; empty if there is none. */
	public String ttl() {
		Matcher matcher = TTL.matcher(creation());
		return matcher.find() ? SqlExpression.of(matcher.group(1)).text() : "";
	}

	/**
	 * Return the default of a column in SQL.
	 * @param column the column
	 * @return the expression; empty if it has none
	 */
	public String defaultOf(FoundColumn column) {
		String value = column.defaultValue();
		if (value == null || column.isComputed()) {
			return "";
		}
		if (!isOfTiDB()) {
			return "NULL".equalsIgnoreCase(value) ? "" : value;
		}
		if (column.type().toLowerCase(Locale.ROOT).startsWith("bit")) {
			return value;
		}
		ColumnDefault reported = ColumnDefault.reported(value, column.isDefaultComputed(), column.type());
		if (reported.isLiteral()) {
			return SqlLiteral.ofDdl(value);
		}
		// All other expressions need parentheses.
		return value.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP") ? value : "(" + value + ")";
	}

	/** The collation of columns that have none of their own; empty if it is unknown. */
	public String collation() {
		return TableOption.in(options())
			.stream()
			.filter((option) -> option.name().equals("COLLATE"))
			.map(TableOption::value)
			.findFirst()
			.orElse("");
	}

	/** Whether TiDB Cloud manages the TiFlash replicas. */
	public boolean isServerless() {
		return ServerProbe.isServerless(ServerProbe.version(this.jdbc));
	}

	/** The number of TiFlash replicas; -1 if the server does not tell. */
	public int tiFlashReplicas() {
		if (!isOfTiDB()) {
			return -1;
		}
		return this.jdbc
			.query("SELECT replica_count FROM information_schema.tiflash_replica WHERE table_schema = DATABASE() "
					+ "AND LOWER(table_name) = ?", (row, number) -> row.getInt(1),
					this.name.name().toLowerCase(Locale.ROOT))
			.stream()
			.findFirst()
			.orElse(0);
	}

	/** The options of the table, after its columns. */
	public String options() {
		return creation().substring(creation().lastIndexOf("\n)") + 1);
	}

	/**
	 * Return the {@code AUTO_RANDOM} of a definition.
	 * @param definition the definition of a column
	 * @return the attribute in its shortest form, or {@code null} if there is none
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
		// TiDB's comment, because the comment of a column may contain the attribute.
		return creation().lines()
			.filter((line) -> line.contains("T![auto_rand]"))
			.map(ExistingTable::autoRandomOf)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the bits of the key that the server generates at random.
	 * @return the shard bits and the range bits; empty if the key is not AUTO_RANDOM
	 */
	public List<Integer> autoRandomBits() {
		Matcher matcher = AUTO_RANDOM.matcher(Objects.requireNonNullElse(autoRandom(), ""));
		if (!matcher.find()) {
			return List.of();
		}
		String range = matcher.group(2);
		return List.of(Integer.valueOf(matcher.group(1)), (range != null) ? Integer.valueOf(range) : MAX_RANGE_BITS);
	}

	private String creation() {
		if (this.creation == null) {
			ResultSetExtractor<String> second = (row) -> row.next() ? row.getString(2) : "";
			this.creation = Objects
				.requireNonNullElse(this.jdbc.query("SHOW CREATE TABLE " + this.name.quoted(), second), "");
		}
		return this.creation;
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type its type, as the server reports it
	 * @param nullable whether it may be NULL
	 * @param defaultValue its default
	 * @param extra other attributes
	 * @param charset its character set
	 * @param collation its collation
	 * @param expression the expression from which it is computed
	 * @param comment its comment
	 */
	public record FoundColumn(String name, String type, boolean nullable, @Nullable String defaultValue,
			@Nullable String extra, @Nullable String charset, @Nullable String collation, @Nullable String expression,
			@Nullable String comment) {

		/** Whether the server computes it from other columns. */
		public boolean isComputed() {
			return StringUtils.hasLength(this.expression);
		}

		public boolean isStored() {
			return has("stored");
		}

		/** Whether the default is an expression, and no literal. */
		public boolean isDefaultComputed() {
			return has("default_generated") && !has("on update");
		}

		/** The value that an update sets; empty if there is none. */
		public String onUpdate() {
			String attributes = (this.extra != null) ? this.extra.toLowerCase(Locale.ROOT) : "";
			int clause = attributes.indexOf("on update ");
			return (clause >= 0) ? SqlExpression.of(attributes.substring(clause + "on update ".length())).text() : "";
		}

		private boolean has(String attribute) {
			return this.extra != null && this.extra.toLowerCase(Locale.ROOT).contains(attribute);
		}

		public boolean isCounted() {
			return has("auto_increment");
		}

	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param unique whether it is unique
	 * @param columns the names of its columns in lower case, with a length if it has only
	 * their beginning, such as {@code name(10)}; a normalized expression in parentheses
	 */
	public record FoundIndex(String name, boolean unique, List<String> columns) {

		public boolean isPrimary() {
			return this.name.equalsIgnoreCase("PRIMARY");
		}

		boolean isEqualTo(IndexSchema index) {
			return !isPrimary() && this.columns.equals(index.normalizedParts())
					&& this.unique == (index.kind() == IndexSchema.Kind.UNIQUE);
		}

		/** Whether it has a column, or the beginning of one, as on a stand-in. */
		public boolean isOn(String column) {
			return this.columns.stream().anyMatch((part) -> part.equals(column) || part.startsWith(column + "("));
		}

	}

	/**
	 * A vector or full-text index.
	 *
	 * @param keyword its keyword in DDL
	 * @param name its name
	 * @param function the distance function of a vector index
	 * @param column its column
	 * @param parser the parser of a full-text index
	 */
	public record FoundSearchIndex(String keyword, String name, @Nullable String function, String column,
			@Nullable String parser) {

		/** Whether it is the index that a type describes, with any name. */
		public boolean isEqualTo(IndexSchema index) {
			return index.kind().keywords().startsWith(this.keyword)
					&& index.normalizedParts().equals(List.of(this.column.toLowerCase(Locale.ROOT)))
					&& (index.metric() == null || index.metric().function().equalsIgnoreCase(this.function));
		}

		public String description() {
			String on = Identifier.of(this.column).quoted();
			return this.keyword + " on " + ((this.function != null) ? this.function + "(" + on + ")" : on);
		}

	}

}
