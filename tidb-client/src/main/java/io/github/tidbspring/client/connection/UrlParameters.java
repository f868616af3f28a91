package io.github.tidbspring.client.connection;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a database URL: credentials, TLS in the words of Python's drivers or
 * of Connector/J, and properties for Connector/J. One that would be ignored is refused.
 */
final class UrlParameters {

	private static final String ACCEPTED_SSL = "ssl_verify_cert, ssl_verify_identity, ssl_ca, ssl_disabled, "
			+ "and Connector/J's sslMode";

	private static final String ENCODED = " (a ? or & in a user name or a password is written %3F or %26)";

	/** The parameters that are not properties of the driver. */
	private static final Set<String> NAMES = Set.of("ssl_verify_cert", "ssl_verify_identity", "ssl_ca", "ssl_disabled",
			"charset");

	private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,40}");

	/** Those of a URL that has none. */
	static final UrlParameters NONE = new UrlParameters();

	private final Map<String, String> driverProperties = new LinkedHashMap<>();

	private final Map<String, Boolean> flags = new LinkedHashMap<>();

	private @Nullable SslMode explicitMode;

	private @Nullable String caCertificate;

	private UrlParameters() {
	}

	/**
	 * Parse the parameters.
	 * @param query the text after the question mark, may be empty
	 * @return the parameters
	 */
	static UrlParameters of(String query) {
		UrlParameters parameters = new UrlParameters();
		boolean showNames = mayShowNames(query);
		for (String pair : query.split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = (equals >= 0) ? pair.substring(0, equals) : pair;
				String value = (equals >= 0) ? pair.substring(equals + 1) : "";
				if (!SHOWABLE.matcher(name).matches()) {
					throw DatabaseUrl.invalid("a parameter's name has characters that no parameter has" + ENCODED);
				}
				if (!isKnown(name) && (equals < 0 || !showNames)) {
					throw DatabaseUrl.invalid("a parameter is unknown and would be ignored" + ENCODED);
				}
				parameters.add(name, DatabaseUrl.decode("parameter " + name, value));
			}
		}
		parameters.checkFlags();
		return parameters;
	}

	/*
	 * Where a password is near, what looks like an unknown name may be a piece of it,
	 * with a ? or & that should have been encoded.
	 */
	private static boolean mayShowNames(String query) {
		return query.indexOf('@') < 0 && !query.toLowerCase(Locale.ROOT).contains("password=");
	}

	private static boolean isKnown(String name) {
		return NAMES.contains(name.toLowerCase(Locale.ROOT)) || DriverProperties.isName(name);
	}

	private void add(String name, String value) {
		switch (name.toLowerCase(Locale.ROOT)) {
			case "ssl_verify_cert", "ssl_verify_identity", "ssl_disabled", "usessl", "requiressl",
					"verifyservercertificate" ->
				addFlag(name, value);
			case "ssl_ca" -> {
				if (this.caCertificate != null || value.isEmpty()) {
					throw DatabaseUrl.invalid("the parameter ssl_ca takes one file");
				}
				this.caCertificate = value;
			}
			case "sslmode" -> {
				if (this.explicitMode != null) {
					throw given(name);
				}
				this.explicitMode = mode(value);
			}
			case "charset" -> addCharset(name, value);
			default -> addDriverProperty(name, value);
		}
	}

	private void addFlag(String name, String value) {
		boolean flag = switch (value.toLowerCase(Locale.ROOT)) {
			case "true", "1", "yes" -> true;
			case "false", "0", "no" -> false;
			default -> throw DatabaseUrl.invalid("the parameter %s is neither true nor false".formatted(name));
		};
		if (this.flags.put(name.toLowerCase(Locale.ROOT), flag) != null) {
			throw given(name);
		}
	}

	private void addCharset(String name, String value) {
		if (!value.equalsIgnoreCase("utf8mb4") && !value.equalsIgnoreCase("utf8")) {
			throw DatabaseUrl.invalid("the parameter charset is not utf8mb4, the only one that is used");
		}
		// Connector/J takes the encoding from the collation, see DriverProperties.
		if (this.driverProperties.containsKey("characterEncoding")) {
			throw given(name);
		}
	}

	private void addDriverProperty(String name, String value) {
		if (name.toLowerCase(Locale.ROOT).startsWith("ssl_")) {
			throw DatabaseUrl.invalid("the parameter %s is unknown; accepted are %s".formatted(name, ACCEPTED_SSL));
		}
		String property = DriverProperties.canonicalName(DatabaseUrl.SETTING, name);
		DriverProperties.check(DatabaseUrl.SETTING, property, value);
		if (this.driverProperties.putIfAbsent(property, value) != null) {
			throw given(name);
		}
	}

	private void checkFlags() {
		boolean anyFlag = !this.flags.isEmpty();
		if (this.explicitMode != null && anyFlag) {
			throw contradiction("sslMode", this.flags.keySet().iterator().next());
		}
		if (flag("ssl_disabled") || isFalse("usessl")) {
			String disabling = flag("ssl_disabled") ? "ssl_disabled" : "useSSL=false";
			for (String other : new String[] { "ssl_verify_cert", "ssl_verify_identity", "requiressl",
					"verifyservercertificate" }) {
				if (flag(other)) {
					throw contradiction(disabling, other);
				}
			}
			if (this.caCertificate != null) {
				throw contradiction(disabling, "ssl_ca");
			}
		}
		if (isFalse("ssl_verify_cert") && flag("ssl_verify_identity")) {
			throw contradiction("ssl_verify_cert=false", "ssl_verify_identity");
		}
		if (isFalse("ssl_verify_cert") && this.caCertificate != null) {
			throw contradiction("ssl_verify_cert=false", "ssl_ca");
		}
	}

	private static SslMode mode(String value) {
		return switch (value.toUpperCase(Locale.ROOT)) {
			case "DISABLED" -> SslMode.DISABLED;
			case "PREFERRED" -> SslMode.PREFERRED;
			case "REQUIRED" -> SslMode.REQUIRED;
			case "VERIFY_CA" -> SslMode.VERIFY_CA;
			case "VERIFY_IDENTITY" -> SslMode.VERIFY_IDENTITY;
			default -> throw DatabaseUrl.invalid("the parameter sslMode is unknown; accepted are "
					+ "DISABLED, PREFERRED, REQUIRED, VERIFY_CA and VERIFY_IDENTITY");
		};
	}

	private boolean flag(String name) {
		return Boolean.TRUE.equals(this.flags.get(name));
	}

	private boolean isFalse(String name) {
		return Boolean.FALSE.equals(this.flags.get(name));
	}

	private static InvalidConnectionSettingException given(String name) {
		return DatabaseUrl.invalid("the parameter %s is given twice".formatted(name));
	}

	private static InvalidConnectionSettingException contradiction(String one, String other) {
		return DatabaseUrl.invalid("the parameters %s and %s contradict each other".formatted(one, other));
	}

	/**
	 * Whether {@link #sslMode} is the least that is asked for: "verify" or "use TLS" says
	 * that more is wanted than nothing, and not that less is than is automatic. A mode by
	 * its name and a "do not" are taken at their word.
	 */
	boolean isSslModeTheLeast() {
		return this.explicitMode == null && !flag("ssl_disabled") && !isFalse("usessl") && !isFalse("ssl_verify_cert");
	}

	/**
	 * The TLS mode that is asked for.
	 * @param kind the kind of endpoint: a mere "use TLS" never weakens what is automatic
	 * there
	 * @return the mode, or {@code null} where nothing is said
	 */
	@Nullable SslMode sslMode(EndpointKind kind) {
		if (this.explicitMode != null) {
			return this.explicitMode;
		}
		if (flag("ssl_disabled") || isFalse("usessl")) {
			return SslMode.DISABLED;
		}
		if (flag("ssl_verify_identity")) {
			return SslMode.VERIFY_IDENTITY;
		}
		if (flag("ssl_verify_cert") || flag("verifyservercertificate")) {
			return SslMode.VERIFY_CA;
		}
		if (isFalse("ssl_verify_cert")) {
			return SslMode.REQUIRED;
		}
		if ((flag("usessl") || flag("requiressl")) && kind == EndpointKind.OTHER) {
			return SslMode.REQUIRED;
		}
		return null;
	}

	@Nullable String caCertificate() {
		return this.caCertificate;
	}

	@Nullable String username() {
		return this.driverProperties.get("user");
	}

	@Nullable String password() {
		return this.driverProperties.get("password");
	}

	/** The driver's properties, without the credentials. */
	Map<String, String> driverProperties() {
		Map<String, String> properties = new LinkedHashMap<>(this.driverProperties);
		properties.keySet().removeAll(DriverProperties.CREDENTIALS);
		return properties;
	}

}
