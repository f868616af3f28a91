package io.github.tidbspring.client.query;

import java.util.Map;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnChange;
import io.github.tidbspring.client.internal.schema.ColumnChanges;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A change of rows by an update: <pre class="code">
 * notes.update(eq("title", "Draft"), set("title", "Ports"), increment("views", 1), set("meta.lang", "en"));
 * </pre>
 * <p>
 * <b>Names</b> are those of {@link Filter}: a property, a column, or the path of a value
 * in a JSON column, such as {@code meta.author.name}, {@code meta.tags[0]} or what
 * {@link Filter#path} returns. All changes of an update see the row as it was before. Two
 * changes of the same column are an error; several values in one JSON document can be
 * changed together.
 * <p>
 * <b>In a JSON document</b>, objects and lists around a value are created where they are
 * missing or null. If there is something else at their place, such as a text, the
 * document stays as it is. A position behind the last element of a list appends one
 * element. A value that the type of the column could not read is an error, as is a key
 * that it does not have.
 * <p>
 * Values are always sent as parameters, and {@link #toString()} does not show them.
 * Immutable and thread-safe if the values are.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-update/">UPDATE</a>
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions-modify/">JSON
 * functions that modify JSON values</a>
 */
public final class Change extends ColumnChange {

	private final Kind kind;

	private final String property;

	private final @Nullable Object value;

	private Change(Kind kind, String property, @Nullable Object value) {
		this.kind = kind;
		this.property = PropertyName.checked(property, "to change");
		this.value = value;
	}

	/**
	 * Set a property, or a value in a JSON document.
	 * @param property the name of a property or column, or a path
	 * @param value the new value; {@code null} is NULL, and in a JSON document JSON's
	 * null
	 * @return the change
	 */
	public static Change set(String property, @Nullable Object value) {
		return new Change(Kind.SET, property, value);
	}

	/**
	 * Add to a number. NULL, and in a JSON document a missing value or JSON's null,
	 * counts as 0; a value in a JSON document that is not a number stays as it is. A
	 * result that the column cannot hold is an error of TiDB.
	 * @param property the name of a property or column that is a number, or a path
	 * @param amount the number to add, which may be negative
	 * @return the change
	 * @throws IllegalArgumentException if the amount is {@code null}, and when the change
	 * is used, if it is one that the column cannot store, such as a fraction for an
	 * integer
	 */
	public static Change increment(String property, Number amount) {
		Assert.notNull(amount, () -> "'%s' cannot be incremented by null".formatted(PropertyName.shown(property)));
		return new Change(Kind.INCREMENT, property, amount);
	}

	/**
	 * Remove a value from a JSON document: a key with its value, or an element of a list,
	 * whose other elements move up. A value that is missing is no error.
	 * @param path the path
	 * @return the change
	 */
	public static Change remove(String path) {
		return new Change(Kind.REMOVE, path, null);
	}

	/**
	 * Set a property to the value of an expression in SQL, for changes that the other
	 * methods cannot express. The text is inserted into the statement unchanged, in
	 * parentheses. It contains the names of columns, not of properties. <b>Never build it
	 * from user input</b>: pass values as parameters, such as {@code :suffix}, by the
	 * rules of {@link Filter#sql}.
	 * <p>
	 * If vectors are computed from the property's text, the update must set them too, for
	 * example to {@code null}.
	 * @param property the name of a property or column; not a path
	 * @param expression the expression
	 * @param parameters the value of each parameter in the expression
	 * @return the change
	 * @throws IllegalArgumentException if a parameter has no value, a value has no
	 * parameter, or a list is empty
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/expression-syntax/">Expressions</a>
	 */
	public static Change sql(String property, String expression, Map<String, ? extends @Nullable Object> parameters) {
		return new Change(Kind.SQL, property, SqlText.of("expression", expression, parameters));
	}

	@Override
	protected void applyTo(ColumnChanges changes) {
		NamedValue target = NamedValue.of(this.property, changes.scope());
		if (target.isInDocument()) {
			changeDocument(changes, target);
		}
		else {
			changeColumn(changes, target);
		}
	}

	private void changeDocument(ColumnChanges changes, NamedValue target) {
		String name = PropertyName.shown(this.property);
		if (this.kind == Kind.SQL) {
			throw new IllegalArgumentException(
					("'%s' is a value in a JSON document, and only a whole column becomes an "
							+ "expression: use JSON_SET in an expression for %s")
						.formatted(name, target.column().property().name()));
		}
		switch (this.kind) {
			case INCREMENT -> changes.document(target.column()).increment(name, target.path(), number());
			case REMOVE -> changes.document(target.column()).remove(name, target.path());
			default -> changes.document(target.column()).set(name, target.path(), this.value);
		}
	}

	private void changeColumn(ColumnChanges changes, NamedValue target) {
		switch (this.kind) {
			case INCREMENT -> changes.increment(target.column(), number());
			case REMOVE -> throw new IllegalArgumentException(("'%1$s' is a column, and remove(…) removes a value from "
					+ "a JSON document; set(\"%1$s\", null) empties a column")
				.formatted(PropertyName.shown(this.property)));
			case SQL ->
				changes.set(target.column(), ((SqlText) Objects.requireNonNull(this.value)).build(changes.scope()));
			default -> changes.set(target.column(), this.value);
		}
	}

	private Number number() {
		return (Number) Objects.requireNonNull(this.value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Change change && this.kind == change.kind && this.property.equals(change.property)
				&& Objects.equals(this.value, change.value);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.kind, this.property, this.value);
	}

	/**
	 * Return the name and the kind of change, without values.
	 */
	@Override
	public String toString() {
		return switch (this.kind) {
			case SET -> this.property + " = ?";
			case INCREMENT -> this.property + " = " + this.property + " + ?";
			case REMOVE -> "remove " + this.property;
			case SQL -> this.property + " = " + this.value;
		};
	}

	private enum Kind {

		SET, INCREMENT, REMOVE, SQL

	}

}
