package io.github.tidbspring.client.internal.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rows as maps from the names of columns to their values. A column that a map does not
 * have is {@code null} in it.
 */
public final class MapType implements RowType<Map<String, @Nullable Object>> {

	private final String table;

	private final Described element;

	private final List<RowProperty> properties;

	/** The names of the columns by themselves in lower case. */
	private final Map<String, String> names = new LinkedHashMap<>();

	private MapType(String table, Described element, List<RowProperty> properties) {
		this.table = table;
		this.element = element;
		this.properties = properties;
		properties.forEach((property) -> this.names.put(property.name().toLowerCase(Locale.ROOT), property.name()));
	}

	/**
	 * Create a type.
	 * @param table the name of the table
	 * @param annotations the annotations that describe the table
	 * @param columns the columns
	 * @return the type
	 */
	public static MapType of(String table, List<? extends Annotation> annotations, List<Column> columns) {
		return new MapType(table, new Described(annotations), columns.stream()
			.map((column) -> new RowProperty(table, column.name(), column.type(), new Described(column.annotations())))
			.toList());
	}

	@Override
	public Class<?> type() {
		return Map.class;
	}

	@Override
	public String name() {
		return "the definition of " + this.table;
	}

	@Override
	public AnnotatedElement element() {
		return this.element;
	}

	@Override
	public boolean isOfOneTable() {
		return false;
	}

	@Override
	public List<RowProperty> properties() {
		return this.properties;
	}

	@Override
	public Map<String, @Nullable Object> complete(Map<String, @Nullable Object> row) {
		Map<String, @Nullable Object> complete = instantiate(new Object[this.properties.size()]);
		Set<String> given = new HashSet<>();
		for (Map.Entry<?, ?> entry : row.entrySet()) {
			String name = name(entry.getKey());
			if (name == null) {
				throw new IllegalArgumentException("A row of %s has the key '%s', which is none of its columns: %s"
					.formatted(this.table, entry.getKey(), String.join(", ", this.names.values())));
			}
			if (!given.add(name)) {
				throw new IllegalArgumentException(
						"A row of %s has two keys for its column %s".formatted(this.table, name));
			}
			complete.put(name, entry.getValue());
		}
		return complete;
	}

	/** TiDB ignores the case of columns. */
	private @Nullable String name(@Nullable Object key) {
		return (key instanceof String name) ? this.names.get(name.toLowerCase(Locale.ROOT)) : null;
	}

	@Override
	public Map<String, @Nullable Object> instantiate(@Nullable Object[] values) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < values.length; i++) {
			row.put(this.properties.get(i).name(), values[i]);
		}
		return row;
	}

	@Override
	public Map<String, @Nullable Object> with(Map<String, @Nullable Object> row, int position, @Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
		changed.put(this.properties.get(position).name(), value);
		return changed;
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type the type of its values
	 * @param annotations the annotations that describe it
	 */
	public record Column(String name, Class<?> type, List<? extends Annotation> annotations) {

	}

	/**
	 * Has the annotations that a property would have.
	 */
	private record Described(List<? extends Annotation> annotations) implements AnnotatedElement {

		@Override
		public <A extends Annotation> @Nullable A getAnnotation(Class<A> type) {
			return this.annotations.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
		}

		@Override
		public Annotation[] getAnnotations() {
			return this.annotations.toArray(Annotation[]::new);
		}

		@Override
		public Annotation[] getDeclaredAnnotations() {
			return getAnnotations();
		}

	}

}
