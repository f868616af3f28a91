package io.github.tidbspring.client.connection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a database URL: credentials, TLS parameters of Python's drivers or of
 * Connector/J, and properties of Connector/J. A parameter that would be ignored is
 * rejected.
 */
final class UrlParameters {

	private static final String ENCODED = " (a ? or & in a user name or a password is written %3F or %26)";

	/** The parameters that are not properties of the driver. */
	private static final Set<String> NAMES = Set.of("ssl_verify_cert", "ssl_verify_identity", "ssl_ca", "ssl_disabled",
			"charset");

	/** The TLS modes that flags request, the flag that takes precedence first. */
	private static final List<Rule> RULES = List.of(new Rule("ssl_disabled", true, SslMode.DISABLED),
			new Rule("usessl", false, SslMode.DISABLED), new Rule("ssl_verify_identity", true, SslMode.VERIFY_IDENTITY),
			new Rule("ssl_verify_cert", true, SslMode.VERIFY_CA),
			new Rule("verifyservercertificate", true, SslMode.VERIFY_CA),
			new Rule("ssl_verify_cert", false, SslMode.REQUIRED), new Rule("usessl", true, SslMode.REQUIRED),
			new Rule("requiressl", true, SslMode.REQUIRED));

	private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,40}");

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
				boolean known = NAMES.contains(name.toLowerCase(Locale.ROOT)) || DriverProperties.isName(name);
				if (!known && (equals < 0 || !showNames)) {
					throw DatabaseUrl.invalid("a parameter is unknown and would be ignored" + ENCODED);
				}
				parameters.add(name, DatabaseUrl.decode("parameter " + name, value));
			}
		}
		parameters.checkFlags();
		return parameters;
	}

	/*
	 * If the query contains a password, an unknown name may be a part of it, with a ? or
	 * & that is not encoded.
	 */
	private static boolean mayShowNames(String query) {
		return query.indexOf('@') < 0 && !query.toLowerCase(Locale.ROOT).contains("password=");
	}

	private void add(String name, String value) {
		String key = name.toLowerCase(Locale.ROOT);
		if (RULES.stream().anyMatch((rule) -> rule.flag().equals(key))) {
			addFlag(name, value);
			return;
		}
		switch (key) {
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
		// Connector/J derives the encoding from the collation, see DriverProperties.
		if (this.driverProperties.containsKey("characterEncoding")) {
			throw given(name);
		}
	}

	private void addDriverProperty(String name, String value) {
		if (name.toLowerCase(Locale.ROOT).startsWith("ssl_")) {
			throw DatabaseUrl.invalid(("the parameter %s is unknown; accepted are ssl_verify_cert, "
					+ "ssl_verify_identity, ssl_ca, ssl_disabled, and Connector/J's sslMode")
				.formatted(name));
		}
		String property = DriverProperties.canonicalName(DatabaseUrl.SETTING, name);
		DriverProperties.check(DatabaseUrl.SETTING, property, value);
		if (this.driverProperties.putIfAbsent(property, value) != null) {
			throw given(name);
		}
	}

	private void checkFlags() {
		if (this.explicitMode != null && !this.flags.isEmpty()) {
			throw contradiction("sslMode", this.flags.keySet().iterator().next());
		}
		if (isDisabled()) {
			checkThatNoneIsGiven(flag("ssl_disabled") ? "ssl_disabled" : "useSSL=false", "ssl_verify_cert",
					"ssl_verify_identity", "requiressl", "verifyservercertificate", "ssl_ca");
		}
		if (isFalse("ssl_verify_cert")) {
			checkThatNoneIsGiven("ssl_verify_cert=false", "ssl_verify_identity", "ssl_ca");
		}
	}

	private void checkThatNoneIsGiven(String one, String... others) {
		for (String other : others) {
			if (other.equals("ssl_ca") ? this.caCertificate != null : flag(other)) {
				throw contradiction(one, other);
			}
		}
	}

	private static SslMode mode(String value) {
		return Arrays.stream(SslMode.values())
			.filter((mode) -> mode != SslMode.AUTO && mode.name().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> DatabaseUrl.invalid("the parameter sslMode is unknown; accepted are "
					+ "DISABLED, PREFERRED, REQUIRED, VERIFY_CA and VERIFY_IDENTITY"));
	}

	private boolean flag(String name) {
		return Boolean.TRUE.equals(this.flags.get(name));
	}

	private boolean isFalse(String name) {
		return Boolean.FALSE.equals(this.flags.get(name));
	}

	private boolean isDisabled() {
		return flag("ssl_disabled") || isFalse("usessl");
	}

	private static InvalidConnectionSettingException given(String name) {
		return DatabaseUrl.invalid("the parameter %s is given twice".formatted(name));
	}

	private static InvalidConnectionSettingException contradiction(String one, String other) {
		return DatabaseUrl.invalid("the parameters %s and %s contradict each other".formatted(one, other));
	}

	/**
	 * Return whether {@link #sslMode} is a minimum: a flag that requests TLS or
	 * verification does not weaken the automatic mode. A mode by its name and a flag that
	 * turns something off apply exactly.
	 */
	boolean isSslModeTheLeast() {
		return this.explicitMode == null && !isDisabled() && !isFalse("ssl_verify_cert");
	}

	/**
	 * Return the requested TLS mode.
	 * @param kind the kind of endpoint; the automatic mode of TiDB Cloud includes what
	 * {@code useSSL} and {@code requireSSL} request
	 * @return the mode, or {@code null} if none is requested
	 */
	@Nullable SslMode sslMode(EndpointKind kind) {
		if (this.explicitMode != null) {
			return this.explicitMode;
		}
		for (Rule rule : RULES) {
			if (Boolean.valueOf(rule.value()).equals(this.flags.get(rule.flag()))) {
				return (rule.isMereUse() && kind.isCloud()) ? null : rule.mode();
			}
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

	/** Return the properties of the driver without the credentials. */
	Map<String, String> driverProperties() {
		Map<String, String> properties = new LinkedHashMap<>(this.driverProperties);
		properties.keySet().removeAll(DriverProperties.CREDENTIALS);
		return properties;
	}

	/**
	 * The TLS mode that a flag requests.
	 */
	private record Rule(String flag, boolean value, SslMode mode) {

		private boolean isMereUse() {
			return this.mode == SslMode.REQUIRED && this.value;
		}

	}

}
