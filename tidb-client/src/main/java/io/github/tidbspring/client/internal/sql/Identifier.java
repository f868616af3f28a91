package io.github.tidbspring.client.internal.sql;

import java.util.HexFormat;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * The name of a database, table, column or index. Names are only inserted into statements
 * as identifiers, which are quoted with backticks.
 *
 * @param name the name, not quoted, 1 to 64 characters
 * @see <a href="https://docs.pingcap.com/tidb/stable/schema-object-names/">Schema object
 * names</a>
 */
public record Identifier(String name) {

	/** The longest name that TiDB accepts, in characters (code points). */
	public static final int MAX_LENGTH = 64;

	private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

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
		int length = name.codePointCount(0, name.length());
		if (length > MAX_LENGTH) {
			throw new IllegalArgumentException("The identifier '%s…' has %s characters; TiDB accepts at most %s"
				.formatted(name.substring(0, name.offsetByCodePoints(0, 16)), length, MAX_LENGTH));
		}
		if (name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException(
					"The identifier '%s' contains a NUL character, which TiDB does not accept"
						.formatted(name.replace("\0", "\\0")));
		}
		if (name.endsWith(" ")) {
			throw new IllegalArgumentException(
					"The identifier '%s' ends with a space, which TiDB does not accept".formatted(name));
		}
	}

	/**
	 * Create an identifier.
	 * @param name the name, not quoted
	 * @return the identifier
	 * @throws IllegalArgumentException if TiDB does not accept the name
	 */
	public static Identifier of(String name) {
		return new Identifier(name);
	}

	/**
	 * Create an identifier of a database that is passed to the driver as the current one.
	 * Connector/J removes white space and control characters from both ends of the name,
	 * and quotes around it, before it quotes the name itself. A name that would be
	 * changed by that is rejected, and so is one with a letter that TiDB treats as
	 * another one, such as the kelvin sign, whose lower case is {@code k}.
	 * @param name the name, not quoted
	 * @return the identifier
	 * @throws IllegalArgumentException if TiDB does not accept the name, or it could
	 * select another database
	 */
	public static Identifier ofDatabase(String name) {
		Identifier database = new Identifier(name);
		if (!name.equals(name.trim())) {
			throw new IllegalArgumentException(
					"The name of the database '%s' begins or ends with white space or a ".formatted(visible(name))
							+ "control character, which the driver would remove: that would be another database");
		}
		char first = name.charAt(0);
		if (name.length() > 1 && (first == '`' || first == '"') && name.charAt(name.length() - 1) == first) {
			throw new IllegalArgumentException(("The name of the database %s is in quotes, which the driver would "
					+ "remove: that would be another database; specify the name without quotes")
				.formatted(visible(name)));
		}
		name.codePoints().filter(Identifier::isTakenForAnother).findFirst().ifPresent((letter) -> {
			throw new IllegalArgumentException(("The name of the database '%s' contains the character U+%s, which "
					+ "TiDB treats as '%s': that would be another database")
				.formatted(visible(name), HexFormat.of().withUpperCase().toHexDigits(letter, (letter > 0xFFFF) ? 5 : 4),
						Character.toString(Character.toLowerCase(letter))));
		});
		return database;
	}

	/** An upper-case letter with the same lower case as another upper-case letter. */
	private static boolean isTakenForAnother(int letter) {
		int small = Character.toLowerCase(letter);
		return small != letter && Character.toUpperCase(small) != letter;
	}

	/**
	 * Return whether a name is the same identifier for TiDB, which ignores case.
	 * @param other a name, not quoted
	 * @return {@code true} if both are the same identifier
	 */
	public boolean isSameAs(String other) {
		return folded(this.name).equals(folded(other));
	}

	/** By code point, as TiDB does, without the rules of a language. */
	private static String folded(String name) {
		return name.codePoints()
			.map(Character::toLowerCase)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Return the name for a statement: in backticks, with each backtick inside doubled.
	 * @return the quoted name
	 */
	public String quoted() {
		return '`' + this.name.replace("`", "``") + '`';
	}

	@Override
	public String toString() {
		return quoted();
	}

	/** Escapes control characters, which must not break a line of a log. */
	private static String visible(String name) {
		return CONTROL.matcher(name)
			.replaceAll((found) -> "\\\\u" + HexFormat.of().toHexDigits(found.group().charAt(0)));
	}

}
