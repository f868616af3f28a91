package io.github.tidbspring.client.internal.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.github.tidbspring.client.annotation.Ignored;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A type whose instances are rows: a record, or a bean with a default constructor. Each
 * field of a bean is a column, unless it is excluded.
 *
 * @param <T> the type
 */
public final class RowType<T extends Object> {

	private final Class<T> type;

	private final List<RowProperty> properties;

	private final List<Method> setters;

	private final Function<@Nullable Object[], T> factory;

	private RowType(Class<T> type, List<RowProperty> properties, List<Method> setters,
			Function<@Nullable Object[], T> factory) {
		this.type = type;
		this.properties = properties;
		this.setters = setters;
		this.factory = factory;
	}

	public static <T> RowType<T> of(Class<T> type) {
		return type.isRecord() ? ofRecord(type) : ofBean(type);
	}

	private static <T> RowType<T> ofRecord(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		List<RowProperty> properties = new ArrayList<>();
		for (RecordComponent component : components) {
			properties.add(new RowProperty(type, component.getName(), component.getAccessor(),
					List.of(component, component.getAccessor())));
		}
		Constructor<T> constructor = constructor(type,
				Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		return new RowType<>(type, properties, List.of(), (values) -> construct(constructor, values));
	}

	private static <T> RowType<T> ofBean(Class<T> type) {
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type.isEnum() || type.isPrimitive()) {
			throw new IllegalArgumentException(type.getName() + " is neither a record nor a bean");
		}
		Constructor<T> constructor = constructor(type);
		List<RowProperty> properties = new ArrayList<>();
		List<Method> setters = new ArrayList<>();
		// Fields are in the order of their declaration; property descriptors are not.
		for (Class<?> declaring : lineage(type)) {
			for (Field field : declaring.getDeclaredFields()) {
				if (isColumn(field)) {
					BeanAccess access = BeanAccess.of(type, field);
					properties
						.add(new RowProperty(type, field.getName(), access.getter(), List.of(field, access.getter())));
					access.setter().setAccessible(true);
					setters.add(access.setter());
				}
			}
		}
		return new RowType<>(type, properties, setters, (values) -> {
			T bean = construct(constructor, new Object[0]);
			for (int i = 0; i < values.length; i++) {
				set(bean, setters.get(i), values[i]);
			}
			return bean;
		});
	}

	private static boolean isColumn(Field field) {
		return !field.isSynthetic() && !Modifier.isStatic(field.getModifiers())
				&& !Modifier.isTransient(field.getModifiers())
				&& !AnnotatedElementUtils.isAnnotated(field, Ignored.class);
	}

	private static <T> Constructor<T> constructor(Class<T> type, Class<?>... parameters) {
		try {
			Constructor<T> constructor = type.getDeclaredConstructor(parameters);
			constructor.setAccessible(true);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalArgumentException(
					type.getName() + " is neither a record nor a bean with a constructor without parameters", ex);
		}
	}

	private static List<Class<?>> lineage(Class<?> type) {
		List<Class<?>> lineage = new ArrayList<>();
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			lineage.add(0, each);
		}
		return lineage;
	}

	private static <T> T construct(Constructor<T> constructor, @Nullable Object[] values) {
		try {
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw unchecked(ex);
		}
	}

	private static void set(Object bean, Method setter, @Nullable Object value) {
		if (value == null && setter.getParameterTypes()[0].isPrimitive()) {
			return;
		}
		try {
			setter.invoke(bean, value);
		}
		catch (ReflectiveOperationException ex) {
			throw unchecked(ex);
		}
	}

	/** Return the exception that a constructor or setter of the application threw. */
	private static RuntimeException unchecked(ReflectiveOperationException ex) {
		Throwable cause = (ex instanceof InvocationTargetException failure) ? failure.getTargetException() : ex;
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof RuntimeException unchecked) ? unchecked : new IllegalStateException(cause);
	}

	public Class<T> type() {
		return this.type;
	}

	public List<RowProperty> properties() {
		return this.properties;
	}

	/**
	 * Create an instance.
	 * @param values the values of the properties, in their order
	 * @return the instance
	 */
	public T instantiate(@Nullable Object[] values) {
		return this.factory.apply(values);
	}

	/**
	 * Set one property: in a new record, or in the same bean.
	 * @param row the row
	 * @param position the position of the property
	 * @param value its new value
	 * @return the row with that value
	 */
	public T with(T row, int position, @Nullable Object value) {
		if (!this.type.isRecord()) {
			set(row, this.setters.get(position), value);
			return row;
		}
		@Nullable Object[] values = new Object[this.properties.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == position) ? value : this.properties.get(i).value(row);
		}
		return instantiate(values);
	}

}
