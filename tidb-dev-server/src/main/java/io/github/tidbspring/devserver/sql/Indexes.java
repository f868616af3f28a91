package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.tidbspring.devserver.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Translates index definitions.
 * <p>
 * TiDB's full-text index becomes MariaDB's. A vector index becomes an ordinary index on a
 * prefix of the text. No search uses it, but it has the same name: it can be listed and
 * dropped, and a second index of that name is rejected.
 */
final class Indexes {

	private static final Set<String> INDEXED_FUNCTIONS = Set.of("VEC_COSINE_DISTANCE", "VEC_L2_DISTANCE");

	private final Tokens tokens;

	private final Edits edits;

	private final Columns columns;

	private final ExistingTables existing;

	private final ExpressionIndexes expressions;

	Indexes(String sql, Tokens tokens, Edits edits, Columns columns, ExistingTables existing) {
		this.expressions = new ExpressionIndexes(sql, tokens, edits);
		this.tokens = tokens;
		this.edits = edits;
		this.columns = columns;
		this.existing = existing;
	}

	boolean isVectorIndex(int index) {
		return this.tokens.isWord(index, "VECTOR") && this.tokens.isOneOf(index + 1, "INDEX", "KEY");
	}

	boolean isFullTextIndex(int index) {
		return this.tokens.isWord(index, "FULLTEXT");
	}

	/**
	 * Translate the definition of a vector index.
	 * @param definition from the word {@code VECTOR} to the last option
	 * @param table the table if it exists already, or {@code null}
	 * @throws SQLException if TiDB would refuse it
	 */
	void translateVectorIndex(Span definition, @Nullable TableName table) throws SQLException {
		int expression = definition.from();
		while (expression < definition.to() && !this.tokens.isSymbol(expression, '(')) {
			expression++;
		}
		// ((VEC_COSINE_DISTANCE(embedding)))
		int function = expression + 2;
		if (this.tokens.get(expression + 1).isName()) {
			throw TiDBErrors.indexWithoutFunction();
		}
		if (!this.tokens.isSymbol(expression + 1, '(') || !this.tokens.isSymbol(function + 1, '(')
				|| !this.tokens.get(function + 2).isName()) {
			throw TiDBErrors.unsupportedIndex(
					"it must be on one distance function of one column, as in ((VEC_COSINE_DISTANCE(embedding)))");
		}
		Token column = this.tokens.get(function + 2);
		check(this.tokens.get(function).text(), column.name(), table);
		removeIndexType(new Span(definition.from(), expression));
		Token vector = this.tokens.get(definition.from());
		this.edits.delete(vector.start(), vector.end());
		this.edits.replaceWhole(this.tokens.get(expression).start(), this.tokens.get(definition.to() - 1).end(),
				"(" + column.text() + "(16)) COMMENT " + comment(definition.startingAt(function)));
	}

	/**
	 * Translate the definition of a full-text index.
	 * @param definition the definition with its options
	 */
	void translateFullTextIndex(Span definition) {
		for (int i = definition.from(); i < definition.to(); i++) {
			if (this.tokens.areWords(i, "WITH", "PARSER")) {
				delete(i, i + 3);
				i += 2;
			}
			else if (this.tokens.isWord(i, "ADD_COLUMNAR_REPLICA_ON_DEMAND")) {
				delete(i, i + 1);
			}
		}
	}

	/**
	 * Translate the definition of any other index.
	 * @param definition the definition with its options
	 * @return the definitions of columns that it needs
	 */
	List<String> translateOrdinaryIndex(Span definition) {
		for (int i = definition.from(); i < definition.to(); i++) {
			if (this.tokens.isSymbol(i, ')') && this.tokens.isOneOf(i + 1, "CLUSTERED", "NONCLUSTERED")) {
				delete(i + 1, i + 2);
			}
		}
		return this.tokens.isOneOf(definition.from(), "INDEX", "KEY", "UNIQUE") ? this.expressions.translate(definition)
				: List.of();
	}

	/**
	 * Reject an index on a vector column that is not a vector index.
	 * @param definition the definition of a key or index, whose first parentheses contain
	 * the columns
	 * @param table the table if it exists already, or {@code null}
	 * @throws SQLException if TiDB would refuse it
	 */
	void refuseVectors(Span definition, @Nullable TableName table) throws SQLException {
		int columns = definition.from();
		while (columns < definition.to() && !this.tokens.isSymbol(columns, '(')) {
			if (this.tokens.isWord(columns, "CHECK")) {
				return;
			}
			columns++;
		}
		for (Span column : this.tokens.split(new Span(columns + 1, this.tokens.skipParentheses(columns) - 1))) {
			Token name = this.tokens.get(column.from());
			if (!column.isEmpty() && name.isName() && contentOf(name.name(), table).isVector()) {
				throw TiDBErrors.generalIndex();
			}
		}
	}

	private void check(String function, String column, @Nullable TableName table) throws SQLException {
		if (!INDEXED_FUNCTIONS.contains(function.toUpperCase(Locale.ROOT))) {
			throw TiDBErrors.unsupportedIndex("currently only L2 and Cosine distance is indexable");
		}
		Content content = contentOf(column, table);
		if (content == Content.NO_VECTOR) {
			throw TiDBErrors.unsupportedIndex("only support vector type, but " + column + " is of another type");
		}
		if (content == Content.ANY_DIMENSION) {
			throw TiDBErrors.unknownError("add vector index can only be defined on fixed-dimension vector columns");
		}
	}

	private Content contentOf(String column, @Nullable TableName table) throws SQLException {
		Content content = this.columns.contentOf(column);
		if (content != Content.UNKNOWN || table == null) {
			return content;
		}
		return VectorConstraint.contentOf(this.existing.constraint(table.database(), table.table(), column));
	}

	private void removeIndexType(Span head) {
		for (int i = head.from(); i < head.to(); i++) {
			if (this.tokens.areWords(i, "USING", "HNSW")) {
				delete(i, i + 2);
			}
		}
	}

	private String comment(Span options) {
		for (int i = options.from(); i < options.to(); i++) {
			if (this.tokens.isWord(i, "COMMENT") && this.tokens.get(i + 1).kind() == Kind.STRING) {
				return this.tokens.get(i + 1).text();
			}
		}
		return ShownVectorIndex.comment(this.tokens.get(options.from()).text());
	}

	private void delete(int from, int to) {
		this.edits.replaceWhole(this.tokens.get(from).start(), this.tokens.get(to - 1).end(), " ");
	}

}
