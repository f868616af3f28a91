package io.github.tidbspring.client.internal.schema;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import io.github.tidbspring.client.internal.sql.WellFormedText;

/**
 * Checks values that are stored as texts: texts, enum constants, UUIDs and characters.
 */
final class TextValues extends ColumnValues {

	/** The names of an enum's constants; empty for another type. */
	private final Set<String> names;

	TextValues(RowProperty property, ColumnDomain type) {
		super(property, type);
		Object[] constants = property.type().getEnumConstants();
		this.names = (constants == null) ? Set.of()
				: Arrays.stream(constants).map((constant) -> ((Enum<?>) constant).name()).collect(Collectors.toSet());
	}

	@Override
	public Object write(Object value) {
		String text = text(value);
		if (type().family() == Family.CHAR && property().type() == String.class && text.endsWith(" ")) {
			throw unfit(value, "ends with a space, which a CHAR loses; VARCHAR does not");
		}
		return text;
	}

	@Override
	Object comparand(Object value, Use use) {
		return text(value);
	}

	@Override
	Object pattern(Object pattern) {
		return wellFormed(pattern.toString(), pattern);
	}

	private String wellFormed(String text, Object value) {
		String problem = WellFormedText.problem(text);
		if (problem != null) {
			throw unfit(value, problem);
		}
		return text;
	}

	private String text(Object value) {
		Class<?> type = property().type();
		if (type.isEnum()) {
			return constant(type, value);
		}
		if (type == UUID.class) {
			return uuid(value);
		}
		return wellFormed((type == String.class) ? string(value) : character(value), value);
	}

	private String string(Object value) {
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		throw misfit("a text", value);
	}

	private String constant(Class<?> type, Object value) {
		if (value instanceof Enum<?> constant && constant.getDeclaringClass() == type) {
			return constant.name();
		}
		if (!(value instanceof CharSequence)) {
			throw misfit("one of its constants, or the name of one", value);
		}
		if (!this.names.contains(value.toString())) {
			throw unfit(value, "is the name of none of its constants");
		}
		return value.toString();
	}

	private String uuid(Object value) {
		if (value instanceof UUID) {
			return value.toString();
		}
		if (!(value instanceof CharSequence)) {
			throw misfit("a UUID, or a text that is one", value);
		}
		try {
			// In the stored form: lower case, with leading zeros.
			return UUID.fromString(value.toString()).toString();
		}
		catch (IllegalArgumentException ex) {
			// Its message contains the value.
			throw unfit(value, "is no UUID");
		}
	}

	private String character(Object value) {
		if (value instanceof Character) {
			return value.toString();
		}
		if (!(value instanceof CharSequence text)) {
			throw misfit("a character, or a text of one", value);
		}
		if (text.length() != 1) {
			throw unfit(value, "has %s characters instead of one".formatted(text.length()));
		}
		return text.toString();
	}

}
