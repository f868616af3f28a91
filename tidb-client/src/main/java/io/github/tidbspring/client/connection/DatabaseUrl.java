package io.github.tidbspring.client.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A parsed database URL: {@code mysql://}, {@code mysql+<any driver>://} or
 * {@code jdbc:mysql:}. Neither messages nor {@link #toString()} contain its user
 * information.
 *
 * @param hosts the names of the hosts: one, or those of a URL with several hosts
 * @param port the port of a single host, if any
 * @param username the user name, if any
 * @param password the password, if any; empty for none
 * @param database the database, if any
 * @param parameters the parameters
 * @param driverUrl the URL for the driver if there are several hosts: without parameters,
 * and without user information unless that differs by host
 */
record DatabaseUrl(List<String> hosts, @Nullable Integer port, @Nullable String username, @Nullable String password,
		@Nullable String database, UrlParameters parameters, @Nullable String driverUrl) {

	static final String SETTING = "database-url";

	private static final String ACCEPTED = "accepted are mysql://user:password@host:4000/database, "
			+ "the same with mysql+<driver>://, and jdbc:mysql://host:4000/database";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?");

	// Two colons at least: with one, it is an address and a port.
	private static final Pattern IPV6 = Pattern
		.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9_.-]+)?");

	private static final Pattern SCHEME = Pattern.compile("mysql(?:\\+[A-Za-z0-9_]+)?");

	/**
	 * Parse a URL.
	 * @param url the URL
	 * @return the parsed URL
	 * @throws InvalidConnectionSettingException if it cannot be used
	 */
	static DatabaseUrl of(String url) {
		String text = url.strip();
		boolean jdbc = text.regionMatches(true, 0, "jdbc:", 0, 5);
		String rest = jdbc ? text.substring(5) : text;
		int authorityAt = rest.indexOf("://");
		if (authorityAt < 0 && text.startsWith("${")) {
			throw invalid("it looks like a placeholder that was not replaced; set the variable that it names");
		}
		if (authorityAt < 0) {
			throw invalid("it has no scheme; " + ACCEPTED);
		}
		String scheme = rest.substring(0, authorityAt).toLowerCase(Locale.ROOT);
		boolean plain = jdbc ? scheme.equals("mysql") : SCHEME.matcher(scheme).matches();
		if (!plain && !(jdbc && MultiHostUrl.hasScheme(scheme))) {
			throw invalid("the scheme is not one of TiDB's; " + ACCEPTED);
		}
		String afterScheme = rest.substring(authorityAt + 3);
		if (afterScheme.indexOf('#') >= 0) {
			throw invalid("it contains a #; in a user name or a password it is written %23");
		}
		int queryAt = afterScheme.indexOf('?');
		String query = (queryAt >= 0) ? afterScheme.substring(queryAt + 1) : "";
		String address = (queryAt >= 0) ? afterScheme.substring(0, queryAt) : afterScheme;
		int pathAt = address.indexOf('/');
		String authority = (pathAt >= 0) ? address.substring(0, pathAt) : address;
		String path = (pathAt >= 0) ? address.substring(pathAt + 1) : "";
		checkUserInformation(jdbc, authority, path, query);
		UrlParameters parameters = UrlParameters.of(query);
		String database = decode("database", path);
		if (!plain || MultiHostUrl.isAuthority(jdbc, authority)) {
			if (!jdbc) {
				throw invalid("several hosts are accepted in a jdbc:mysql: URL only");
			}
			return ofMultiHost(MultiHostUrl.of(scheme, authority, path), database, parameters);
		}
		if (path.indexOf('/') >= 0) {
			throw invalid("the database contains a /, which is written %2F");
		}
		return ofSingleHost(authority, database, parameters);
	}

	private static void checkUserInformation(boolean jdbc, String authority, String path, String query) {
		boolean inQuery = !jdbc && authority.indexOf('@') < 0 && query.indexOf('@') >= 0;
		if (inQuery || path.indexOf('@') >= 0) {
			throw invalid("it has an @ after the host; in a user name, a password or a database, "
					+ "the characters @ : / ? # % are percent-encoded (%40 %3A %2F %3F %23 %25)");
		}
	}

	private static DatabaseUrl ofMultiHost(MultiHostUrl url, String database, UrlParameters parameters) {
		return new DatabaseUrl(url.hosts(), null, firstOf(url.username(), parameters.username(), "user name"),
				firstOf(url.password(), parameters.password(), "password"), emptyToNull(database), parameters,
				url.driverUrl());
	}

	private static DatabaseUrl ofSingleHost(String authority, String database, UrlParameters parameters) {
		// The last @: a password may contain one, a host may not.
		int at = authority.lastIndexOf('@');
		String userInformation = (at >= 0) ? authority.substring(0, at) : "";
		String hostAndPort = authority.substring(at + 1);
		int portAt = hostAndPort.lastIndexOf(':');
		if (portAt < hostAndPort.lastIndexOf(']')) {
			portAt = -1;
		}
		Integer port = (portAt >= 0 && portAt < hostAndPort.length() - 1) ? port(hostAndPort.substring(portAt + 1))
				: null;
		String hostText = (portAt >= 0) ? hostAndPort.substring(0, portAt) : hostAndPort;
		if (hostText.indexOf(':') >= 0 && !hostText.startsWith("[")) {
			throw invalid("an IPv6 address stands in brackets, such as [::1]");
		}
		String host = host(SETTING, hostText);
		int colon = userInformation.indexOf(':');
		String username = (colon >= 0) ? userInformation.substring(0, colon) : userInformation;
		String password = (colon >= 0) ? userInformation.substring(colon + 1) : null;
		return new DatabaseUrl(List.of(host), port,
				firstOf(emptyToNull(decode("user name", username)), parameters.username(), "user name"),
				firstOf((password != null) ? decode("password", password) : null, parameters.password(), "password"),
				emptyToNull(database), parameters, null);
	}

	private static int port(String text) {
		// The text is not shown: it may be a part of a password that contains a slash.
		if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
			throw invalid("the port is not a number from 1 to 65535"
					+ " (a / in a user name or a password is written %2F, a ? is written %3F)");
		}
		return Integer.parseInt(text);
	}

	private static @Nullable String firstOf(@Nullable String inAuthority, @Nullable String inQuery, String what) {
		if (inAuthority != null && inQuery != null && !inAuthority.equals(inQuery)) {
			throw invalid("it contains two different values for the %s: one before the host, one as a parameter"
				.formatted(what));
		}
		return (inAuthority != null) ? inAuthority : inQuery;
	}

	private static @Nullable String emptyToNull(String text) {
		return text.isEmpty() ? null : text;
	}

	/**
	 * Return the value of a setting that may be given in the URL and separately.
	 * @param <T> the type of the value
	 * @param setting the separate setting
	 * @param inUrl the value in the URL, if any
	 * @param beside the separate value, if any
	 * @return the value, or {@code null} if there is none
	 * @throws InvalidConnectionSettingException if both are given and differ: neither
	 * takes precedence
	 */
	static <T> @Nullable T same(String setting, @Nullable T inUrl, @Nullable T beside) {
		if (inUrl != null && beside != null && !inUrl.equals(beside)) {
			throw twice(setting);
		}
		return (inUrl != null) ? inUrl : beside;
	}

	static InvalidConnectionSettingException twice(String setting) {
		return invalid("it and the setting %s have different values; give one of the two".formatted(setting));
	}

	/**
	 * Check a host and normalize it to the form in certificates: without brackets and
	 * trailing dot.
	 * @param setting the setting to name in an exception
	 * @param text the given host
	 * @return the host: a name, an IPv4 address, or an IPv6 address without brackets
	 */
	static String host(String setting, String text) {
		String name = text.strip();
		if (name.startsWith("[") && name.endsWith("]")) {
			name = name.substring(1, name.length() - 1);
			if (!IPV6.matcher(name).matches()) {
				throw new InvalidConnectionSettingException(setting,
						"the text in brackets is not an IPv6 address, such as [::1]");
			}
			return name;
		}
		name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		if (name.isEmpty()) {
			throw new InvalidConnectionSettingException(setting,
					"the host is missing; accepted is a host name or an address, such as 127.0.0.1");
		}
		if (name.contains("${")) {
			throw new InvalidConnectionSettingException(setting,
					"the host looks like a placeholder that was not replaced; set the variable that it names");
		}
		if (!NAME.matcher(name).matches() && !IPV6.matcher(name).matches()) {
			throw new InvalidConnectionSettingException(setting,
					"the host is neither a host name nor an address; a port, a user or a scheme does not belong to it");
		}
		return name;
	}

	/**
	 * Return the form of a host in a URL.
	 * @param host the host as {@link #host} returns it
	 * @return the host, an IPv6 address in brackets
	 */
	static String inUrl(String host) {
		// The driver decodes the % before the zone of an IPv6 address.
		return (host.indexOf(':') >= 0) ? "[" + host.replace("%", "%25") + "]" : host;
	}

	/**
	 * Decode a part of a URL according to RFC 3986. Unlike {@link java.net.URLDecoder},
	 * this does not decode a plus sign, and rejects invalid input.
	 * @param part the name of the part for messages; its text is never shown
	 * @param text the text
	 * @return the decoded text
	 */
	static String decode(String part, String text) {
		String decoded = (text.indexOf('%') >= 0) ? decodeBytes(part, text) : text;
		if (decoded.indexOf('\0') >= 0) {
			// It would terminate the text in the protocol's handshake.
			throw invalid("the " + part + " contains a NUL character (%00), which TiDB does not take");
		}
		return decoded;
	}

	private static String decodeBytes(String part, String text) {
		byte[] source = text.getBytes(StandardCharsets.UTF_8);
		ByteBuffer target = ByteBuffer.allocate(source.length);
		for (int i = 0; i < source.length; i++) {
			if (source[i] != '%') {
				target.put(source[i]);
				continue;
			}
			int high = (i + 2 < source.length) ? Character.digit(source[i + 1], 16) : -1;
			int low = (i + 2 < source.length) ? Character.digit(source[i + 2], 16) : -1;
			if (high < 0 || low < 0) {
				throw invalid("the percent-encoding of the " + part
						+ " is broken; each % is followed by two hexadecimal digits, and a % itself is written %25");
			}
			target.put((byte) (high * 16 + low));
			i += 2;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(target.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			throw invalid("the percent-encoding of the " + part + " is not UTF-8");
		}
	}

	/**
	 * Encode a text for any part of a URL: all characters except letters, digits and
	 * {@code -._~} are escaped.
	 * @param text the text
	 * @return the encoded text
	 */
	static String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xFF);
			boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
			encoded.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
		}
		return encoded.toString();
	}

	static InvalidConnectionSettingException invalid(String reason) {
		return new InvalidConnectionSettingException(SETTING, reason);
	}

	/** Return the TLS mode that the parameters request, if any. */
	@Nullable SslMode sslMode() {
		return this.parameters.sslMode(EndpointKind.of(this.hosts.get(0)));
	}

	/** Return whether there are several hosts with credentials for each. */
	boolean hasCredentialsByHost() {
		return this.driverUrl != null && (this.driverUrl.indexOf('@') >= 0 || this.driverUrl.indexOf('(') >= 0);
	}

	@Override
	public String toString() {
		return "mysql://%s%s/%s".formatted(String.join(",", this.hosts), (this.port != null) ? ":" + this.port : "",
				(this.database != null) ? this.database : "");
	}

}
