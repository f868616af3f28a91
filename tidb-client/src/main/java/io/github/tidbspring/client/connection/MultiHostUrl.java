package io.github.tidbspring.client.connection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.exceptions.CJException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@code jdbc:mysql:} URL with several hosts before its parameters. The
 * driver parses it. User information that all hosts share is removed, so that a logged
 * URL does not contain it.
 *
 * @param driverUrl the URL for the driver
 * @param hosts the hosts' names
 * @param username the user name that all hosts share, if any
 * @param password the password that all hosts share, if any
 */
record MultiHostUrl(String driverUrl, List<String> hosts, @Nullable String username, @Nullable String password) {

	private static final Set<String> SCHEMES = Set.of("mysql:loadbalance", "mysql:replication");

	/** Properties of a host that are accepted: its role, not its settings. */
	private static final Set<String> HOST_PROPERTIES = Set.of("dbname", "type", "priority");

	static boolean hasScheme(String scheme) {
		return SCHEMES.contains(scheme);
	}

	/** Return whether there are several hosts, or one in the driver's own syntax. */
	static boolean isAuthority(boolean jdbc, String authority) {
		String hosts = authority.substring(authority.lastIndexOf('@') + 1);
		// In a jdbc: URL, each host may have user information. Otherwise, a comma before
		// the @ belongs to a password.
		return (jdbc ? authority : hosts).indexOf(',') >= 0 || hosts.indexOf('(') >= 0;
	}

	static MultiHostUrl of(String scheme, String authority, String path) {
		List<String> parts = split(authority);
		Set<String> userInformation = new LinkedHashSet<>();
		List<String> bare = new ArrayList<>();
		for (String part : parts) {
			int at = (part.indexOf('(') < 0) ? part.lastIndexOf('@') : -1;
			if (at >= 0) {
				userInformation.add(part.substring(0, at));
			}
			bare.add(part.substring(at + 1));
		}
		if (!userInformation.isEmpty() && bare.get(0).equals(parts.get(0))) {
			throw DatabaseUrl.invalid("one of several hosts has user information and the first one has none"
					+ " (a , in a user name or a password is written %2C)");
		}
		String shared = (userInformation.size() == 1) ? userInformation.iterator().next() : "";
		int colon = shared.indexOf(':');
		String username = DatabaseUrl.decode("user name", (colon >= 0) ? shared.substring(0, colon) : shared);
		String password = (colon >= 0) ? DatabaseUrl.decode("password", shared.substring(colon + 1)) : null;
		String url = url(scheme, (userInformation.size() > 1) ? parts : bare, path);
		return new MultiHostUrl(url, hosts(url), username.isEmpty() ? null : username, password);
	}

	private static String url(String scheme, List<String> hosts, String path) {
		return "jdbc:%s://%s/%s".formatted(scheme, String.join(",", hosts), path);
	}

	private static List<String> hosts(String url) {
		List<HostInfo> hosts = parse(url);
		hosts.forEach(MultiHostUrl::check);
		return hosts.stream().map(HostInfo::getHost).toList();
	}

	private static List<HostInfo> parse(String url) {
		try {
			// The driver would replace a missing host with "localhost".
			Properties noDefaultHost = new Properties();
			noDefaultHost.setProperty("host", " ");
			return ConnectionUrl.getConnectionUrlInstance(url, noDefaultHost).getHostsList();
		}
		catch (CJException | IllegalArgumentException ex) {
			// Without the cause: its message contains the URL or a part of it.
			throw DatabaseUrl.invalid("the driver does not understand its list of hosts; "
					+ "accepted is jdbc:mysql://host1:4000,host2:4000/database");
		}
	}

	private static void check(HostInfo host) {
		DatabaseUrl.host(DatabaseUrl.SETTING, host.getHost());
		if (host.getPort() < 1 || host.getPort() > 65535) {
			throw DatabaseUrl.invalid("the port of a host is not a number from 1 to 65535");
		}
		// The sslMode or tlsVersions of a host would override that of the connection.
		if (!HOST_PROPERTIES.containsAll(host.getHostProperties().keySet())) {
			throw DatabaseUrl.invalid("one of several hosts has a property of its own; accepted for one host are "
					+ "host, port, user, password, type and priority, and all others as parameters of the URL");
		}
	}

	private static List<String> split(String authority) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int start = 0;
		for (int i = 0; i < authority.length(); i++) {
			char c = authority.charAt(i);
			depth += (c == '(' || c == '[') ? 1 : (c == ')' || c == ']') ? -1 : 0;
			if (c == ',' && depth == 0) {
				parts.add(authority.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(authority.substring(start));
		return parts;
	}

	@Override
	public String toString() {
		return String.join(",", this.hosts);
	}

}
