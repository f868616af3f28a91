package io.github.tidbspring.devserver.server;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

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

	private static final Pattern NUMBERS = Pattern
		.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:-([a-z]+)(?:\\.?(\\d{1,9}))?)?.*");

	/** What comes before a release, in this order. What else is added comes with one. */
	private static final List<String> STAGES = List.of("nightly", "alpha", "beta", "rc");

	private static final Comparator<Product> BY_VERSION = Comparator.<Product>comparingInt((product) -> product.part(1))
		.thenComparingInt((product) -> product.part(2))
		.thenComparingInt((product) -> product.part(3))
		.thenComparingInt(Product::stage)
		.thenComparingInt((product) -> (product.stage() < STAGES.size()) ? product.part(5) : 0);

	/**
	 * Read what a data folder says.
	 * @param text the text
	 * @return the product, or {@code null} if it names none
	 */
	static @Nullable Product parse(String text) {
		String[] words = text.strip().split(" ", 2);
		boolean known = words[0].equals(TIDB) || words[0].equals(MARIADB);
		return (known && words.length == 2) ? new Product(words[0], words[1].strip()) : null;
	}

	/**
	 * Return whether it is a TiDB.
	 * @return whether it is
	 */
	public boolean isTiDB() {
		return this.name.equals(TIDB);
	}

	/**
	 * Return whether it is older than a version.
	 * @param major the first number
	 * @param minor the second
	 * @return whether it is; {@code false} also where its version has no numbers, such as
	 * that of a TiDB that somebody built without one
	 */
	public boolean isBefore(int major, int minor) {
		return isNumbered() && (part(1) < major || (part(1) == major && part(2) < minor));
	}

	/**
	 * Return whether its version has numbers to compare.
	 * @return whether it has
	 */
	boolean isNumbered() {
		return NUMBERS.matcher(this.version).matches();
	}

	private int stage() {
		Matcher matcher = NUMBERS.matcher(this.version);
		int stage = (matcher.matches() && matcher.group(4) != null) ? STAGES.indexOf(matcher.group(4)) : -1;
		return (stage >= 0) ? stage : STAGES.size();
	}

	private int part(int group) {
		Matcher matcher = NUMBERS.matcher(this.version);
		String part = matcher.matches() ? matcher.group(group) : null;
		return (part != null) ? Integer.parseInt(part) : 0;
	}

	/**
	 * Compare the numbers of the versions, and what comes before a release, such as
	 * {@code -beta.2}.
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
