package io.github.tidbspring.devserver.server;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's program, of one version.
 *
 * @param name {@value #TIDB} or {@value #MARIADB}
 * @param version its version, such as {@code 8.5.3} or {@code 9.0.0-beta.2}
 * @since 0.1
 */
public record Product(String name, String version) implements Comparable<Product> {

	/** TiDB's name. */
	public static final String TIDB = "TiDB";

	/** MariaDB's name. */
	public static final String MARIADB = "MariaDB";

	private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

	private static final Comparator<Product> BY_VERSION = Comparator.<Product>comparingInt((product) -> product.part(1))
		.thenComparingInt((product) -> product.part(2))
		.thenComparingInt((product) -> product.part(3));

	/**
	 * Read what a data folder says.
	 * @param text the text
	 * @return the product
	 */
	static Product parse(String text) {
		int space = text.strip().indexOf(' ');
		return (space > 0) ? new Product(text.strip().substring(0, space), text.strip().substring(space + 1).strip())
				: new Product(text.strip(), "");
	}

	/**
	 * Return whether it is a TiDB.
	 * @return whether it is
	 */
	public boolean isTiDB() {
		return this.name.equals(TIDB);
	}

	/**
	 * Return whether it has at least a version.
	 * @param major the first number
	 * @param minor the second
	 * @return whether it has
	 */
	public boolean isAtLeast(int major, int minor) {
		return part(1) > major || (part(1) == major && part(2) >= minor);
	}

	private int part(int group) {
		Matcher matcher = NUMBERS.matcher(this.version);
		String part = matcher.matches() ? matcher.group(group) : null;
		return (part != null) ? Integer.parseInt(part) : 0;
	}

	/**
	 * Compare the numbers of the versions: what follows them, such as {@code -beta.2},
	 * does not count.
	 */
	@Override
	public int compareTo(Product other) {
		return BY_VERSION.compare(this, other);
	}

	@Override
	public String toString() {
		return this.name + " " + this.version;
	}

}
