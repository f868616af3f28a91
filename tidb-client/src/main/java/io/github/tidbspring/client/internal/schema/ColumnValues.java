package io.github.tidbspring.client.internal.schema;

import java.util.EnumSet;
import java.util.Set;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;

/**
 * Checks the values of a column that is neither JSON nor a vector, and converts them to
 * parameters: for rows, updates, conditions and keys. The server must convert nothing: it
 * would compare a text with a number, read a date from the beginning of a text, and round
 * a number to the digits of its column.
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
	 * Return whether a column stores texts unchanged, except trailing spaces.
	 * @param definition the SQL type of the column
	 * @return {@code false} if it may store a text in another form, as JSON or a date
	 */
	static boolean keepsTexts(String definition) {
		return TEXTS.contains(ColumnDomain.of(definition).family());
	}

	/** Whether a column has texts, which a collation compares, and no bytes. */
	static boolean isText(String definition) {
		Family family = ColumnDomain.of(definition).family();
		return family == Family.CHAR || family == Family.TEXT;
	}

	/**
	 * Return whether a column stores bytes as they are.
	 * @param definition the SQL type of the column
	 * @return {@code false} if it may store them in another form, as the padded BINARY
	 */
	static boolean keepsBytes(String definition) {
		return ColumnDomain.of(definition).family() == Family.BYTES;
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

	/** Only texts can be matched with a pattern. */
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
	 * Return the exception for a value of a wrong type.
	 * @param expected what is accepted
	 * @param value the value, which the message does not show
	 * @return the exception
	 */
	final IllegalArgumentException misfit(String expected, Object value) {
		return this.property
			.invalid("is a %s and accepts %s, not a %s".formatted(javaType(), expected, value.getClass().getName()));
	}

	/**
	 * Return the exception for a value of an accepted type that the column cannot store.
	 * @param value the value, which the message does not show
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
