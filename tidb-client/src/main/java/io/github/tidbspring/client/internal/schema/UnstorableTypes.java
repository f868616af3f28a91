package io.github.tidbspring.client.internal.schema;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.std.StdContainerSerializer;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.MapType;

import org.springframework.util.ReflectionUtils;

/**
 * A Jackson module that rejects values which Jackson 3 would silently write as something
 * else: trees of other JSON libraries, which it treats as beans, values that can be read
 * only once, and objects without visible properties. A serializer of the application for
 * such a tree or object is not affected.
 */
final class UnstorableTypes extends SimpleModule {

	/** Prefixes of the names of their types. A map of such a library is a map. */
	private static final List<String> TREES = List.of("com.fasterxml.jackson.core.", "com.fasterxml.jackson.databind.",
			"com.google.gson.Json", "org.json.JSON", "jakarta.json.Json", "javax.json.Json",
			"kotlinx.serialization.json.Json", "io.vertx.core.json.Json");

	private static final List<Class<?>> READ_ONCE = List.of(Iterator.class, Spliterator.class, BaseStream.class,
			InputStream.class, Reader.class, Future.class);

	UnstorableTypes() {
		super("tidb-unstorable-types");
		setSerializerModifier(new Rejecting());
	}

	private static @Nullable String whyReadOnce(Class<?> type) {
		return READ_ONCE.stream().anyMatch((once) -> once.isAssignableFrom(type))
				? "A %s can be read only once; a list can be stored".formatted(type.getName()) : null;
	}

	private static @Nullable String whyTree(Class<?> type) {
		String tree = tree(type);
		return (tree != null) ? ("%s is a type of another JSON library (%s), which Jackson 3 writes as a bean; "
				+ "a tools.jackson.databind.JsonNode, a map or a list can be stored")
			.formatted(type.getName(), tree) : null;
	}

	/** Jackson writes {@code {}} for a type without properties, although it has state. */
	private static @Nullable String whyHidden(Class<?> type) {
		List<Field> state = new ArrayList<>();
		ReflectionUtils.doWithFields(type, state::add,
				(field) -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers())
						&& !Modifier.isTransient(field.getModifiers()) && !field.isAnnotationPresent(JsonIgnore.class));
		return !state.isEmpty() ? ("Jackson sees no property of %s, and would write {} for it; give it getters, "
				+ "@JsonProperty or @JsonAutoDetect")
			.formatted(type.getName()) : null;
	}

	/** The first of a type and its supertypes that is a tree of another library. */
	private static @Nullable String tree(@Nullable Class<?> type) {
		if (type == null || type == Object.class) {
			return null;
		}
		if (TREES.stream().anyMatch(type.getName()::startsWith)) {
			return type.getName();
		}
		for (Class<?> above : type.getInterfaces()) {
			String tree = tree(above);
			if (tree != null) {
				return tree;
			}
		}
		return tree(type.getSuperclass());
	}

	/**
	 * Replaces Jackson's own serializers for these types.
	 */
	private static final class Rejecting extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
				ValueSerializer<?> serializer) {
			return modified(description, serializer);
		}

		@Override
		public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return modified(description, serializer);
		}

		@Override
		public ValueSerializer<?> modifyCollectionLikeSerializer(SerializationConfig config, CollectionLikeType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return modified(description, serializer);
		}

		@Override
		public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return modified(description, serializer);
		}

		@Override
		public ValueSerializer<?> modifyMapLikeSerializer(SerializationConfig config, MapLikeType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return modified(description, serializer);
		}

		private static ValueSerializer<?> modified(BeanDescription.Supplier description,
				ValueSerializer<?> serializer) {
			Class<?> type = description.getBeanClass();
			boolean byStructure = serializer instanceof BeanSerializerBase
					|| serializer instanceof StdContainerSerializer<?> || serializer instanceof UnknownSerializer;
			String reason = whyReadOnce(type);
			if (reason == null && byStructure) {
				reason = whyTree(type);
			}
			if (reason == null && isEmpty(description, serializer)) {
				reason = whyHidden(type);
			}
			return (reason != null) ? new Rejection(reason) : serializer;
		}

		/** Whether objects are always written as {@code {}}. */
		private static boolean isEmpty(BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return serializer instanceof UnknownSerializer
					|| (serializer instanceof BeanSerializerBase bean && !bean.properties().hasNext()
							&& !bean.usesObjectId() && description.get().findAnyGetter() == null);
		}

	}

	/**
	 * Rejects each value. Jackson adds the path of the value to the exception.
	 */
	private static final class Rejection extends ValueSerializer<Object> {

		private final String reason;

		private Rejection(String reason) {
			this.reason = reason;
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			context.reportBadDefinition(value.getClass(), this.reason);
		}

		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typeSerializer) {
			context.reportBadDefinition(value.getClass(), this.reason);
		}

	}

}
