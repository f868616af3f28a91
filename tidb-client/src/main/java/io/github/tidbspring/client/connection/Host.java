package io.github.tidbspring.client.connection;

import java.util.regex.Pattern;

/**
 * The host part of an address: a name, an IPv4 address, or an IPv6 address without
 * brackets.
 */
record Host(String name) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?");

	// Two colons at least: with one, it is an address and a port.
	private static final Pattern IPV6 = Pattern
		.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9_.-]+)?");

	/**
	 * Check a host and bring it into the form that certificates use: no brackets, no
	 * trailing dot.
	 * @param setting the setting to name when the host is bad
	 * @param text the host as it was given
	 * @return the host
	 */
	static Host of(String setting, String text) {
		String name = text.strip();
		if (name.startsWith("[") && name.endsWith("]")) {
			name = name.substring(1, name.length() - 1);
			if (!IPV6.matcher(name).matches()) {
				throw new InvalidConnectionSettingException(setting,
						"what stands between the brackets is not an IPv6 address, such as [::1]");
			}
			return new Host(name);
		}
		name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		if (name.isEmpty()) {
			throw new InvalidConnectionSettingException(setting,
					"the host is missing; accepted is a host name or an address, such as 127.0.0.1");
		}
		if (name.contains("${")) {
			throw new InvalidConnectionSettingException(setting,
					"the host looks like a placeholder that nothing has replaced; set the variable that it names");
		}
		if (!NAME.matcher(name).matches() && !IPV6.matcher(name).matches()) {
			throw new InvalidConnectionSettingException(setting,
					"the host is neither a host name nor an address; a port, a user or a scheme does not belong to it");
		}
		return new Host(name);
	}

	/** The form that stands in a URL. */
	String inUrl() {
		// An IPv6 address may end with a zone, whose % the driver would try to decode.
		return (this.name.indexOf(':') >= 0) ? "[" + this.name.replace("%", "%25") + "]" : this.name;
	}

}
