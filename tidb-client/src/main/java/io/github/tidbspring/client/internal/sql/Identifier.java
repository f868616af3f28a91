package io.github.tidbspring.client.internal.sql;

import java.util.HexFormat;

import org.springframework.util.Assert;

/**
 * The name of a database, table, column or index, and the only way in which one gets into
 * a statement: quoted with back-quotes, so that any name is just a name.
 *
 * @param name the name as its owner wrote it, 1 to 64 characters
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/schema-object-names/">Schema object
 * names</a>
 */
public record Identifier(String name) {

	/** The longest name that TiDB takes, in characters (code points). */
	public static final int MAX_LENGTH = 64;

	/**
	 * Create an identifier.
	 * @throws IllegalArgumentException if the name is empty, longer than
	 * {@value #MAX_LENGTH} characters, ends with a space or contains a NUL character
	 */
	public Identifier {
		Assert.notNull(name, "'name' must not be null");
		if (name.isEmpty()) {
			throw new IllegalArgumentException("An identifier must not be empty");
		}
		if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
			throw new IllegalArgumentException("The identifier '%s…' has %s characters; TiDB takes at most %s"
				.formatted(start(name), name.codePointCount(0, name.length()), MAX_LENGTH));
		}
		if (name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("The identifier '%s' contains a NUL character, which TiDB does not take"
				.formatted(name.replace("\0", "\\0")));
		}
		if (name.endsWith(" ")) {
			throw new IllegalArgumentException(
					"The identifier '%s' ends with a space, which TiDB does not take".formatted(name));
		}
	}

	/**
	 * Create an identifier.
	 * @param name the name, not quoted
	 * @return the identifier
	 * @throws IllegalArgumentException if TiDB would not take the name
	 */
	public static Identifier of(String name) {
		return new Identifier(name);
	}

	/**
	 * Create an identifier of a database that is to be the current one. Its name goes to
	 * the driver, which quotes it: Connector/J takes spaces and control characters off
	 * both ends first, and takes quotes around it for its own. A name that would be
	 * another one after that is refused, and so is one with a letter that TiDB takes for
	 * another letter, such as the sign for kelvin, whose small letter is {@code k}.
	 * @param name the name, not quoted
	 * @return the identifier
	 * @throws IllegalArgumentException if TiDB would not take the name, or it could reach
	 * another database
	 */
	public static Identifier ofDatabase(String name) {
		Identifier database = new Identifier(name);
		if (!name.equals(name.trim())) {
			throw new IllegalArgumentException(
					"The name of the database '%s' begins or ends with white space or a ".formatted(visible(name))
							+ "control character, which the driver would take off: that would be another database");
		}
		char first = name.charAt(0);
		if (name.length() > 1 && (first == '`' || first == '"') && name.charAt(name.length() - 1) == first) {
			throw new IllegalArgumentException(("The name of the database %s stands in quotes, which the driver would "
					+ "take off: that would be another database; give the name without them")
				.formatted(visible(name)));
		}
		name.codePoints().filter(Identifier::isTakenForAnother).findFirst().ifPresent((letter) -> {
			throw new IllegalArgumentException(("The name of the database '%s' contains the character U+%s, which "
					+ "TiDB takes for '%s': that would be another database")
				.formatted(visible(name), HexFormat.of().withUpperCase().toHexDigits(letter, (letter > 0xFFFF) ? 5 : 4),
						Character.toString(Character.toLowerCase(letter))));
		});
		return database;
	}

	/** A capital letter whose small letter is that of another capital letter. */
	private static boolean isTakenForAnother(int letter) {
		int small = Character.toLowerCase(letter);
		return small != letter && Character.toUpperCase(small) != letter;
	}

	/**
	 * Return whether this is what TiDB understands by a name. It does not tell capital
	 * letters from small ones, and all else it does.
	 * @param other a name, not quoted
	 * @return {@code true} if both are one name
	 */
	public boolean isSameAs(String other) {
		return folded(this.name).equals(folded(other));
	}

	/** One letter at a time, as TiDB does it, and not by the rules of any language. */
	private static String folded(String name) {
		return name.codePoints()
			.map(Character::toLowerCase)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Return the name as it stands in a statement: between back-quotes, with each
	 * back-quote inside doubled.
	 * @return the quoted name
	 */
	public String quoted() {
		return '`' + this.name.replace("`", "``") + '`';
	}

	@Override
	public String toString() {
		return quoted();
	}

	/** Control characters as digits: they must not break the line of a log. */
	private static String visible(String name) {
		StringBuilder text = new StringBuilder();
		name.codePoints().forEach((character) -> {
			if (Character.isISOControl(character)) {
				text.append("\\u").append(HexFormat.of().toHexDigits((char) character));
			}
			else {
				text.appendCodePoint(character);
			}
		});
		return text.toString();
	}

	private static String start(String name) {
		return name.substring(0, name.offsetByCodePoints(0, 16));
	}

}
