package io.github.tidbspring.client.connection;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A parsed database URL: {@code mysql://}, {@code mysql+<any driver>://} or
 * {@code jdbc:mysql:}. No message and no {@link #toString()} shows its user information.
 */
final class DatabaseUrl {

	static final String SETTING = "database-url";

	private static final String ACCEPTED = "accepted are mysql://user:password@host:4000/database, "
			+ "the same with mysql+<driver>://, and jdbc:mysql://host:4000/database";

	private static final Pattern SCHEME = Pattern.compile("mysql(?:\\+[A-Za-z0-9_]+)?");

	private final List<String> hosts;

	private final @Nullable Integer port;

	private final @Nullable String username;

	private final @Nullable String password;

	private final @Nullable String database;

	private final UrlParameters parameters;

	private final @Nullable String driverUrl;

	private DatabaseUrl(List<String> hosts, @Nullable Integer port, @Nullable String username,
			@Nullable String password, @Nullable String database, UrlParameters parameters,
			@Nullable String driverUrl) {
		this.hosts = hosts;
		this.port = port;
		this.username = username;
		this.password = password;
		this.database = database;
		this.parameters = parameters;
		this.driverUrl = driverUrl;
	}

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
			throw invalid("it looks like a placeholder that nothing has replaced; set the variable that it names");
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
		String database = PercentEncoding.decode("database", path);
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
		Host host = Host.of(SETTING, hostText);
		int colon = userInformation.indexOf(':');
		String username = (colon >= 0) ? userInformation.substring(0, colon) : userInformation;
		String password = (colon >= 0) ? userInformation.substring(colon + 1) : null;
		return new DatabaseUrl(List.of(host.name()), port,
				firstOf(emptyToNull(PercentEncoding.decode("user name", username)), parameters.username(), "user name"),
				firstOf((password != null) ? PercentEncoding.decode("password", password) : null, parameters.password(),
						"password"),
				emptyToNull(database), parameters, null);
	}

	private static int port(String text) {
		// The text is not shown: a password with a slash in it would end up here.
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

	static InvalidConnectionSettingException invalid(String reason) {
		return new InvalidConnectionSettingException(SETTING, reason);
	}

	/** The hosts' names: one, or those of a URL for the driver. */
	List<String> hosts() {
		return this.hosts;
	}

	@Nullable Integer port() {
		return this.port;
	}

	@Nullable String username() {
		return this.username;
	}

	@Nullable String password() {
		return this.password;
	}

	@Nullable String database() {
		return this.database;
	}

	/** The properties for the driver, by the driver's own spelling. */
	Map<String, String> driverProperties() {
		return Collections.unmodifiableMap(this.parameters.driverProperties());
	}

	/** The TLS mode that the parameters ask for, if any. */
	@Nullable SslMode sslMode() {
		return this.parameters.sslMode(EndpointKind.of(this.hosts.get(0)));
	}

	/** Whether that mode must not be less than what is automatic. */
	boolean isSslModeTheLeast() {
		return this.parameters.isSslModeTheLeast();
	}

	/** The file with the CA certificate that the parameters name, if any. */
	@Nullable String caCertificate() {
		return this.parameters.caCertificate();
	}

	/**
	 * The URL for the driver where it has several hosts: no parameters, and no user
	 * information unless that differs by host.
	 */
	@Nullable String driverUrl() {
		return this.driverUrl;
	}

	@Override
	public String toString() {
		return "mysql://%s%s/%s".formatted(String.join(",", this.hosts), (this.port != null) ? ":" + this.port : "",
				(this.database != null) ? this.database : "");
	}

}
