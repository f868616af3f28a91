package io.github.tidbspring.client.query;

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

	private static String start(String name) {
		return name.substring(0, name.offsetByCodePoints(0, 16));
	}

}
