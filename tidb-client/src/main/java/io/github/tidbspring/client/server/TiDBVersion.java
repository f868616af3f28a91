package io.github.tidbspring.client.server;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A version of TiDB, such as 8.5.3. Ordered by its numbers. Immutable.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 * @since 0.1
 */
public record TiDBVersion(int major, int minor, int patch) implements Comparable<TiDBVersion> {

	private static final Pattern IN_SERVER_VERSION = Pattern
		.compile("-TiDB-v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?", Pattern.CASE_INSENSITIVE);

	private static final Comparator<TiDBVersion> ORDER = Comparator.comparingInt(TiDBVersion::major)
		.thenComparingInt(TiDBVersion::minor)
		.thenComparingInt(TiDBVersion::patch);

	/**
	 * Parse TiDB's version from the version that a server reports, which begins with the
	 * version of MySQL that TiDB is compatible with.
	 * @param serverVersion what {@code VERSION()} returns, such as
	 * {@code 8.0.11-TiDB-v8.5.3}
	 * @return the version, or {@code null} if it is not included, as in
	 * {@code 8.0.11-TiDB-Serverless}
	 */
	public static @Nullable TiDBVersion parse(String serverVersion) {
		Matcher matcher = IN_SERVER_VERSION.matcher(serverVersion);
		if (!matcher.find()) {
			return null;
		}
		int patch = (matcher.group(3) != null) ? Integer.parseInt(matcher.group(3)) : 0;
		return new TiDBVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch);
	}

	/**
	 * Return whether this is at least a given version.
	 * @param major the first number
	 * @param minor the second number
	 * @return {@code true} for that version and later ones
	 */
	public boolean isAtLeast(int major, int minor) {
		return compareTo(new TiDBVersion(major, minor, 0)) >= 0;
	}

	@Override
	public int compareTo(TiDBVersion other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
