package io.github.tidbspring.client.internal.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.tidbspring.client.annotation.TiDBColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * A component of a record, a property of a class, or an entry of a map, that is a column.
 */
public final class RowProperty {

	private static final TiDBColumn DEFAULTS = AnnotationUtils.synthesizeAnnotation(TiDBColumn.class);

	/** Called for messages only: a class loads the one that encloses it for its name. */
	private final Supplier<String> owner;

	private final String name;

	private final Class<?> type;

	private final Type genericType;

	private final boolean nonNull;

	private final Accessor accessor;

	private final List<AnnotatedElement> elements;

	private final Map<Class<? extends Annotation>, List<? extends Annotation>> annotations = new ConcurrentHashMap<>();

	RowProperty(Class<?> owner, String name, Method getter, List<AnnotatedElement> elements) {
		this.owner = owner::getSimpleName;
		this.name = name;
		// The type of a generic class's getter is known only with the class that extends
		// it.
		ResolvableType returned = ResolvableType.forMethodReturnType(getter, owner);
		this.type = returned.resolve(getter.getReturnType());
		this.genericType = hasVariable(getter.getGenericReturnType()) ? resolved(returned)
				: getter.getGenericReturnType();
		this.nonNull = this.type.isPrimitive() || Nullness.forMethodReturnType(getter) == Nullness.NON_NULL;
		this.accessor = getter::invoke;
		this.elements = elements;
		// The owner may be a private or package-private type of the application.
		getter.setAccessible(true);
	}

	/** Create a property that has no getter, and is read from its field. */
	RowProperty(Class<?> owner, Field field) {
		ResolvableType declared = ResolvableType.forField(field, owner);
		this.owner = owner::getSimpleName;
		this.name = field.getName();
		this.type = declared.resolve(field.getType());
		this.genericType = hasVariable(field.getGenericType()) ? resolved(declared) : field.getGenericType();
		this.nonNull = this.type.isPrimitive() || Nullness.forField(field) == Nullness.NON_NULL;
		this.accessor = field::get;
		this.elements = List.of(field);
		field.setAccessible(true);
	}

	/** Create a property of rows that are maps. */
	RowProperty(String owner, String name, Class<?> type, AnnotatedElement element) {
		this.owner = () -> owner;
		this.name = name;
		this.type = type;
		this.genericType = type;
		this.nonNull = type.isPrimitive();
		this.accessor = (row) -> ((Map<?, ?>) row).get(name);
		this.elements = List.of(element);
	}

	private RowProperty(RowProperty property, Class<?> type) {
		this.owner = property.owner;
		this.name = property.name;
		this.type = type;
		this.genericType = type;
		this.nonNull = property.nonNull;
		this.accessor = property.accessor;
		this.elements = property.elements;
	}

	/**
	 * Return the property with another type, that of its stored values.
	 * @param stored the type
	 * @return a property with the same annotations
	 */
	public RowProperty as(Class<?> stored) {
		return new RowProperty(this, stored);
	}

	private static boolean hasVariable(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(RowProperty::hasVariable);
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).anyMatch(RowProperty::hasVariable);
		}
		return type instanceof TypeVariable<?>
				|| (type instanceof GenericArrayType array && hasVariable(array.getGenericComponentType()));
	}

	/**
	 * Resolve the variables of a type in the owner: otherwise each element of a
	 * {@code List<T>} would be read as a map.
	 */
	private static Type resolved(ResolvableType type) {
		if (type.isArray()) {
			Type component = resolved(type.getComponentType());
			return (component instanceof Class<?> known) ? known.arrayType() : type.getType();
		}
		Class<?> raw = type.resolve();
		if (raw == null) {
			return type.getType();
		}
		if (!type.hasGenerics()) {
			return raw;
		}
		ResolvableType[] generics = Arrays.stream(type.getGenerics())
			.map((generic) -> ResolvableType.forType(resolved(generic)))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(raw, generics).getType();
	}

	public String name() {
		return this.name;
	}

	public Class<?> type() {
		return this.type;
	}

	public Type genericType() {
		return this.genericType;
	}

	/**
	 * Return an annotation of the property, which may be a meta-annotation.
	 * @param annotationType the type of the annotation
	 * @return the merged annotation, or {@code null} if there is none
	 */
	public <A extends Annotation> @Nullable A annotation(Class<A> annotationType) {
		List<A> annotations = annotations(annotationType);
		return annotations.isEmpty() ? null : annotations.get(0);
	}

	/**
	 * Return the description of the column.
	 * @return the annotation; one with the defaults if the property has none
	 */
	public TiDBColumn column() {
		TiDBColumn column = annotation(TiDBColumn.class);
		return (column != null) ? column : DEFAULTS;
	}

	/**
	 * Return the annotations of a repeatable type. A component of a record and its getter
	 * have the same annotations, as may a field and its getter: those of the first
	 * element that has any are returned.
	 * @param annotationType the type
	 * @return the annotations
	 */
	@SuppressWarnings("unchecked")
	public <A extends Annotation> List<A> annotations(Class<A> annotationType) {
		// Cached, since merging annotations is slow, and some are asked for repeatedly.
		return (List<A>) this.annotations.computeIfAbsent(annotationType, (type) -> read(annotationType));
	}

	private <A extends Annotation> List<A> read(Class<A> annotationType) {
		List<A> own = this.elements.stream()
			.map((element) -> MergedAnnotations.from(element)
				.stream(annotationType)
				.map(MergedAnnotation::synthesize)
				.toList())
			.filter((found) -> !found.isEmpty())
			.findFirst()
			.orElse(List.of());
		if (own.size() > 1) {
			return own;
		}
		A merged = ForeignAnnotations.merged(this.elements, annotationType, own.isEmpty() ? null : own.get(0));
		return (merged != null) ? List.of(merged) : List.of();
	}

	/** Whether the type excludes {@code null}. */
	public boolean isNonNull() {
		return this.nonNull;
	}

	public @Nullable Object value(Object row) {
		try {
			return this.accessor.get(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(this + " cannot be read", ex);
		}
	}

	public IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(this + " " + problem);
	}

	@Override
	public String toString() {
		return this.owner.get() + "." + this.name;
	}

	/**
	 * Reads the property of a row.
	 */
	@FunctionalInterface
	interface Accessor {

		@Nullable Object get(Object row) throws ReflectiveOperationException;

	}

}
