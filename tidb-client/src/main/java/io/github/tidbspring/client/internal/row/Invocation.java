package io.github.tidbspring.client.internal.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Calls constructors and setters of applications. What they throw is thrown.
 */
final class Invocation {

	private Invocation() {
	}

	static <T> T construct(Constructor<T> constructor, @Nullable Object[] values) {
		try {
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw unchecked(ex);
		}
	}

	/** A field of a primitive type keeps its value instead of null. */
	static void set(Object row, Method setter, @Nullable Object value) {
		if (value == null && setter.getParameterTypes()[0].isPrimitive()) {
			return;
		}
		try {
			setter.invoke(row, value);
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

}
