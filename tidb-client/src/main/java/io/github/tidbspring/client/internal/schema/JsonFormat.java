package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.Type;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.row.RowProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * Writes and reads the values of JSON columns with a mapper of Jackson 3. Each value is
 * read back before it is sent: if it could not be read, each query for its row would
 * fail.
 */
final class JsonFormat {

	private final Supplier<Mappers> mappers;

	/**
	 * Create a format.
	 * @param mapper returns the mapper, whose configuration is copied; called when the
	 * first JSON column is used
	 */
	JsonFormat(Supplier<JsonMapper> mapper) {
		this.mappers = SingletonSupplier.of(() -> Mappers.of(mapper.get()));
	}

	/**
	 * Write the value of a property.
	 * @param property the property
	 * @param value its value
	 * @return the JSON
	 * @throws IllegalArgumentException if it would not be read back unchanged
	 */
	String write(RowProperty property, Object value) {
		String json = text(property, value);
		JsonTokens.check(property, json);
		Object back = readBack(property, json);
		if (back == null) {
			throw property.invalid("is written as JSON's null, which is read back as no value");
		}
		String again = text(property, back);
		String lost = again.equals(json) ? null
				: JsonDifference.find(JsonTokens.TREES.readTree(json), JsonTokens.TREES.readTree(again));
		if (lost != null) {
			throw property.invalid(("is written as JSON that is read back as something else, at '%s': %s has no "
					+ "constructor parameter or setter for it, or the type information is missing")
				.formatted(lost, property.genericType().getTypeName()));
		}
		return json;
	}

	private String text(RowProperty property, Object value) {
		try {
			JavaType declared = type(property.genericType());
			ObjectWriter writer = this.mappers.get().writer();
			// The type of a container determines whether type names of elements are
			// written.
			boolean holds = declared.isContainerType() || declared.isReferenceType();
			return (holds ? writer.forType(declared) : writer).writeValueAsString(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"%s cannot be stored as JSON%s. %s".formatted(property, place(ex), ex.getOriginalMessage()), ex);
		}
	}

	private @Nullable Object readBack(RowProperty property, String json) {
		try {
			return read(json, property.genericType());
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					("%s would be stored as JSON that the mapper cannot read back as %s%s: add to the type what Jackson "
							+ "needs to create one, or add a module for it to the mapper")
						.formatted(property, property.genericType().getTypeName(), place(ex)),
					ex);
		}
	}

	private static String place(JacksonException ex) {
		return ex.getPath().isEmpty() ? "" : " (at %s)".formatted(ex.getPathReference());
	}

	/**
	 * Read a value.
	 * @param json the JSON
	 * @param type the type of the property
	 * @return the value; {@code null} if the type maps JSON's null to it
	 */
	@Nullable Object read(String json, Type type) {
		return this.mappers.get().mapper().readValue(json, type(type));
	}

	/**
	 * Return whether a value is read back unchanged.
	 * @param json the value
	 * @param type the type that it is read as
	 * @return {@code true} if it is
	 */
	boolean isReadBack(String json, JavaType type) {
		try {
			Object back = this.mappers.get().mapper().readValue(json, type);
			String again = this.mappers.get().writer().writeValueAsString(back);
			return JsonDifference.find(JsonTokens.TREES.readTree(json), JsonTokens.TREES.readTree(again)) == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	JavaType type(Type type) {
		return this.mappers.get().mapper().constructType(type);
	}

	/** Execute work with the mapper's serializers, and return what it writes. */
	String written(JsonSlot.Work work) {
		return this.mappers.get().writer().writeValueAsString(work);
	}

	/**
	 * Return a value in the JSON documents of a property.
	 * @param property the property
	 * @param name the name of the value in the filter
	 * @param path the keys and positions that lead to it
	 * @return the place of the value
	 */
	JsonPlace place(RowProperty property, String name, JsonSteps path) {
		return new JsonPlace(this, property, name, path);
	}

	/**
	 * The mapper and a writer, created when the first JSON column is used.
	 *
	 * @param mapper the mapper, which rejects values that could not be read back
	 * @param writer writes standard JSON
	 */
	private record Mappers(JsonMapper mapper, ObjectWriter writer) {

		static Mappers of(JsonMapper given) {
			// Without a root name around the value.
			JsonMapper mapper = given.rebuild()
				.disable(SerializationFeature.WRAP_ROOT_VALUE)
				.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
				.addModule(new UnstorableTypes())
				.addModule(JsonSlot.module())
				.build();
			// NaN must be detected as invalid JSON, and not become a text.
			return new Mappers(mapper,
					mapper.writer()
						.without(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
						.with(JsonWriteFeature.QUOTE_PROPERTY_NAMES));
		}

	}

}
