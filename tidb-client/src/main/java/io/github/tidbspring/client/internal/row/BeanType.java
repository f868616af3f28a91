package io.github.tidbspring.client.internal.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.annotation.Ignored;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

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

	static <T> BeanType<T> of(Class<T> type) {
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type.isEnum() || type.isPrimitive()) {
			throw new IllegalArgumentException(type.getName() + " is neither a record nor a bean");
		}
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
			throw new IllegalArgumentException(
					type.getName() + " is neither a record nor a bean with a constructor without parameters", ex);
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
				if (isColumn(field)) {
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

	private static boolean isColumn(Field field) {
		return !field.isSynthetic() && !Modifier.isStatic(field.getModifiers())
				&& !Modifier.isTransient(field.getModifiers())
				&& !AnnotatedElementUtils.isAnnotated(field, Ignored.class);
	}

	@Override
	public T instantiate(@Nullable Object[] values) {
		T bean = Invocation.construct(this.constructor, new Object[0]);
		for (int i = 0; i < values.length; i++) {
			set(bean, i, values[i]);
		}
		return bean;
	}

	@Override
	public T with(T row, int position, @Nullable Object value) {
		set(row, position, value);
		return row;
	}

	private void set(T bean, int position, @Nullable Object value) {
		Method setter = this.setters.get(position);
		if (value == null && setter.getParameterTypes()[0].isPrimitive()) {
			return;
		}
		try {
			setter.invoke(bean, value);
		}
		catch (ReflectiveOperationException ex) {
			throw Invocation.unchecked(ex);
		}
	}

}
