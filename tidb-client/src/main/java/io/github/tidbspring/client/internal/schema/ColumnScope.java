package io.github.tidbspring.client.internal.schema;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names in one statement, and records which columns are named. Not
 * thread-safe.
 */
public final class ColumnScope {

	private final TableSchema<?> schema;

	private final @Nullable Identifier alias;

	private final Set<Identifier> named = new LinkedHashSet<>();

	private boolean anyNamed;

	private ColumnScope(TableSchema<?> schema, @Nullable Identifier alias) {
		this.schema = schema;
		this.alias = alias;
	}

	/**
	 * Return the scope of a statement with one table.
	 * @param schema the table
	 * @return the scope
	 */
	public static ColumnScope of(TableSchema<?> schema) {
		return new ColumnScope(schema, null);
	}

	/**
	 * Return the scope of a statement in which the table has an alias.
	 * @param schema the table
	 * @param alias the alias
	 * @return the scope
	 */
	public static ColumnScope of(TableSchema<?> schema, Identifier alias) {
		return new ColumnScope(schema, alias);
	}

	/**
	 * Write a condition or an order.
	 * @param expression the condition or the order
	 * @return the text and its parameters; a condition may contain an {@code OR} that is
	 * not in parentheses
	 * @throws IllegalArgumentException if a column does not exist or cannot be used in
	 * this way
	 */
	public SqlStatement write(ColumnExpression expression) {
		SqlBuilder sql = new SqlBuilder();
		expression.appendTo(sql, this);
		return sql.build();
	}

	/**
	 * Find the column of a name, and record that it is named.
	 * @param name the name of a property or of a column
	 * @return the column, or {@code null} if there is none
	 */
	public @Nullable ColumnSchema find(String name) {
		ColumnSchema column = this.schema.findColumn(name);
		if (column != null) {
			this.named.add(column.name());
		}
		return column;
	}

	/**
	 * Return the quoted name of a column in the statement.
	 * @param column the column
	 * @return the name, with the alias if there is one
	 */
	public String quoted(ColumnSchema column) {
		return ((this.alias != null) ? this.alias.quoted() + "." : "") + column.name().quoted();
	}

	/**
	 * Convert a value that is compared with no particular column.
	 * @param value the value
	 * @return the parameter
	 * @throws IllegalArgumentException if no column can have such a value
	 */
	public Object parameter(Object value) {
		return this.schema.types().parameter(value);
	}

	/** Record that SQL of the application may name any column. */
	public void nameAny() {
		this.anyNamed = true;
	}

	/**
	 * Return the columns that are named.
	 * @return their names
	 */
	public Set<Identifier> named() {
		return this.named;
	}

	/**
	 * Return whether other columns may be named too.
	 * @return {@code true} if there is SQL of the application
	 */
	public boolean isAnyNamed() {
		return this.anyNamed;
	}

	/**
	 * Return the names for the message about an unknown one.
	 * @return the properties, in the order of the table
	 */
	public Collection<String> names() {
		return this.schema.columns().stream().map((column) -> column.property().name()).toList();
	}

	/**
	 * Return the table for a message.
	 * @return a description, such as <code>table `notes`</code>
	 */
	@Override
	public String toString() {
		return "table " + this.schema.name().quoted();
	}

}
