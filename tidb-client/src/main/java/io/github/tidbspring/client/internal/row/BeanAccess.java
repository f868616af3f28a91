package io.github.tidbspring.client.internal.row;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The accessors of a field of a bean.
 *
 * @param getter the getter
 * @param setter the setter
 */
record BeanAccess(Method getter, Method setter) {

	/**
	 * Return whether a field has a getter and a setter.
	 * @param type the bean
	 * @param field the field
	 * @return {@code true} if {@link #of} finds both
	 */
	static boolean isComplete(Class<?> type, Field field) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, field.getName());
		return property != null && property.getReadMethod() != null && property.getWriteMethod() != null;
	}

	/**
	 * Find the getter and the setter of a field.
	 * @param type the bean
	 * @param field the field, of the bean or of a class that it extends
	 * @return both
	 * @throws IllegalArgumentException if one of them is missing: the value of the field
	 * would be lost unnoticed
	 */
	static BeanAccess of(Class<?> type, Field field) {
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, field.getName());
		Method getter = (property != null) ? property.getReadMethod() : null;
		Method setter = (property != null) ? property.getWriteMethod() : null;
		if (getter != null && setter != null) {
			return new BeanAccess(getter, setter);
		}
		List<String> missing = new ArrayList<>();
		if (getter == null) {
			missing.add(missingGetter(type, field));
		}
		if (setter == null) {
			missing.add(missingSetter(type, field));
		}
		throw new IllegalArgumentException(
				"%s.%s is neither a column nor excluded: it has %s. Add what is missing, or mark the field with @Ignored"
					.formatted(type.getSimpleName(), name(type, field), String.join(", and ", missing)));
	}

	private static String name(Class<?> type, Field field) {
		Class<?> declaring = field.getDeclaringClass();
		return (declaring == type) ? field.getName()
				: "%s (of %s)".formatted(field.getName(), declaring.getSimpleName());
	}

	private static String missingGetter(Class<?> type, Field field) {
		String suffix = StringUtils.capitalize(field.getName());
		String missing = "no public getter get%s()".formatted(suffix);
		if (field.getType() == boolean.class) {
			return missing + " or is%s()".formatted(suffix) + hidden(type, "get" + suffix, "is" + suffix);
		}
		Method is = ReflectionUtils.findMethod(type, "is" + suffix);
		if (field.getType() == Boolean.class && is != null) {
			return missing + " (is%s() returns a Boolean, and is one for a boolean only)".formatted(suffix);
		}
		return missing + hidden(type, "get" + suffix);
	}

	private static String missingSetter(Class<?> type, Field field) {
		String setter = "set" + StringUtils.capitalize(field.getName());
		String missing = "no public setter %s(%s)".formatted(setter, field.getType().getSimpleName());
		if (Modifier.isFinal(field.getModifiers())) {
			return missing + " (it is final)";
		}
		return missing + hidden(type, setter, field.getType());
	}

	private static String hidden(Class<?> type, String first, String second) {
		String hidden = hidden(type, first);
		return hidden.isEmpty() ? hidden(type, second) : hidden;
	}

	private static String hidden(Class<?> type, String name, Class<?>... parameters) {
		@Nullable Method method = ReflectionUtils.findMethod(type, name, parameters);
		if (method == null) {
			return "";
		}
		return Modifier.isPublic(method.getModifiers()) ? " (%s is not one)".formatted(name)
				: " (%s is not public)".formatted(name);
	}

}
