package io.github.tidbspring.devserver.sql;

import java.util.Set;

/**
 * A query on the information schema, translated so that its result is close to TiDB's. It
 * hides the routines and triggers of the stand-in, because migration tools treat a
 * database with routines as not empty. It shows the types of vector and JSON columns,
 * although MariaDB stores both as text.
 */
final class InformationSchemaQuery {

	private static final String SCHEMA = "information_schema";

	private static final String ROUTINES = "routines";

	private static final String TRIGGERS = "triggers";

	private static final String COLUMNS = "columns";

	private static final String SEQUENCES = "sequences";

	private static final String OTHER_ROUTINES = "(SELECT * FROM information_schema.ROUTINES WHERE ROUTINE_COMMENT <> '"
			+ StatementTranslator.ROUTINE_COMMENT + "')";

	private static final String OTHER_TRIGGERS = "(SELECT * FROM information_schema.TRIGGERS WHERE TRIGGER_NAME NOT LIKE '"
			+ AutoRandomTable.TRIGGER_PREFIX.replace("_", "\\_") + "%')";

	/** MariaDB has this table since version 11.5. */
	private static final String ALL_SEQUENCES = "(SELECT TABLE_CATALOG, TABLE_SCHEMA AS SEQUENCE_SCHEMA, "
			+ "TABLE_NAME AS SEQUENCE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'SEQUENCE')";

	/**
	 * The columns, with types derived from check constraints: MariaDB's for JSON columns,
	 * the stand-in's for vector columns.
	 */
	private static final String TYPED_COLUMNS = "(SELECT c.TABLE_CATALOG, c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, "
			+ "c.ORDINAL_POSITION, NULLIF(c.COLUMN_DEFAULT, 'NULL') AS COLUMN_DEFAULT, c.IS_NULLABLE, "
			+ "CASE WHEN k.CHECK_CLAUSE LIKE 'json\\_valid(%' THEN 'json' "
			+ "WHEN k.CHECK_CLAUSE LIKE '%Invalid vector text%' THEN 'vector' ELSE c.DATA_TYPE END AS DATA_TYPE, "
			+ "c.CHARACTER_MAXIMUM_LENGTH, c.CHARACTER_OCTET_LENGTH, c.NUMERIC_PRECISION, c.NUMERIC_SCALE, "
			+ "c.DATETIME_PRECISION, c.CHARACTER_SET_NAME, c.COLLATION_NAME, "
			+ "CASE WHEN k.CHECK_CLAUSE LIKE 'json\\_valid(%' THEN 'json' "
			+ "WHEN k.CHECK_CLAUSE LIKE '%does not fit VECTOR(%' "
			+ "THEN CONCAT('vector(', REGEXP_SUBSTR(k.CHECK_CLAUSE, '(?<=does not fit VECTOR[(])[0-9]+'), ')') "
			+ "WHEN k.CHECK_CLAUSE LIKE '%Invalid vector text%' THEN 'vector' ELSE c.COLUMN_TYPE END AS COLUMN_TYPE, "
			+ "c.COLUMN_KEY, c.EXTRA, c.PRIVILEGES, c.COLUMN_COMMENT, c.GENERATION_EXPRESSION "
			+ "FROM information_schema.COLUMNS c LEFT JOIN information_schema.CHECK_CONSTRAINTS k "
			+ "ON k.CONSTRAINT_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME AND k.CONSTRAINT_NAME = c.COLUMN_NAME "
			+ "WHERE c.COLUMN_NAME NOT LIKE '" + ExpressionIndexes.PREFIX.replace("_", "\\_") + "%')";

	/** Keywords that may follow a table without an alias. */
	private static final Set<String> KEYWORDS = Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT",
			"INTERSECT", "JOIN", "INNER", "CROSS", "LEFT", "RIGHT", "NATURAL", "STRAIGHT_JOIN", "ON", "USING", "FOR");

	private final Tokens tokens;

	private final Edits edits;

	InformationSchemaQuery(Tokens tokens, Edits edits) {
		this.tokens = tokens;
		this.edits = edits;
	}

	/**
	 * Return whether a statement may be such a query. This is a quick check without
	 * tokenizing.
	 * @param sql the statement
	 * @return {@code false} if it certainly is not
	 */
	static boolean isPossible(String sql) {
		for (int i = 0; i + SCHEMA.length() < sql.length(); i++) {
			if (sql.regionMatches(true, i, SCHEMA, 0, SCHEMA.length())) {
				return true;
			}
		}
		return false;
	}

	boolean translate() {
		boolean translated = false;
		for (int i = 0; i < this.tokens.size(); i++) {
			if (isName(i, SCHEMA) && this.tokens.isSymbol(i + 1, '.') && !this.tokens.isSymbol(i + 3, '.')) {
				translated |= replace(i, ROUTINES, OTHER_ROUTINES) || replace(i, TRIGGERS, OTHER_TRIGGERS)
						|| replace(i, COLUMNS, TYPED_COLUMNS) || replace(i, SEQUENCES, ALL_SEQUENCES);
			}
		}
		return translated;
	}

	private boolean replace(int index, String table, String query) {
		if (!isName(index + 2, table)) {
			return false;
		}
		String alias = hasAlias(index + 3) ? "" : " AS " + table;
		this.edits.replace(this.tokens.get(index).start(), this.tokens.get(index + 2).end(), query + alias);
		return true;
	}

	private boolean hasAlias(int index) {
		Token token = this.tokens.get(index);
		return token.isName() && KEYWORDS.stream().noneMatch(token::isWord);
	}

	private boolean isName(int index, String name) {
		Token token = this.tokens.get(index);
		return token.isName() && token.name().equalsIgnoreCase(name);
	}

}
