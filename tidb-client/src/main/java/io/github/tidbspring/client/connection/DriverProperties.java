package io.github.tidbspring.client.connection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcPropertySetImpl;
import org.jspecify.annotations.Nullable;

/**
 * The properties of Connector/J: their names, and the client's defaults with their
 * reasons. None of the defaults disables a safety: {@code useConfigs=maxPerformance}, for
 * example, would disable statement and transaction timeouts, so its safe properties are
 * set individually.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/java-app-best-practices/">Best
 * practices for Java</a>
 */
final class DriverProperties {

	/** Properties that are separate settings and are passed to the driver separately. */
	static final Set<String> CREDENTIALS = Set.of("user", "password");

	static final String TRUST_STORE = "trustCertificateKeyStoreUrl";

	static final String KEY_STORE = "clientCertificateKeyStoreUrl";

	/** Properties that the driver ignores if it has an SSL context. */
	static final Set<String> KEY_STORES = Set.of(TRUST_STORE, "trustCertificateKeyStoreType",
			"trustCertificateKeyStorePassword", "fallbackToSystemTrustStore", KEY_STORE,
			"clientCertificateKeyStoreType", "clientCertificateKeyStorePassword", "fallbackToSystemKeyStore");

	/**
	 * For several hosts. The driver's default of 120 rounds takes half a minute if all
	 * hosts are down, and a thread waits in each.
	 */
	static final String RETRIES_ALL_DOWN = "4";

	private static final String TIME_ZONE = "connectionTimeZone";

	private static final String FORCE_TIME_ZONE = "forceConnectionTimeZoneToSession";

	private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
	static {
		// The server parses and plans a statement once, for many executions.
		DEFAULTS.put("useServerPrepStmts", "true");
		// Without the cache, each execution prepares and closes: three round trips.
		DEFAULTS.put("cachePrepStmts", "true");
		// Statements with vectors and many columns are longer than the driver's 256.
		DEFAULTS.put("prepStmtCacheSqlLimit", "10000");
		// An ORM has more statements than the driver's 25.
		DEFAULTS.put("prepStmtCacheSize", "1000");
		// A batch is sent as few multi-row statements.
		DEFAULTS.put("rewriteBatchedStatements", "true");
		// The fetch size applies: rows are read from a cursor of the server, and the
		// connection can execute other statements in between.
		DEFAULTS.put("useCursorFetch", "true");
		// Omits SET autocommit and queries of the isolation level that change nothing.
		DEFAULTS.put("useLocalSessionState", "true");
		// Omits SET autocommit if the server has that state already.
		DEFAULTS.put("elideSetAutoCommits", "true");
		// Sends the isolation level only if it changes.
		DEFAULTS.put("alwaysSendSetIsolation", "false");
		// TiDB rejects SET SESSION TRANSACTION READ ONLY, which has no effect there.
		DEFAULTS.put("readOnlyPropagatesToServer", "false");
		// TiDB's default; the driver's would be utf8mb4_0900_ai_ci.
		DEFAULTS.put("connectionCollation", "utf8mb4_bin");
		// By the driver's default, results have the character set of each column; TiDB
		// declares a latin1 text as latin1, but sends it in UTF-8.
		DEFAULTS.put("characterSetResults", "UTF-8");
		// The driver's default is the time zone of the JVM: an instant would be stored as
		// a different time by each JVM, and than by tables.
		DEFAULTS.put(TIME_ZONE, "UTC");
		// The session has the time zone that the driver assumes.
		DEFAULTS.put(FORCE_TIME_ZONE, "true");
		// Milliseconds. The driver's default, 0, waits for an unreachable host forever.
		DEFAULTS.put("connectTimeout", "10000");
	}

	/** Properties that are settings of the client, to avoid conflicting sources. */
	private static final Map<String, String> DECIDED_ELSEWHERE = Map.of("sslmode", "set the TLS mode instead", "usessl",
			"set the TLS mode instead", "requiressl", "set the TLS mode instead", "verifyservercertificate",
			"set the TLS mode instead", "socketfactory", "the client brings its own where it needs one", "dbname",
			"set the database instead", "host", "set the host instead", "port", "set the port instead");

	private static final Map<String, String> CANONICAL_NAMES = new HashMap<>();

	static {
		for (PropertyKey key : PropertyKey.values()) {
			CANONICAL_NAMES.put(key.getKeyName().toLowerCase(Locale.ROOT), key.getKeyName());
			if (key.getCcAlias() != null) {
				CANONICAL_NAMES.put(key.getCcAlias().toLowerCase(Locale.ROOT), key.getKeyName());
			}
		}
	}

	private DriverProperties() {
	}

	/**
	 * Return the properties for the driver.
	 * @param given the properties that are set
	 * @return these, and the defaults of the others
	 */
	static Properties withDefaults(Map<String, String> given) {
		Properties properties = new Properties();
		properties.putAll(DEFAULTS);
		if (isAboutTimeZone(given.get("sessionVariables"))) {
			// The session has that time zone, and the driver must not assume another one.
			properties.remove(TIME_ZONE);
			properties.remove(FORCE_TIME_ZONE);
		}
		properties.putAll(given);
		return properties;
	}

	static boolean isAboutTimeZone(@Nullable String statement) {
		return statement != null && statement.toLowerCase(Locale.ROOT).contains("time_zone");
	}

	/** Return whether the driver, with these properties, sets each session to UTC. */
	static boolean areInUtc(Properties properties) {
		return "UTC".equals(properties.getProperty(TIME_ZONE))
				&& "true".equalsIgnoreCase(properties.getProperty(FORCE_TIME_ZONE))
				&& !isAboutTimeZone(properties.getProperty("sessionVariables"));
	}

	/** Return whether this is a name or an alias of a property. */
	static boolean isName(String name) {
		return CANONICAL_NAMES.containsKey(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the driver's spelling of a property's name.
	 * @param setting the setting to name in an exception
	 * @param name the name in any case, or an alias that the driver knows
	 * @return the name as the driver expects it
	 */
	static String canonicalName(String setting, String name) {
		String canonical = CANONICAL_NAMES.get(name.toLowerCase(Locale.ROOT));
		if (canonical == null) {
			throw new InvalidConnectionSettingException(setting,
					"'%s' is not a property of Connector/J and would be ignored".formatted(name));
		}
		return canonical;
	}

	/**
	 * Check a property for the driver.
	 * @param setting the setting to name in an exception
	 * @param name the driver's name for it
	 * @param value the value
	 */
	static void check(String setting, String name, String value) {
		String decided = DECIDED_ELSEWHERE.get(name.toLowerCase(Locale.ROOT));
		if (decided != null) {
			throw new InvalidConnectionSettingException(setting,
					"'%s' does not go to the driver as a property; %s".formatted(name, decided));
		}
		if (name.equals("tlsVersions")) {
			boolean modern = Arrays.stream(value.split(",", -1))
				.map(String::strip)
				.allMatch(List.of("TLSv1.2", "TLSv1.3")::contains);
			if (!modern) {
				throw new InvalidConnectionSettingException(setting,
						"'tlsVersions' accepts TLSv1.2 and TLSv1.3 only: older versions are broken");
			}
		}
		if (name.equals("useConfigs") && value.contains("maxPerformance")) {
			throw new InvalidConnectionSettingException(setting,
					"'useConfigs=maxPerformance' switches statement and transaction timeouts off; "
							+ "leave it out: its safe parts are the default here");
		}
		checkValue(setting, name, value);
	}

	private static void checkValue(String setting, String name, String value) {
		Properties one = new Properties();
		one.setProperty(name, value);
		try {
			new JdbcPropertySetImpl().initializeProperties(one);
		}
		catch (CJException ex) {
			throw new InvalidConnectionSettingException(setting,
					"'%s' has a value that the driver does not take: %s".formatted(name, ex.getMessage()));
		}
	}

}
