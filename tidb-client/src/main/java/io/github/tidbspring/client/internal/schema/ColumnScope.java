package io.github.tidbspring.client.internal.schema;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a statement mean, and which columns were named. For one statement,
 * and not thread-safe.
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
	 * Return the scope of a statement that gives the table another name.
	 * @param schema the table
	 * @param alias its name in the statement
	 * @return the scope
	 */
	public static ColumnScope of(TableSchema<?> schema, Identifier alias) {
		return new ColumnScope(schema, alias);
	}

	/**
	 * Write a condition or an order.
	 * @param expression the condition, which may hold an {@code OR} that is not in
	 * parentheses, or the order
	 * @return the text and its parameters
	 * @throws IllegalArgumentException if there is no such column, or it cannot be used
	 * like that
	 */
	public SqlStatement write(ColumnExpression expression) {
		SqlBuilder sql = new SqlBuilder();
		expression.appendTo(sql, this);
		return sql.build();
	}

	/**
	 * Find the column of a name, and remember that it is named.
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
	 * Return a column as the statement names it.
	 * @param column the column
	 * @return its quoted name
	 */
	public String quoted(ColumnSchema column) {
		return ((this.alias != null) ? this.alias.quoted() + "." : "") + column.name().quoted();
	}

	/**
	 * Convert a value that is compared with no column in particular.
	 * @param value the value
	 * @return the parameter
	 * @throws IllegalArgumentException if no column has such a value
	 */
	public Object parameter(Object value) {
		return this.schema.types().parameter(value);
	}

	/** Remember that a text of the application's own may name any column. */
	public void nameAny() {
		this.anyNamed = true;
	}

	/**
	 * Return the columns that were named.
	 * @return their names
	 */
	public Set<Identifier> named() {
		return this.named;
	}

	/**
	 * Return whether columns may be named that are not among those.
	 * @return {@code true} if there was a text of the application's own
	 */
	public boolean isAnyNamed() {
		return this.anyNamed;
	}

	/**
	 * Return the names that a message lists where one is unknown.
	 * @return the properties, in the order of the table
	 */
	public Collection<String> names() {
		return this.schema.columns().stream().map((column) -> column.property().name()).toList();
	}

	/**
	 * Return the table as a message names it.
	 * @return a description, such as <code>table `notes`</code>
	 */
	@Override
	public String toString() {
		return "table " + this.schema.name().quoted();
	}

}
