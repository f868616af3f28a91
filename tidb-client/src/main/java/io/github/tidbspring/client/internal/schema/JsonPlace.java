package io.github.tidbspring.client.internal.schema;

import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.row.RowProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.node.NumericNode;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * A value in a JSON column that a condition or an order names. The JSON mapper of the
 * column converts the values that it is compared with.
 */
public final class JsonPlace {

	private final JsonFormat format;

	private final RowProperty property;

	private final JavaType root;

	private final String name;

	private final JsonSteps path;

	/** Checked once for all values of a condition. */
	private boolean oneValue;

	/**
	 * Create a place.
	 * @param format writes values
	 * @param property the property of the column
	 * @param name the name in the filter
	 * @param path the keys and positions that lead to it
	 */
	JsonPlace(JsonFormat format, RowProperty property, String name, JsonSteps path) {
		this.format = format;
		this.property = property;
		this.root = format.type(property.genericType());
		this.name = name;
		this.path = path;
	}

	/**
	 * Convert a value for a comparison by equality.
	 * @param value the value
	 * @return the string, number or boolean that a document has for it
	 * @throws IllegalArgumentException if the document never has such a value
	 */
	public Object scalar(Object value) {
		checkOneValue();
		rejectOtherTime(value);
		JsonNode written = write(value);
		if (written.isString()) {
			return written.stringValue();
		}
		if (written.isBoolean()) {
			return written.booleanValue();
		}
		if (written instanceof NumericNode number && !number.isNaN()) {
			return written.isIntegralNumber() ? written.bigIntegerValue() : written.decimalValue();
		}
		throw new IllegalArgumentException(("'%s' is a value in a JSON document: it can be compared with a string, "
				+ "a number, a boolean, a date or time, an enum constant or a UUID, but not with a value of type %s, "
				+ "which is %s in JSON")
			.formatted(this.name, value.getClass().getName(), describe(written)));
	}

	private static String describe(JsonNode written) {
		if (written.isContainer()) {
			return written.isObject() ? "an object" : "a list";
		}
		return written.isNull() ? "null" : "no number";
	}

	/**
	 * Convert a value for a comparison by order.
	 * @param value the value
	 * @return the string, number or boolean that a document has for it
	 * @throws IllegalArgumentException if the document never has such a value, or the
	 * texts of such values do not sort as the values do
	 */
	public Object sortable(Object value) {
		Object scalar = scalar(value);
		if (scalar instanceof String text && isTime(value)) {
			boolean declared = Boolean.TRUE.equals(ask((slot, context) -> slot.declares(value)));
			List<Object> times = TimesInOrder.like(value, declared);
			// Beyond the year 9999 and before the year 0, a text begins with a sign.
			boolean signed = text.startsWith("+") || (text.startsWith("-") && !text.startsWith("--"));
			if (signed || !isSorted(times)) {
				throw unsorted(value.getClass());
			}
		}
		return scalar;
	}

	/**
	 * Check that rows can be ordered by this value.
	 * @throws IllegalArgumentException if its texts do not sort as the values do
	 */
	public void checkOrder() {
		JavaType type = ask((slot, context) -> slot.type());
		List<Object> times = (type != null) ? TimesInOrder.of(type.getRawClass()) : null;
		if (type != null && times != null && !isSorted(times)) {
			throw unsorted(type.getRawClass());
		}
	}

	/**
	 * Check that the type of the column does not declare a list or an object here.
	 * @throws IllegalArgumentException if it does: no single value equals or matches it
	 */
	public void checkOneValue() {
		if (this.oneValue) {
			return;
		}
		String other = ask(
				(slot, context) -> slot.isList(context) ? "a list" : (slot.isObject(context) ? "an object" : null));
		if (other != null) {
			boolean isList = other.equals("a list");
			throw new IllegalArgumentException(("'%1$s' is %2$s in its JSON document, which no single value equals or "
					+ "matches: name a value in it, such as '%1$s%3$s'%4$s, or write the condition with Filter.sql")
				.formatted(this.name, other, isList ? "[0]" : ".key",
						isList ? ", or ask with containsElement(…)" : ""));
		}
		this.oneValue = true;
	}

	/**
	 * Convert the elements that a list is asked for.
	 * @param values the elements
	 * @return a list of them, in JSON
	 * @throws IllegalArgumentException if the type of the column declares no list here,
	 * or a list never has such an element
	 */
	public String elements(List<Object> values) {
		JavaType other = ask((slot, context) -> slot.isNoList(context) ? slot.type() : null);
		if (other != null) {
			throw new IllegalArgumentException("'%s' is a %s in its JSON document, and not a list with elements"
				.formatted(this.name, other.getRawClass().getName()));
		}
		JsonPlace element = new JsonPlace(this.format, this.property, this.name, this.path.element(0));
		return values.stream().map(element::element).collect(Collectors.joining(",", "[", "]"));
	}

	/**
	 * Convert a value that is stored here.
	 * @param value the value
	 * @return its JSON
	 * @throws IllegalArgumentException if the type of the column has no such value here
	 */
	public String stored(@Nullable Object value) {
		checkPlace();
		JavaType declared = ask((slot, context) -> slot.type());
		if (value == null) {
			if (declared != null && declared.isPrimitive()) {
				throw misfit(declared, "null");
			}
			return "null";
		}
		String json = element(value);
		// A container may have elements of another type, and an abstract type needs its
		// name.
		boolean isOwn = Boolean.TRUE.equals(ask((slot, context) -> slot.declares(slot.fitting(value))
				&& BeanUtils.isSimpleValueType(value.getClass())));
		if (!isOwn && !this.format.isReadBack(json, (declared != null) ? declared : this.format.type(Object.class))) {
			throw misfit((declared != null) ? declared : this.root, "a " + value.getClass().getName());
		}
		return json;
	}

	/**
	 * Convert a number that is added to the one here.
	 * @param amount the number
	 * @return its JSON
	 * @throws IllegalArgumentException if the type of the column has no number here, or
	 * none with such a fraction
	 */
	public String amount(Number amount) {
		checkPlace();
		JavaType declared = ask((slot, context) -> slot.type());
		Class<?> type = (declared != null) ? ClassUtils.resolvePrimitiveIfNecessary(declared.getRawClass())
				: Object.class;
		if (!Number.class.isAssignableFrom(type) && !type.isAssignableFrom(Number.class)) {
			throw new IllegalArgumentException("'%s' is a %s in its JSON document, and not a number to increment"
				.formatted(this.name, type.getName()));
		}
		String json = stored(amount);
		if (json.startsWith("\"")) {
			throw new IllegalArgumentException(
					"'%s' is written as a text in its JSON document, and is not a number to increment"
						.formatted(this.name));
		}
		return json;
	}

	/**
	 * Check that a value can be removed here.
	 * @throws IllegalArgumentException if the type of the column needs it
	 */
	public void checkRemovable() {
		checkPlace();
		JavaType declared = ask((slot, context) -> slot.type());
		if (declared != null && declared.isPrimitive()) {
			throw new IllegalArgumentException("'%s' cannot be removed: its type is %s, which needs a value"
				.formatted(this.name, declared.getRawClass().getName()));
		}
	}

	/** Check that the mapper would read a value that is stored here. */
	private void checkPlace() {
		String problem = ask((slot, context) -> JsonSlot.problem(this.root, this.path.steps(), context));
		if (problem != null) {
			throw new IllegalArgumentException(
					"There is no '%s' in the JSON documents of %s: %s".formatted(this.name, this.property, problem));
		}
	}

	private IllegalArgumentException misfit(JavaType declared, String value) {
		return new IllegalArgumentException("'%s' is a %s in its JSON document, and cannot become %s"
			.formatted(this.name, declared.toCanonical(), value));
	}

	private String element(Object value) {
		rejectOtherTime(value);
		String json = text(value);
		JsonTokens.check(this.property, json);
		return json;
	}

	/** A time of another class is written in another form, and would never match. */
	private void rejectOtherTime(Object value) {
		JavaType declared = isTime(value) ? ask((slot, context) -> slot.declares(value) ? null : slot.type()) : null;
		if (declared != null && TimesInOrder.of(declared.getRawClass()) != null) {
			throw new IllegalArgumentException("'%s' is a %s in its JSON document, and is not compared with a %s"
				.formatted(this.name, declared.getRawClass().getName(), value.getClass().getName()));
		}
	}

	private boolean isSorted(@Nullable List<Object> times) {
		if (times == null) {
			return false;
		}
		JsonNode before = null;
		for (Object time : times) {
			JsonNode written = write(time);
			if (before != null && compare(before, written) > 0) {
				return false;
			}
			before = written;
		}
		return true;
	}

	/** Compare two strings or two numbers. Other nodes are not in order. */
	private static int compare(JsonNode before, JsonNode after) {
		if (before.isString() && after.isString()) {
			return before.stringValue().compareTo(after.stringValue());
		}
		return (before.isNumber() && after.isNumber()) ? before.decimalValue().compareTo(after.decimalValue()) : 1;
	}

	private IllegalArgumentException unsorted(Class<?> type) {
		return new IllegalArgumentException(("'%s' cannot be compared or ordered as a %s: in JSON that is a text, and "
				+ "its texts do not sort as the times do ('…00.500Z' comes before '…00Z', and offsets differ). Store it "
				+ "as a number, in a form of fixed length, or in a separate column; a String is compared as a text")
			.formatted(this.name, type.getName()));
	}

	private static boolean isTime(Object value) {
		return value instanceof Temporal || value instanceof TemporalAmount || value instanceof Date
				|| value instanceof Calendar;
	}

	private JsonNode write(Object value) {
		return JsonTokens.TREES.readTree(text(value));
	}

	private String text(Object value) {
		try {
			return this.format.written((generator, context) -> JsonSlot.find(this.root, this.path.steps(), context)
				.write(value, generator, context));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("'%s' cannot be compared with a value of type %s. %s"
				.formatted(this.name, value.getClass().getName(), ex.getOriginalMessage()), ex);
		}
	}

	private <R extends @Nullable Object> @Nullable R ask(BiFunction<JsonSlot, SerializationContext, R> question) {
		AtomicReference<@Nullable R> answer = new AtomicReference<>();
		this.format.written((generator, context) -> {
			answer.set(question.apply(JsonSlot.find(this.root, this.path.steps(), context), context));
			generator.writeNull();
		});
		return answer.get();
	}

}
