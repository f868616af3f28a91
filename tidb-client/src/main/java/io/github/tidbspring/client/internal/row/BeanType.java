package io.github.tidbspring.client.internal.row;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.Ignored;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * A bean with a default constructor. Each field is a property, unless it is excluded.
 *
 * @param <T> the type
 * @param type the type
 * @param properties the properties
 * @param setters the setters of the properties, in the same order
 * @param constructor the default constructor
 */
record BeanType<T extends Object>(Class<T> type, List<RowProperty> properties, List<Method> setters,
		Constructor<T> constructor) implements RowType<T> {

	/**
	 * Return whether a type is a bean.
	 * @param type the type
	 * @return {@code false} if it has no default constructor, or a field without a setter
	 */
	static boolean isBean(Class<?> type) {
		return Stream.of(type.getDeclaredConstructors()).anyMatch((each) -> each.getParameterCount() == 0)
				&& columns(type).stream().allMatch((field) -> BeanAccess.isComplete(type, field));
	}

	static <T> BeanType<T> of(Class<T> type) {
		Constructor<T> constructor = constructor(type);
		List<RowProperty> properties = new ArrayList<>();
		List<Method> setters = new ArrayList<>();
		for (Field field : columns(type)) {
			BeanAccess access = BeanAccess.of(type, field);
			properties.add(new RowProperty(type, field.getName(), access.getter(), List.of(field, access.getter())));
			access.setter().setAccessible(true);
			setters.add(access.setter());
		}
		return new BeanType<>(type, List.copyOf(properties), List.copyOf(setters), constructor);
	}

	private static <T> Constructor<T> constructor(Class<T> type) {
		try {
			Constructor<T> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalArgumentException(type.getName()
					+ " is neither a record nor a bean with a constructor without parameters, and has no constructor that "
					+ "sets all its fields by parameters of their names and types", ex);
		}
	}

	/**
	 * Return the fields that are columns, those of parents first, in the order of their
	 * declaration, which property descriptors do not have.
	 * @param type the type
	 * @return the fields
	 */
	static List<Field> columns(Class<?> type) {
		List<Field> columns = new ArrayList<>();
		for (Class<?> declaring : lineage(type)) {
			for (Field field : declaring.getDeclaredFields()) {
				if (isColumn(type, field)) {
					columns.add(field);
				}
			}
		}
		return columns;
	}

	private static List<Class<?>> lineage(Class<?> type) {
		List<Class<?>> lineage = new ArrayList<>();
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			lineage.add(0, each);
		}
		return lineage;
	}

	private static boolean isColumn(Class<?> type, Field field) {
		return !field.isSynthetic() && !Modifier.isStatic(field.getModifiers())
				&& !Modifier.isTransient(field.getModifiers()) && !isIgnored(type, field);
	}

	/** JPA's annotations may be on getters. */
	private static boolean isIgnored(Class<?> type, Field field) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, field.getName());
		Method getter = (property != null) ? property.getReadMethod() : null;
		return ForeignAnnotations.isAnnotated(field, Ignored.class)
				|| (getter != null && ForeignAnnotations.isAnnotated(getter, Ignored.class));
	}

	@Override
	public T instantiate(@Nullable Object[] values) {
		T bean = Invocation.construct(this.constructor, new Object[0]);
		for (int i = 0; i < values.length; i++) {
			Invocation.set(bean, this.setters.get(i), values[i]);
		}
		return bean;
	}

	@Override
	public T with(T row, int position, @Nullable Object value) {
		Invocation.set(row, this.setters.get(position), value);
		return row;
	}

}
