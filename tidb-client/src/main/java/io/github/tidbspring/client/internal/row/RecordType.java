package io.github.tidbspring.client.internal.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.tidbspring.client.annotation.Ignored;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A record, whose components are its properties.
 *
 * @param <T> the type
 * @param type the type
 * @param properties the components
 * @param constructor the canonical constructor
 */
record RecordType<T extends Object>(Class<T> type, List<RowProperty> properties,
		Constructor<T> constructor) implements RowType<T> {

	static <T> RecordType<T> of(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		List<RowProperty> properties = new ArrayList<>();
		for (RecordComponent component : components) {
			rejectIgnored(type, component);
			properties.add(new RowProperty(type, component.getName(), component.getAccessor(),
					List.of(component, component.getAccessor())));
		}
		Class<?>[] parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<T> constructor = type.getDeclaredConstructor(parameters);
			constructor.setAccessible(true);
			return new RecordType<>(type, List.copyOf(properties), constructor);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Every record has a canonical constructor", ex);
		}
	}

	/** Without a value, a record could not be built from a row. */
	private static void rejectIgnored(Class<?> type, RecordComponent component) {
		Field field = ReflectionUtils.findField(type, component.getName());
		if (ForeignAnnotations.isAnnotated(component.getAccessor(), Ignored.class)
				|| (field != null && ForeignAnnotations.isAnnotated(field, Ignored.class))) {
			throw new IllegalArgumentException(
					("%s.%s is excluded from the columns, but a record is built from all its "
							+ "components; a class or a Kotlin data class can have such a property")
						.formatted(type.getSimpleName(), component.getName()));
		}
	}

	@Override
	public T instantiate(@Nullable Object[] values) {
		return Invocation.construct(this.constructor, values);
	}

	@Override
	public T with(T row, int position, @Nullable Object value) {
		@Nullable Object[] values = new Object[this.properties.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == position) ? value : this.properties.get(i).value(row);
		}
		return instantiate(values);
	}

}
