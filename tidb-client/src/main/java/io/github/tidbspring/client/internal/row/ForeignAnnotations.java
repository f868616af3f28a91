package io.github.tidbspring.client.internal.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.tidbspring.client.annotation.Ignored;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VersionColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The annotations of JPA and of Spring Data that say what one of this library says, so
 * that one class can serve both. They are found by their names, because neither library
 * need be present.
 */
final class ForeignAnnotations {

	private static final String JPA = "jakarta.persistence.";

	private static final String DATA = "org.springframework.data.";

	private static final String RELATIONAL = DATA + "relational.core.mapping.";

	/** The default length in JPA, which is that of a text here too. */
	private static final int JPA_LENGTH = 255;

	/** The names of the annotations that stand for one of this library. */
	private static final Map<Class<? extends Annotation>, Set<String>> NAMES = Map.of(PrimaryKey.class,
			Set.of(JPA + "Id", DATA + "annotation.Id"), VersionColumn.class,
			Set.of(JPA + "Version", DATA + "annotation.Version"), Ignored.class,
			Set.of(JPA + "Transient", DATA + "annotation.Transient"), TiDBTable.class,
			Set.of(JPA + "Table", RELATIONAL + "Table"), TiDBColumn.class,
			Set.of(JPA + "Column", RELATIONAL + "Column"));

	private ForeignAnnotations() {
	}

	/**
	 * Return whether an element has an annotation of this library, or one that stands for
	 * it.
	 * @param element the element
	 * @param type the annotation of this library
	 * @return {@code true} if it has one of them
	 */
	static boolean isAnnotated(AnnotatedElement element, Class<? extends Annotation> type) {
		return MergedAnnotations.from(element).isPresent(type) || find(element, type) != null;
	}

	/**
	 * Return the annotation of this library that those of another one stand for.
	 * @param <A> the type of the annotation
	 * @param elements the elements that have annotations, such as a field and its getter
	 * @param type the annotation of this library
	 * @param own the annotation of this library that is there; its attributes come first
	 * @return the annotation, or {@code null} if there is none of either
	 */
	static <A extends Annotation> @Nullable A merged(List<AnnotatedElement> elements, Class<A> type, @Nullable A own) {
		MergedAnnotation<?> foreign = elements.stream()
			.map((element) -> find(element, type))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (foreign == null) {
			return own;
		}
		rejectOtherDatabase(elements.get(0), foreign);
		Map<String, Object> attributes = attributes(foreign);
		if (own != null) {
			MergedAnnotation.from(own).filterDefaultValues().asMap().forEach(attributes::put);
		}
		return MergedAnnotation.of(type, attributes).synthesize();
	}

	private static @Nullable MergedAnnotation<?> find(AnnotatedElement element, Class<? extends Annotation> type) {
		Set<String> names = NAMES.getOrDefault(type, Set.of());
		return names.isEmpty() ? null
				: MergedAnnotations.from(element)
					.stream()
					.filter((annotation) -> names.contains(annotation.getType().getName()))
					.findFirst()
					.orElse(null);
	}

	private static void rejectOtherDatabase(AnnotatedElement element, MergedAnnotation<?> foreign) {
		for (String attribute : List.of("schema", "catalog")) {
			if (foreign.getValue(attribute, String.class).filter((name) -> !name.isEmpty()).isPresent()) {
				throw new IllegalArgumentException(("%s has a @%s(%s = …); a table is in the database of its client, "
						+ "which TiDBClient.withDatabase(name) changes")
					.formatted((element instanceof Class<?> type) ? type.getSimpleName() : element,
							foreign.getType().getSimpleName(), attribute));
			}
		}
	}

	private static Map<String, Object> attributes(MergedAnnotation<?> foreign) {
		String type = foreign.getType().getName();
		Map<String, Object> attributes = new LinkedHashMap<>();
		switch (type.substring(type.lastIndexOf('.') + 1)) {
			case "Table" -> {
				attributes.put("value", name(foreign));
			}
			case "Column" -> {
				attributes.put("name", name(foreign));
				foreign.getValue("columnDefinition", String.class).ifPresent((sql) -> attributes.put("type", sql));
				for (String attribute : List.of("nullable", "insertable", "updatable")) {
					foreign.getValue(attribute, Boolean.class).ifPresent((is) -> attributes.put(attribute, is));
				}
				putIfSet(attributes, foreign, "length", JPA_LENGTH);
				putIfSet(attributes, foreign, "precision", 0);
				putIfSet(attributes, foreign, "scale", 0);
			}
			default -> {
				// The annotation has no attributes.
			}
		}
		return attributes;
	}

	private static String name(MergedAnnotation<?> foreign) {
		// Spring Data's are aliases of each other.
		return foreign.getValue("name", String.class)
			.filter((name) -> !name.isEmpty())
			.or(() -> foreign.getValue("value", String.class))
			.orElse("");
	}

	private static void putIfSet(Map<String, Object> attributes, MergedAnnotation<?> foreign, String attribute,
			int otherwise) {
		foreign.getValue(attribute, Integer.class)
			.filter((value) -> value != otherwise)
			.ifPresent((value) -> attributes.put(attribute, value));
	}

}
