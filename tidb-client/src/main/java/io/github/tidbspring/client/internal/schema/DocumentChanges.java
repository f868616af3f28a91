package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one update within a JSON document. TiDB evaluates all assignments of an
 * update with the old row, and accepts one for each column: therefore all changes of a
 * document are one expression. Not thread-safe.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions-modify/">JSON
 * functions that modify JSON values</a>
 */
public final class DocumentChanges {

	private static final String OBJECT = "JSON_OBJECT()";

	private static final String LIST = "JSON_ARRAY()";

	private final ColumnSchema column;

	private final Map<JsonSteps, String> names = new LinkedHashMap<>();

	/** By path: appends the new value. */
	private final Map<JsonSteps, Consumer<JsonValue>> values = new LinkedHashMap<>();

	private final List<JsonSteps> removed = new ArrayList<>();

	DocumentChanges(ColumnSchema column) {
		this.column = column;
	}

	/**
	 * Set a value.
	 * @param name the name of the value in the change
	 * @param path the path
	 * @param value the value
	 */
	public void set(String name, JsonSteps path, @Nullable Object value) {
		String json = this.column.jsonPlace(name, path).stored(value);
		add(name, path);
		this.values.put(path, (sql) -> sql.json(json));
	}

	/**
	 * Add to a number.
	 * @param name the name of the value in the change
	 * @param path the path
	 * @param amount what is added
	 */
	public void increment(String name, JsonSteps path, Number amount) {
		String json = this.column.jsonPlace(name, path).amount(amount);
		add(name, path);
		BigDecimal number = new BigDecimal(json);
		this.values.put(path, (sql) -> sql.sum(number, json));
	}

	/**
	 * Remove a value.
	 * @param name the name of the value in the change
	 * @param path the path
	 */
	public void remove(String name, JsonSteps path) {
		this.column.jsonPlace(name, path).checkRemovable();
		add(name, path);
		this.removed.add(path);
	}

	private void add(String name, JsonSteps path) {
		this.names.forEach((other, otherName) -> {
			if (other.leadsTo(path) || path.leadsTo(other)) {
				throw new IllegalArgumentException(otherName.equals(name) ? "'%s' is changed twice".formatted(name)
						: "'%s' and '%s' cannot be changed together, because one contains the other"
							.formatted(otherName, name));
			}
		});
		this.names.put(path, name);
	}

	SqlStatement expression(String document) {
		SqlBuilder sql = new SqlBuilder();
		sql.append(this.removed.isEmpty() ? "" : "JSON_REMOVE(");
		if (this.values.isEmpty()) {
			sql.append(document);
		}
		else {
			appendValues(sql, document);
		}
		if (!this.removed.isEmpty()) {
			// The last element of a list first, because a removal moves those after it.
			this.removed.stream()
				.sorted(Comparator.comparing(JsonSteps::steps, DocumentChanges::compare).reversed())
				.forEach((path) -> sql.append(", ").parameter(path.text()));
			sql.append(")");
		}
		return sql.build();
	}

	private static int compare(List<Object> steps, List<Object> others) {
		for (int i = 0; i < Math.min(steps.size(), others.size()); i++) {
			if (!steps.get(i).equals(others.get(i))) {
				return (steps.get(i) instanceof Integer position && others.get(i) instanceof Integer other)
						? position.compareTo(other) : steps.get(i).toString().compareTo(others.get(i).toString());
			}
		}
		return Integer.compare(steps.size(), others.size());
	}

	/*
	 * JSON_SET evaluates its pairs one after the other, and has no effect if the object
	 * or list around a value is missing. Therefore these come first, as they are or as
	 * new ones.
	 */
	private void appendValues(SqlBuilder sql, String document) {
		Map<JsonSteps, String> containers = containers();
		sql.append("JSON_SET(");
		new JsonValue(sql, document, new JsonSteps(List.of())).orNew(containers.get(new JsonSteps(List.of())));
		containers.forEach((path, empty) -> {
			if (!path.steps().isEmpty()) {
				sql.append(", ").parameter(path.text()).append(", ");
				new JsonValue(sql, document, path).orNew(empty);
			}
		});
		this.values.forEach((path, value) -> {
			sql.append(", ").parameter(path.text()).append(", ");
			value.accept(new JsonValue(sql, document, path));
		});
		sql.append(")");
	}

	/** By path, the outer ones first: an empty object or list. */
	private Map<JsonSteps, String> containers() {
		Map<JsonSteps, String> containers = new LinkedHashMap<>();
		for (JsonSteps path : this.values.keySet()) {
			for (int i = 0; i < path.steps().size(); i++) {
				String empty = (path.steps().get(i) instanceof Integer) ? LIST : OBJECT;
				String other = containers.putIfAbsent(path.first(i), empty);
				if (other != null && !other.equals(empty)) {
					throw new IllegalArgumentException(("'%s' names a value in an object where another change names "
							+ "an element of a list, or the other way round")
						.formatted(this.names.get(path)));
				}
			}
		}
		return containers;
	}

	/**
	 * Appends expressions for the new value of a path.
	 *
	 * @param sql where to append
	 * @param document the quoted name of the column
	 * @param path the path
	 */
	private record JsonValue(SqlBuilder sql, String document, JsonSteps path) {

		/** The given value: the only one that is a document by itself on all servers. */
		private void json(String json) {
			this.sql.append("JSON_EXTRACT(").parameter(json).append(", '$')");
		}

		/** The old value, or a new container if it is missing or null. */
		private void orNew(@Nullable String empty) {
			this.sql.append("JSON_EXTRACT(CASE WHEN ");
			isNull();
			this.sql.append(" THEN " + empty + " ELSE ");
			old();
			this.sql.append(" END, '$')");
		}

		/*
		 * The sum as a text, so that all branches have one type. Integers are added as
		 * decimals, because a double does not represent all of them.
		 */
		private void sum(BigDecimal amount, String json) {
			boolean isInteger = amount.stripTrailingZeros().scale() <= 0;
			this.sql.append("JSON_EXTRACT(CASE WHEN ");
			isNull();
			this.sql.append(" THEN ").parameter(json);
			if (isInteger) {
				this.sql.append(" WHEN ");
				type().append(" IN ('INTEGER', 'UNSIGNED INTEGER') THEN CAST(CAST(JSON_UNQUOTE(");
				old();
				this.sql.append(") AS DECIMAL(65, 0)) + ").parameter(amount.setScale(0)).append(" AS CHAR)");
			}
			this.sql.append(" WHEN ");
			type().append(" IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE') THEN CAST(CAST(");
			old();
			this.sql.append(" AS DOUBLE) + ").parameter(amount.doubleValue()).append(" AS CHAR) ELSE CAST(");
			old();
			this.sql.append(" AS CHAR) END, '$')");
		}

		private void isNull() {
			this.sql.append("COALESCE(");
			type().append(", 'NULL') = 'NULL'");
		}

		private SqlBuilder type() {
			this.sql.append("JSON_TYPE(");
			old();
			return this.sql.append(")");
		}

		private void old() {
			if (this.path.steps().isEmpty()) {
				this.sql.append(this.document);
			}
			else {
				this.sql.append("JSON_EXTRACT(" + this.document + ", ").parameter(this.path.text()).append(")");
			}
		}

	}

}
