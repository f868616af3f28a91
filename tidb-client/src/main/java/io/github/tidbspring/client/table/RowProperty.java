package io.github.tidbspring.client.table;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;

/**
 * A component of a record, or a property of a bean, that is a column.
 */
final class RowProperty {

	private final Class<?> owner;

	private final String name;

	private final Class<?> type;

	private final Type genericType;

	private final Method getter;

	private final List<AnnotatedElement> elements;

	RowProperty(Class<?> owner, String name, Method getter, List<AnnotatedElement> elements) {
		this.owner = owner;
		this.name = name;
		// A generic class says what it returns only together with the one that extends
		// it.
		ResolvableType returned = ResolvableType.forMethodReturnType(getter, owner);
		this.type = returned.resolve(getter.getReturnType());
		this.genericType = (getter.getGenericReturnType() instanceof TypeVariable<?>) ? this.type
				: getter.getGenericReturnType();
		this.getter = getter;
		this.elements = elements;
		// The owner may be a private or package-private type of the application.
		getter.setAccessible(true);
	}

	String name() {
		return this.name;
	}

	Class<?> type() {
		return this.type;
	}

	Type genericType() {
		return this.genericType;
	}

	<A extends Annotation> @Nullable A annotation(Class<A> annotationType) {
		for (AnnotatedElement element : this.elements) {
			A annotation = element.getAnnotation(annotationType);
			if (annotation != null) {
				return annotation;
			}
		}
		return null;
	}

	/** Whether the type says that there is always a value. */
	boolean isNonNull() {
		return this.type.isPrimitive() || Nullness.forMethodReturnType(this.getter) == Nullness.NON_NULL;
	}

	@Nullable Object value(Object row) {
		try {
			return this.getter.invoke(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(this + " cannot be read", ex);
		}
	}

	IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(this + " " + problem);
	}

	@Override
	public String toString() {
		return this.owner.getSimpleName() + "." + this.name;
	}

}
