package io.github.tidbspring.client.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a table for notes, whose every kind there is one of.
 */
final class TestColumns implements Columns {

	static final String HOSTILE = "a`; DROP TABLE x; --";

	private final Map<String, ColumnReference> properties = new LinkedHashMap<>();

	private final Map<String, ColumnReference> columns = new LinkedHashMap<>();

	TestColumns() {
		add("id", ColumnReference.of(Identifier.of("id"), ColumnReference.Kind.PLAIN));
		add("title", ColumnReference.of(Identifier.of("title"), ColumnReference.Kind.PLAIN));
		add("createdAt", ColumnReference.of(Identifier.of("created_at"), ColumnReference.Kind.PLAIN));
		add("status", new ColumnReference(Identifier.of("status"), ColumnReference.Kind.PLAIN,
				(value) -> ((Enum<?>) value).name()));
		add("meta", ColumnReference.of(Identifier.of("meta_data"), ColumnReference.Kind.JSON));
		add("embedding", ColumnReference.of(Identifier.of("embedding"), ColumnReference.Kind.VECTOR));
		add(HOSTILE, ColumnReference.of(Identifier.of(HOSTILE), ColumnReference.Kind.PLAIN));
		add("odd.name", ColumnReference.of(Identifier.of("odd.name"), ColumnReference.Kind.PLAIN));
		add("odd.json", ColumnReference.of(Identifier.of("odd.json"), ColumnReference.Kind.JSON));
	}

	static SqlFragment render(Filter filter) {
		return filter.toSql(new TestColumns(), null);
	}

	static String sql(Filter filter) {
		return render(filter).sql();
	}

	@Override
	public @Nullable ColumnReference find(String name) {
		ColumnReference reference = this.properties.get(name);
		return (reference != null) ? reference : this.columns.get(name);
	}

	@Override
	public Collection<String> names() {
		return this.properties.keySet();
	}

	@Override
	public String description() {
		return "table `notes`";
	}

	@Override
	public Object toParameter(Object value) {
		return (value instanceof UUID) ? value.toString() : value;
	}

	private void add(String property, ColumnReference reference) {
		this.properties.put(property, reference);
		this.columns.put(reference.column().name(), reference);
	}

	enum Status {

		DRAFT, PUBLISHED {

			@Override
			public String toString() {
				return "is out";
			}

		}

	}

}
