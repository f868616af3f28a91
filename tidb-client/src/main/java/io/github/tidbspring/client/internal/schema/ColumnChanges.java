package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The changes of one update, by column. All of them see the row as it was before. Not
 * thread-safe.
 */
public final class ColumnChanges {

	private final TableSchema<?> schema;

	private final ColumnScope scope;

	/** In the order in which they are given. */
	private final Set<ColumnSchema> columns = new LinkedHashSet<>();

	private final Map<ColumnSchema, @Nullable Object> values = new LinkedHashMap<>();

	private final Map<ColumnSchema, SqlStatement> expressions = new LinkedHashMap<>();

	private final Map<ColumnSchema, DocumentChanges> documents = new LinkedHashMap<>();

	private ColumnChanges(TableSchema<?> schema) {
		this.schema = schema;
		this.scope = ColumnScope.of(schema);
	}

	/**
	 * Resolve changes.
	 * @param schema the table
	 * @param changes the changes
	 * @return the changes by column
	 * @throws IllegalArgumentException if a column does not exist, cannot be changed, or
	 * is changed twice
	 */
	public static ColumnChanges of(TableSchema<?> schema, Collection<? extends ColumnChange> changes) {
		ColumnChanges resolved = new ColumnChanges(schema);
		changes.forEach((change) -> change.applyTo(resolved));
		resolved.checkSources();
		resolved.advanceVersion();
		return resolved;
	}

	/** Resolves the names of columns. */
	public ColumnScope scope() {
		return this.scope;
	}

	/** The new values of columns that get one. */
	public Map<ColumnSchema, @Nullable Object> values() {
		return Collections.unmodifiableMap(this.values);
	}

	/**
	 * Return what each column becomes.
	 * @param completed the new values, with those that were computed for the update
	 * @return the expressions by column
	 */
	public Map<ColumnSchema, SqlStatement> assignments(Map<ColumnSchema, @Nullable Object> completed) {
		this.columns.addAll(completed.keySet());
		Map<ColumnSchema, SqlStatement> assignments = new LinkedHashMap<>();
		for (ColumnSchema column : this.columns) {
			SqlStatement expression = this.expressions.get(column);
			DocumentChanges document = this.documents.get(column);
			if (document != null) {
				expression = document.expression(this.scope.quoted(column));
			}
			assignments.put(column, (expression != null) ? expression
					: new SqlBuilder().parameter(column.parameterOfUpdate(completed.get(column))).build());
		}
		return assignments;
	}

	/**
	 * Give a column a new value.
	 * @param column the column
	 * @param value the value
	 */
	public void set(ColumnSchema column, @Nullable Object value) {
		column.parameterOfUpdate(value);
		add(column);
		this.values.put(column, value);
	}

	/**
	 * Give a column the value of an expression.
	 * @param column the column
	 * @param expression the expression
	 */
	public void set(ColumnSchema column, SqlStatement expression) {
		add(column);
		this.expressions.put(column, expression);
	}

	/**
	 * Add to a number.
	 * @param column the column
	 * @param amount what is added
	 */
	public void increment(ColumnSchema column, Number amount) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(column.property().type());
		if (column.type().kind() != ColumnType.Kind.PLAIN || !Number.class.isAssignableFrom(type)
				|| column.types().isConverted(type)) {
			throw column.property()
				.invalid("is a %s, which is not a number that can be incremented"
					.formatted(column.property().genericType().getTypeName()));
		}
		boolean isNegative = amount.doubleValue() < 0;
		Object parameter = column.parameterOfUpdate(isNegative ? negated(amount) : amount);
		String number = this.scope.quoted(column);
		set(column,
				new SqlBuilder().append(column.isNullable() ? "COALESCE(" + number + ", 0)" : number)
					.append(isNegative ? " - " : " + ")
					.parameter(parameter)
					.build());
	}

	/** Positive, because a column may have positive numbers only. */
	private static Number negated(Number amount) {
		if (amount instanceof Double || amount instanceof Float) {
			return (amount instanceof Float) ? (Number) (-amount.floatValue()) : (Number) (-amount.doubleValue());
		}
		return new BigDecimal(amount.toString()).negate();
	}

	/**
	 * Return the changes within the document of a column.
	 * @param column the column
	 * @return its changes
	 */
	public DocumentChanges document(ColumnSchema column) {
		if (!this.documents.containsKey(column)) {
			add(column);
		}
		return this.documents.computeIfAbsent(column, DocumentChanges::new);
	}

	private void add(ColumnSchema column) {
		column.checkSettable();
		if (!this.columns.add(column)) {
			throw column.property().invalid("is given two values");
		}
	}

	/** Those who save a row that they have read before notice the update. */
	private void advanceVersion() {
		ColumnVersion version = this.schema.version();
		if (version != null && this.columns.add(version.column())) {
			this.expressions.put(version.column(), version.next(this.scope.quoted(version.column())));
		}
	}

	/** The client cannot compute a vector from a text that it does not know. */
	private void checkSources() {
		for (ColumnSchema vector : this.schema.embedded()) {
			ColumnSchema source = vector.source();
			if (source != null && this.expressions.containsKey(source) && !this.columns.contains(vector)) {
				throw source.property()
					.invalid(("is changed by an expression, and %s is made from its text, which is not known here: "
							+ "also set that vector, for example to null")
						.formatted(vector.property()));
			}
		}
	}

}
