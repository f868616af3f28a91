package io.github.tidbspring.client.internal.schema;

import java.util.EnumSet;
import java.util.Set;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;

/**
 * Which values fit a column that is neither JSON nor a vector, and what is sent for them:
 * the one place that decides it, for rows, updates, conditions and keys. Nothing is left
 * to the server, which would compare a text with a number, take a text's beginning for a
 * date, and round what its column cannot hold.
 */
abstract class ColumnValues implements ColumnType.Writer {

	private static final Set<Family> TEXTS = EnumSet.of(Family.CHAR, Family.TEXT, Family.BYTES);

	private final RowProperty property;

	private final ColumnDomain type;

	ColumnValues(RowProperty property, ColumnDomain type) {
		this.property = property;
		this.type = type;
	}

	/**
	 * Return whether a column stores a text as it is, but for spaces at its end.
	 * @param definition the column's type in SQL
	 * @return {@code false} if it may store it in another form, such as JSON or a date
	 */
	static boolean keepsTexts(String definition) {
		return TEXTS.contains(ColumnDomain.of(definition).family());
	}

	/**
	 * Return the parameter for a value that is compared with the column's.
	 * @param value the value
	 * @param use how they are compared
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit
	 */
	@Override
	public final Object compare(Object value, Use use) {
		boolean isText = this.property.type() == String.class;
		if (this.type.family() == Family.OTHER || (isText && !TEXTS.contains(this.type.family()))) {
			throw this.property.invalid(("is a %s in a column of another type, which is compared with no value; "
					+ "a condition can only ask whether it is null, or be Filter.sql(…)")
				.formatted(javaType()));
		}
		return (use == Use.PATTERN) ? pattern(value) : comparand(value, use);
	}

	Object comparand(Object value, Use use) {
		return write(value);
	}

	/** Only texts have a form that can be matched. */
	Object pattern(Object pattern) {
		throw this.property.invalid("is a %s, and only a text is matched with a pattern".formatted(javaType()));
	}

	final RowProperty property() {
		return this.property;
	}

	final ColumnDomain type() {
		return this.type;
	}

	/**
	 * Say that a value is of another kind, without showing it.
	 * @param expected what fits
	 * @param value the value
	 * @return the exception
	 */
	final IllegalArgumentException misfit(String expected, Object value) {
		return this.property
			.invalid("is a %s and takes %s, not a %s".formatted(javaType(), expected, value.getClass().getName()));
	}

	/**
	 * Say that a value is of the right kind, but not one that the column can hold.
	 * @param value the value, which is not shown
	 * @param reason why
	 * @return the exception
	 */
	final IllegalArgumentException unfit(Object value, String reason) {
		return this.property
			.invalid("is a %s, and the %s for it %s".formatted(javaType(), value.getClass().getName(), reason));
	}

	private String javaType() {
		return this.property.genericType().getTypeName();
	}

}
