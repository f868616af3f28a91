package io.github.tidbspring.client.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A version of TiDB, such as 8.5.3. Ordered by its numbers.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 * @since 0.1
 */
public record TiDBVersion(int major, int minor, int patch) implements Comparable<TiDBVersion> {

	private static final Pattern IN_SERVER_VERSION = Pattern
		.compile("-TiDB-v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?", Pattern.CASE_INSENSITIVE);

	/**
	 * Read TiDB's version from the version that a server reports, whose beginning is the
	 * version of MySQL that TiDB is compatible with.
	 * @param serverVersion what {@code VERSION()} returns, such as
	 * {@code 8.0.11-TiDB-v8.5.3}
	 * @return the version, or {@code null} where it is not said, as in
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
	 * Return whether this is that version or a later one.
	 * @param major the first number
	 * @param minor the second number
	 * @return {@code true} from that version on
	 */
	public boolean isAtLeast(int major, int minor) {
		return compareTo(new TiDBVersion(major, minor, 0)) >= 0;
	}

	@Override
	public int compareTo(TiDBVersion other) {
		int order = Integer.compare(this.major, other.major);
		order = (order != 0) ? order : Integer.compare(this.minor, other.minor);
		return (order != 0) ? order : Integer.compare(this.patch, other.patch);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
