package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.jdk.MapEntrySerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.jdk.StaticListSerializerBase;
import tools.jackson.databind.ser.std.ReferenceTypeSerializer;
import tools.jackson.databind.ser.std.StdContainerSerializer;
import tools.jackson.databind.util.ClassUtil;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * A place in the JSON of a type, with the type and the serializer that the mapper uses
 * there. The annotations of a property, such as the format of a time, are considered.
 *
 * @param type the declared type, or {@code null} if it is not known
 * @param serializer the serializer, if the property has its own
 * @param property the property of this place, or of the container that it is in
 */
record JsonSlot(@Nullable JavaType type, @Nullable ValueSerializer<?> serializer, @Nullable BeanProperty property) {

	private static final JsonSlot UNKNOWN = new JsonSlot(null, null, null);

	/** A module with which a mapper executes {@link Work}. */
	static JacksonModule module() {
		return new SimpleModule("tidb-json-slots").addSerializer(Work.class, new ValueSerializer<Work>() {

			@Override
			public void serialize(Work work, JsonGenerator generator, SerializationContext context) {
				work.run(generator, context);
			}

		});
	}

	static JsonSlot find(JavaType root, List<Object> path, SerializationContext context) {
		JsonSlot slot = new JsonSlot(root, null, null).referenced(context);
		for (Object step : path) {
			slot = ((step instanceof String key) ? slot.member(key, context) : slot.element(context))
				.referenced(context);
		}
		return slot;
	}

	/**
	 * Return why a type has no value at a path.
	 * @param root the type
	 * @param path the keys and positions
	 * @param context the mapper's context
	 * @return the reason, or {@code null} if it may have one
	 */
	static @Nullable String problem(JavaType root, List<Object> path, SerializationContext context) {
		JsonSlot slot = new JsonSlot(root, null, null).referenced(context);
		for (Object step : path) {
			String problem = slot.problem(step, context);
			if (problem != null) {
				return problem;
			}
			slot = ((step instanceof String key) ? slot.member(key, context) : slot.element(context))
				.referenced(context);
		}
		return null;
	}

	private @Nullable String problem(Object step, SerializationContext context) {
		if (this.type == null || this.type.isJavaLangObject()) {
			return null;
		}
		String name = this.type.getRawClass().getName();
		boolean isPosition = step instanceof Integer;
		if (isPosition ? isNoList(context) : (isNoList(context) ? !isObject(context) : isList(context))) {
			return "a %s has no %s".formatted(name, isPosition ? "positions" : "keys");
		}
		boolean isUnknown = serializerOfType(context) instanceof BeanSerializerBase
				&& member((String) step, context) == UNKNOWN
				&& context.introspectBeanDescription(this.type).findAnyGetter() == null;
		return isUnknown ? "%s has no property '%s'".formatted(name, step) : null;
	}

	/** The slot of the content of an {@code Optional} or another reference. */
	private JsonSlot referenced(SerializationContext context) {
		JsonSlot slot = this;
		while (slot.type != null && slot.type.isReferenceType()
				&& slot.serializerOfType(context) instanceof ReferenceTypeSerializer<?>) {
			slot = new JsonSlot(slot.type.getReferencedType(), null, slot.property);
		}
		return slot;
	}

	private JsonSlot member(String key, SerializationContext context) {
		ValueSerializer<?> serializer = serializerOfType(context);
		if (serializer instanceof MapSerializer map) {
			return new JsonSlot(map.getContentType(), map.getContentSerializer(), this.property);
		}
		if (serializer instanceof BeanSerializerBase bean) {
			for (Iterator<PropertyWriter> members = bean.properties(); members.hasNext();) {
				if (members.next() instanceof BeanPropertyWriter member && member.getName().equals(key)
						&& !member.isUnwrapping()) {
					JavaType written = member.getSerializationType();
					return new JsonSlot((written != null) ? written : member.getType(), member.getSerializer(), member);
				}
			}
		}
		return UNKNOWN;
	}

	private JsonSlot element(SerializationContext context) {
		JavaType list = this.type;
		JavaType content = (list != null && isList(context)) ? list.getContentType() : null;
		return (content != null) ? new JsonSlot(content, null, this.property) : UNKNOWN;
	}

	private @Nullable ValueSerializer<?> serializerOfType(SerializationContext context) {
		if (this.serializer != null || this.type == null || this.type.isJavaLangObject()) {
			return this.serializer;
		}
		return context.findPrimaryPropertySerializer(this.type, this.property);
	}

	/** Whether an array is written here, regardless of the value. */
	boolean isList(SerializationContext context) {
		return isList(serializerOfType(context), context);
	}

	private static boolean isList(@Nullable ValueSerializer<?> serializer, SerializationContext context) {
		if (context.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)) {
			return false;
		}
		return serializer instanceof StaticListSerializerBase<?>
				|| (serializer instanceof StdContainerSerializer<?> && !isMap(serializer));
	}

	/** Whether no array is written here, regardless of the value. */
	boolean isNoList(SerializationContext context) {
		boolean isStandard = this.serializer == null || ClassUtil.isJacksonStdImpl(this.serializer);
		boolean isSimple = isStandard && this.type != null && BeanUtils.isSimpleValueType(this.type.getRawClass());
		return isSimple || isObject(context);
	}

	/** Whether an object is written here, regardless of the value. */
	boolean isObject(SerializationContext context) {
		ValueSerializer<?> serializer = serializerOfType(context);
		boolean isConcrete = this.type != null && !Modifier.isAbstract(this.type.getRawClass().getModifiers());
		return isMap(serializer) || (isConcrete && serializer instanceof BeanSerializerBase);
	}

	private static boolean isMap(@Nullable ValueSerializer<?> serializer) {
		return serializer instanceof MapSerializer || serializer instanceof MapEntrySerializer;
	}

	/** Whether a value has the type that is declared here. */
	boolean declares(Object value) {
		return this.type != null && !this.type.isJavaLangObject()
				&& ClassUtils.resolvePrimitiveIfNecessary(this.type.getRawClass()).isInstance(value);
	}

	/**
	 * Write a value in the form of this place.
	 * @param value the value
	 * @param generator where to write
	 * @param context the mapper's context
	 */
	void write(Object value, JsonGenerator generator, SerializationContext context) {
		Object fitting = fitting(value);
		ValueSerializer<?> own = (this.serializer != null && declares(fitting)) ? this.serializer : null;
		@SuppressWarnings("unchecked")
		ValueSerializer<Object> writer = (own != null) ? (ValueSerializer<Object>) own
				: context.findPrimaryPropertySerializer(fitting.getClass(), this.property);
		writer.serialize(fitting, generator, context);
	}

	/** Convert a number to the declared type, if that is exact. */
	Object fitting(Object value) {
		if (this.type == null || !(value instanceof Number number)) {
			return value;
		}
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(this.type.getRawClass());
		if (wanted == Number.class || !Number.class.isAssignableFrom(wanted) || wanted.isInstance(value)) {
			return value;
		}
		try {
			Number converted = NumberUtils.convertNumberToTargetClass(number, wanted.asSubclass(Number.class));
			boolean same = new BigDecimal(converted.toString()).compareTo(new BigDecimal(number.toString())) == 0;
			return same ? converted : value;
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	/**
	 * Work with the serializers of a mapper.
	 */
	@FunctionalInterface
	interface Work {

		void run(JsonGenerator generator, SerializationContext context);

	}

}
