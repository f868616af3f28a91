package io.github.tidbspring.devserver.server;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A database product and its version.
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

	/** Pre-release labels, oldest first. Other suffixes do not mark a pre-release. */
	private static final List<String> STAGES = List.of("nightly", "alpha", "beta", "rc");

	private static final Comparator<Product> BY_VERSION = Comparator.<Product>comparingInt((product) -> product.part(1))
		.thenComparingInt((product) -> product.part(2))
		.thenComparingInt((product) -> product.part(3))
		.thenComparingInt(Product::stage)
		.thenComparingInt((product) -> (product.stage() < STAGES.size()) ? product.part(5) : 0);

	/**
	 * Parse the product that is recorded in a data folder.
	 * @param text the text
	 * @return the product, or {@code null} if the text is not one
	 */
	static @Nullable Product parse(String text) {
		String[] words = text.strip().split(" ", 2);
		boolean known = words[0].equals(TIDB) || words[0].equals(MARIADB);
		return (known && words.length == 2) ? new Product(words[0], words[1].strip()) : null;
	}

	/**
	 * Return whether the product is TiDB.
	 * @return {@code true} for TiDB
	 */
	public boolean isTiDB() {
		return this.name.equals(TIDB);
	}

	/**
	 * Return whether the product is older than a version.
	 * @param major the major version
	 * @param minor the minor version
	 * @return {@code true} if it is older; {@code false} also if its version has no
	 * numbers, such as that of a TiDB built without one
	 */
	public boolean isBefore(int major, int minor) {
		return isNumbered() && (part(1) < major || (part(1) == major && part(2) < minor));
	}

	/**
	 * Return whether the version has numbers to compare.
	 * @return {@code true} if it has
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
	 * Compare the numbers of the versions, then pre-release labels such as
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
