package io.github.tidbspring.client.internal.hibernate;

import java.util.Locale;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.jdbc.env.spi.ExtractedDatabaseMetaData;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes TiDB, which Hibernate takes for MySQL, unless the application sets the
 * community's dialect.
 */
final class TiDBDialects {

	/** The community's dialect, from a library that the application may not have. */
	private static final String COMMUNITY = "org.hibernate.community.dialect.TiDBDialect";

	private TiDBDialects() {
	}

	/**
	 * Return whether a session factory is for TiDB. If Hibernate has no metadata of the
	 * database, a MySQL before version 9, which has no vectors, may be one.
	 * @param dialect the dialect
	 * @param services the services of the session factory
	 * @return {@code true} if vectors are to be those of TiDB
	 */
	static boolean isTiDB(Dialect dialect, ServiceRegistry services) {
		if (!(dialect instanceof MySQLDialect mySql) || dialect instanceof MariaDBDialect) {
			return false;
		}
		for (Class<?> type = dialect.getClass(); type != MySQLDialect.class; type = type.getSuperclass()) {
			if (type.getName().equals(COMMUNITY)) {
				return true;
			}
		}
		String version = productVersion(services);
		return (version != null) ? version.toLowerCase(Locale.ROOT).contains("-tidb-")
				: mySql.getMySQLVersion().isBefore(9);
	}

	private static @Nullable String productVersion(ServiceRegistry services) {
		JdbcEnvironment environment = services.getService(JdbcEnvironment.class);
		ExtractedDatabaseMetaData metadata = (environment != null) ? environment.getExtractedDatabaseMetaData() : null;
		return (metadata != null) ? metadata.getDatabaseProductVersion() : null;
	}

}
