package io.github.tidbspring.client.internal.row;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * A type that is built by its constructor, such as a Kotlin data class or an immutable
 * class: each parameter has the name and the type of a field. A field that the
 * constructor does not set has a setter.
 *
 * @param <T> the type
 * @param type the type
 * @param properties the properties, in the order of their fields
 * @param constructor the constructor
 * @param arguments the fields that the parameters set, in their order
 * @param setters the setters of the other properties, by position
 */
record ConstructorType<T extends Object>(Class<T> type, List<RowProperty> properties, Constructor<T> constructor,
		List<Argument> arguments, Map<Integer, Method> setters) implements RowType<T> {

	/**
	 * Find the constructor of a type.
	 * @param <T> the type
	 * @param type the type
	 * @return the row type, or {@code null} if no constructor sets all fields that have
	 * no setter
	 * @throws IllegalArgumentException if several constructors set the same fields
	 */
	static <T> @Nullable ConstructorType<T> find(Class<T> type) {
		List<Field> columns = BeanType.columns(type);
		List<Candidate<T>> candidates = candidates(type).filter((candidate) -> candidate.isSufficient(columns))
			.sorted(Comparator.comparingInt((candidate) -> -candidate.names().size()))
			.toList();
		if (candidates.isEmpty()) {
			return null;
		}
		Candidate<T> first = candidates.get(0);
		if (candidates.size() > 1 && candidates.get(1).names().size() == first.names().size()) {
			throw new IllegalArgumentException("%s has two constructors for the properties %s and %s; one can be used"
				.formatted(type.getName(), first.names(), candidates.get(1).names()));
		}
		return of(type, columns, first);
	}

	private static <T> ConstructorType<T> of(Class<T> type, List<Field> columns, Candidate<T> candidate) {
		Map<String, Integer> positions = new HashMap<>();
		List<RowProperty> properties = new ArrayList<>();
		Map<Integer, Method> setters = new HashMap<>();
		for (Field field : columns) {
			Method getter = getter(type, field);
			RowProperty property = (getter != null)
					? new RowProperty(type, field.getName(), getter, List.of(field, getter))
					: new RowProperty(type, field);
			positions.put(field.getName(), properties.size());
			if (!candidate.names().contains(field.getName())) {
				Method setter = BeanAccess.of(type, field).setter();
				setter.setAccessible(true);
				setters.put(properties.size(), setter);
			}
			properties.add(property);
		}
		candidate.constructor().setAccessible(true);
		List<Argument> arguments = candidate.names()
			.stream()
			.map((name) -> Argument.of(Objects.requireNonNull(candidate.fields().get(name)), positions.get(name)))
			.toList();
		return new ConstructorType<>(type, List.copyOf(properties), candidate.constructor(), arguments, setters);
	}

	/** The constructors whose parameters all are fields. */
	@SuppressWarnings("unchecked")
	private static <T> Stream<Candidate<T>> candidates(Class<T> type) {
		Map<String, Field> fields = new HashMap<>();
		ReflectionUtils.doWithFields(type, (field) -> fields.putIfAbsent(field.getName(), field),
				(field) -> !Modifier.isStatic(field.getModifiers()));
		return Stream.of(type.getDeclaredConstructors())
			.filter((constructor) -> !constructor.isSynthetic() && constructor.getParameterCount() > 0)
			.map((constructor) -> new Candidate<>((Constructor<T>) constructor, names(constructor), fields))
			.filter(Candidate::isOfFields);
	}

	/** The names of the parameters; empty if they are not known. */
	private static List<String> names(Constructor<?> constructor) {
		try {
			return List.of(BeanUtils.getParameterNames(constructor));
		}
		catch (IllegalStateException ex) {
			return List.of();
		}
	}

	/** Return whether a type has constructors whose parameters have no names. */
	static boolean lacksNames(Class<?> type) {
		return Stream.of(type.getDeclaredConstructors())
			.anyMatch((constructor) -> !constructor.isSynthetic() && constructor.getParameterCount() > 0
					&& names(constructor).isEmpty());
	}

	/** The getter, or an accessor of the same name, as a Kotlin property isX has. */
	private static @Nullable Method getter(Class<?> type, Field field) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, field.getName());
		Method getter = (property != null) ? property.getReadMethod() : null;
		if (getter == null) {
			getter = ReflectionUtils.findMethod(type, field.getName());
		}
		return (getter != null && getter.getReturnType() == field.getType()) ? getter : null;
	}

	@Override
	public T instantiate(@Nullable Object[] values) {
		return build(values, this.arguments.stream().map((argument) -> argument.value(values)).toArray());
	}

	@Override
	public T with(T row, int position, @Nullable Object value) {
		@Nullable Object[] values = new Object[this.properties.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == position) ? value : this.properties.get(i).value(row);
		}
		return build(values, this.arguments.stream().map((argument) -> argument.value(values, row)).toArray());
	}

	private T build(@Nullable Object[] values, @Nullable Object[] parameters) {
		T row = Invocation.construct(this.constructor, parameters);
		this.setters.forEach((position, setter) -> Invocation.set(row, setter, values[position]));
		return row;
	}

	/**
	 * A constructor.
	 *
	 * @param constructor the constructor
	 * @param names the names of its parameters
	 * @param fields the fields of the type by name
	 */
	private record Candidate<T>(Constructor<T> constructor, List<String> names, Map<String, Field> fields) {

		boolean isOfFields() {
			Class<?>[] types = this.constructor.getParameterTypes();
			for (int i = 0; i < this.names.size(); i++) {
				Field field = this.fields.get(this.names.get(i));
				if (field == null || !isOf(types[i], field)) {
					return false;
				}
			}
			return !this.names.isEmpty();
		}

		/** The type of a generic parent's field is known only with the class. */
		private boolean isOf(Class<?> parameter, Field field) {
			return parameter == field.getType()
					|| parameter == ResolvableType.forField(field, this.constructor.getDeclaringClass()).resolve();
		}

		/** Whether it sets all fields that cannot be set later. */
		boolean isSufficient(List<Field> columns) {
			return columns.stream()
				.allMatch((field) -> this.names.contains(field.getName())
						|| BeanAccess.isComplete(this.constructor.getDeclaringClass(), field));
		}

	}

	/**
	 * What a parameter is set to: a property, or a field that is no column.
	 *
	 * @param field the field
	 * @param position the position of the property; {@code null} if it is no column
	 */
	private record Argument(Field field, @Nullable Integer position) {

		static Argument of(Field field, @Nullable Integer position) {
			field.setAccessible(true);
			return new Argument(field, position);
		}

		@Nullable Object value(@Nullable Object[] values) {
			if (this.position != null) {
				return values[this.position];
			}
			Class<?> type = this.field.getType();
			// The default of a primitive type, or null.
			return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
		}

		/** A row that is built again keeps what is no column. */
		@Nullable Object value(@Nullable Object[] values, Object row) {
			return (this.position != null) ? values[this.position] : ReflectionUtils.getField(this.field, row);
		}

	}

}
