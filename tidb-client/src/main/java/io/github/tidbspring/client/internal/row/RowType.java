package io.github.tidbspring.client.internal.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A type whose instances are rows.
 *
 * @param <T> the type
 */
public interface RowType<T extends Object> {

	/**
	 * Return the row type of a class.
	 * @param <T> the class
	 * @param type a record, a bean with a default constructor, or a type with a
	 * constructor that sets its fields. Each field is a column, unless it is excluded
	 * @return its row type
	 * @throws IllegalArgumentException if its instances cannot be rows
	 */
	static <T> RowType<T> of(Class<T> type) {
		if (type.isRecord()) {
			return RecordType.of(type);
		}
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || BeanUtils.isSimpleValueType(type)) {
			throw new IllegalArgumentException(type.getName() + " is neither a record nor a bean");
		}
		ConstructorType<T> built = BeanType.isBean(type) ? null : ConstructorType.find(type);
		if (built != null) {
			return built;
		}
		try {
			return BeanType.of(type);
		}
		catch (IllegalArgumentException ex) {
			if (!ConstructorType.lacksNames(type)) {
				throw ex;
			}
			throw new IllegalArgumentException(ex.getMessage()
					+ ". The names of the parameters of its constructors are not known: compile it with "
					+ "-parameters (in Kotlin -java-parameters, or add kotlin-reflect), or annotate the "
					+ "constructor with @ConstructorProperties", ex);
		}
	}

	/**
	 * Return the class of the rows.
	 * @return the class
	 */
	Class<?> type();

	/**
	 * Return what describes the rows. Only for messages that are shown: it loads the
	 * class that encloses the type.
	 * @return the simple name of the class, or a term
	 */
	default String name() {
		return type().getSimpleName();
	}

	/**
	 * Return what has the annotations of the table.
	 * @return the class, or what stands for it
	 */
	default AnnotatedElement element() {
		return type();
	}

	/**
	 * Return an annotation of the table, which may be a meta-annotation, or that of
	 * another library which stands for it.
	 * @param <A> the type of the annotation
	 * @param annotationType the type of the annotation
	 * @return the annotation, or {@code null} if there is none
	 */
	default <A extends Annotation> @Nullable A annotation(Class<A> annotationType) {
		return ForeignAnnotations.merged(List.of(element()), annotationType,
				AnnotatedElementUtils.getMergedAnnotation(element(), annotationType));
	}

	/**
	 * Return whether only this type describes its rows, so that all that is derived from
	 * the class may be kept.
	 * @return {@code false} if other tables have rows of the same class and other columns
	 */
	default boolean isOfOneTable() {
		return true;
	}

	/**
	 * Return the properties.
	 * @return the properties, in the order of their values
	 */
	List<RowProperty> properties();

	/**
	 * Return a row of the application with all properties and no others.
	 * @param row the row
	 * @return the same row, or a new one
	 * @throws IllegalArgumentException if it has a property that the type does not have
	 */
	default T complete(T row) {
		return row;
	}

	/**
	 * Create an instance.
	 * @param values the values of the properties, in their order
	 * @return the instance
	 */
	T instantiate(@Nullable Object[] values);

	/**
	 * Set one property: in a new row, or in the same one if it can be changed.
	 * @param row the row
	 * @param position the position of the property
	 * @param value its new value
	 * @return the row with that value
	 */
	T with(T row, int position, @Nullable Object value);

}
