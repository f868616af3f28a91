package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases in which the stored functions are installed. Known databases are cached
 * in memory; only a new one needs a round trip to the server. Thread-safe.
 *
 * @since 0.1
 */
public final class KnownDatabases {

	private static final Logger logger = LoggerFactory.getLogger(KnownDatabases.class);

	private static final int UNKNOWN_DATABASE = 1049;

	private static final Set<String> SYSTEM_DATABASES = Set.of("information_schema", "performance_schema", "mysql",
			"sys");

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final FunctionInstaller installer;

	/**
	 * Create an empty set.
	 * @param installer installs the functions
	 */
	public KnownDatabases(FunctionInstaller installer) {
		this.installer = installer;
		this.known.addAll(SYSTEM_DATABASES);
	}

	/**
	 * Ensure that the functions are installed in a database.
	 * @param database the database, or {@code null} for none
	 * @throws SQLException if they cannot be installed
	 */
	public void ensure(@Nullable String database) throws SQLException {
		if (database == null || database.isEmpty() || this.known.contains(key(database))) {
			return;
		}
		synchronized (this) {
			if (!this.known.contains(key(database))) {
				install(database);
			}
		}
	}

	void forget(String database) {
		if (!SYSTEM_DATABASES.contains(key(database))) {
			this.known.remove(key(database));
		}
	}

	private void install(String database) throws SQLException {
		try {
			this.installer.install(database);
			this.known.add(key(database));
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != UNKNOWN_DATABASE) {
				throw ex;
			}
			// The database is on another server, or was dropped in the meantime.
			logger.debug("No functions in the database {}: it does not exist", database);
		}
	}

	private static String key(String database) {
		return database.toLowerCase(Locale.ROOT);
	}

}
