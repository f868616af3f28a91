package io.github.tidbspring.client.connection;

import java.util.Arrays;
import java.util.Collections;
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
 * Properties of Connector/J: their names, and our defaults, each with its reason. None of
 * them switches a safety off; {@code useConfigs=maxPerformance}, for one, would make
 * statement and transaction timeouts ineffective, so its good parts are set singly.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/java-app-best-practices/">Best
 * practices for Java</a>
 */
final class DriverProperties {

	/** What is a setting of its own, and goes to the driver apart. */
	static final Set<String> CREDENTIALS = Set.of("user", "password");

	/** The driver's own way to say what is trusted. */
	static final String TRUST_STORE = "trustCertificateKeyStoreUrl";

	/** The driver's own way to say what it shows the server. */
	static final String KEY_STORE = "clientCertificateKeyStoreUrl";

	/** What the driver does not look at where it gets an SSL context. */
	static final Set<String> KEY_STORES = Set.of(TRUST_STORE, "trustCertificateKeyStoreType",
			"trustCertificateKeyStorePassword", "fallbackToSystemTrustStore", "clientCertificateKeyStoreUrl",
			"clientCertificateKeyStoreType", "clientCertificateKeyStorePassword", "fallbackToSystemKeyStore");

	/** A statement is parsed and planned once by the server and run many times. */
	static final String USE_SERVER_PREP_STMTS = "true";

	/** Without this, each execution prepares and closes: three round trips for one. */
	static final String CACHE_PREP_STMTS = "true";

	/** Statements with vectors and many columns are longer than the driver's 256. */
	static final String PREP_STMT_CACHE_SQL_LIMIT = "10000";

	/** Statements of an ORM exceed the driver's 25 quickly. */
	static final String PREP_STMT_CACHE_SIZE = "1000";

	/** A batch is sent as few multi-row statements instead of one by one. */
	static final String REWRITE_BATCHED_STATEMENTS = "true";

	/**
	 * A fetch size means what it says: so many rows at a time, from a cursor of the
	 * server, and the connection is free for other statements in between.
	 */
	static final String USE_CURSOR_FETCH = "true";

	/** Spares {@code SET autocommit} and isolation queries which change nothing. */
	static final String USE_LOCAL_SESSION_STATE = "true";

	/** Spares a {@code SET autocommit} that the server's state makes superfluous. */
	static final String ELIDE_SET_AUTO_COMMITS = "true";

	/** Sends the isolation level only when it changes. */
	static final String ALWAYS_SEND_SET_ISOLATION = "false";

	/** TiDB refuses {@code SET SESSION TRANSACTION READ ONLY}: it is a no-op there. */
	static final String READ_ONLY_PROPAGATES_TO_SERVER = "false";

	/** TiDB's own default; the driver's would be {@code utf8mb4_0900_ai_ci}. */
	static final String CONNECTION_COLLATION = "utf8mb4_bin";

	/**
	 * By the driver's default results come in the character set of each column; and TiDB
	 * says of a text in latin1 that it is that, but sends it in UTF-8.
	 */
	static final String CHARACTER_SET_RESULTS = "UTF-8";

	/**
	 * The driver's default is the zone of the JVM, so that one instant would be another
	 * time by each JVM, and another than what tables write.
	 */
	static final String CONNECTION_TIME_ZONE = "UTC";

	/** The session gets the zone that the driver takes it to have. */
	static final String FORCE_CONNECTION_TIME_ZONE_TO_SESSION = "true";

	/** Milliseconds. The driver's default, 0, waits for a dead host without end. */
	static final String CONNECT_TIMEOUT = "10000";

	/**
	 * For several hosts. The driver's 120 rounds over hosts that are all down take half a
	 * minute, with a thread that waits in each.
	 */
	static final String RETRIES_ALL_DOWN = "4";

	private static final Map<String, String> DEFAULTS;

	static {
		Map<String, String> defaults = new LinkedHashMap<>();
		defaults.put("useServerPrepStmts", USE_SERVER_PREP_STMTS);
		defaults.put("cachePrepStmts", CACHE_PREP_STMTS);
		defaults.put("prepStmtCacheSqlLimit", PREP_STMT_CACHE_SQL_LIMIT);
		defaults.put("prepStmtCacheSize", PREP_STMT_CACHE_SIZE);
		defaults.put("rewriteBatchedStatements", REWRITE_BATCHED_STATEMENTS);
		defaults.put("useCursorFetch", USE_CURSOR_FETCH);
		defaults.put("useLocalSessionState", USE_LOCAL_SESSION_STATE);
		defaults.put("elideSetAutoCommits", ELIDE_SET_AUTO_COMMITS);
		defaults.put("alwaysSendSetIsolation", ALWAYS_SEND_SET_ISOLATION);
		defaults.put("readOnlyPropagatesToServer", READ_ONLY_PROPAGATES_TO_SERVER);
		defaults.put("connectionCollation", CONNECTION_COLLATION);
		defaults.put("characterSetResults", CHARACTER_SET_RESULTS);
		defaults.put("connectionTimeZone", CONNECTION_TIME_ZONE);
		defaults.put("forceConnectionTimeZoneToSession", FORCE_CONNECTION_TIME_ZONE_TO_SESSION);
		defaults.put("connectTimeout", CONNECT_TIMEOUT);
		DEFAULTS = Collections.unmodifiableMap(defaults);
	}

	/**
	 * What the TLS policy decides alone: two hands on one wheel would be one too many.
	 */
	private static final Map<String, String> DECIDED_ELSEWHERE = Map.ofEntries(
			Map.entry("sslmode", "set the TLS mode instead"), Map.entry("usessl", "set the TLS mode instead"),
			Map.entry("requiressl", "set the TLS mode instead"),
			Map.entry("verifyservercertificate", "set the TLS mode instead"),
			Map.entry("socketfactory", "the client brings its own where it needs one"),
			Map.entry("dbname", "set the database instead"), Map.entry("host", "set the host instead"),
			Map.entry("port", "set the port instead"));

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

	/** Our defaults, by the driver's names. */
	static Map<String, String> defaults() {
		return DEFAULTS;
	}

	/** Those of our defaults that say which time zone a session is in. */
	static Set<String> timeZone() {
		return Set.of("connectionTimeZone", "forceConnectionTimeZoneToSession");
	}

	/** Whether properties of the driver change the time zone of the session otherwise. */
	static boolean setTimeZone(Map<String, String> properties) {
		return isAboutTimeZone(properties.get("sessionVariables"));
	}

	static boolean isAboutTimeZone(@Nullable String statement) {
		return statement != null && statement.toLowerCase(Locale.ROOT).contains("time_zone");
	}

	/** Whether the driver, with these properties, makes each session one in UTC. */
	static boolean areInUtc(Properties properties) {
		return CONNECTION_TIME_ZONE.equals(properties.getProperty("connectionTimeZone"))
				&& "true".equalsIgnoreCase(properties.getProperty("forceConnectionTimeZoneToSession"))
				&& !isAboutTimeZone(properties.getProperty("sessionVariables"));
	}

	/** Whether the driver has such a property, by any of its names. */
	static boolean isName(String name) {
		return CANONICAL_NAMES.containsKey(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the driver's own spelling of a property's name.
	 * @param setting the setting to name when there is no such property
	 * @param name the name in any case, or an alias that the driver knows
	 * @return the name as the driver wants it
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
	 * Check a property that is to go to the driver.
	 * @param setting the setting to name when it may not
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
