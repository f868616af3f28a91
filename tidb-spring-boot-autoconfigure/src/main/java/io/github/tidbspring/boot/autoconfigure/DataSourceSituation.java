package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * The databases that an application has configured so far, by properties, connection
 * details and beans.
 *
 * @param connectionProperty the first of {@link TiDBPropertyNames#EXPLICIT} that is set,
 * if any
 * @param serverProperty the first of {@link TiDBPropertyNames#OF_A_SERVER} that is set,
 * if any
 * @param tidbDetails whether there are connection details for TiDB
 * @param another what specifies another database, as text for messages, or {@code null}
 * @param ownClients the bean names of the clients that the application defines
 */
record DataSourceSituation(@Nullable String connectionProperty, @Nullable String serverProperty, boolean tidbDetails,
		@Nullable String another, List<String> ownClients) {

	private static final String DATASOURCE_URL = "spring.datasource.url";

	static DataSourceSituation of(Environment environment, ListableBeanFactory beanFactory) {
		ConnectionDetailsBeans details = new ConnectionDetailsBeans(beanFactory);
		return new DataSourceSituation(first(environment, TiDBPropertyNames.EXPLICIT),
				first(environment, TiDBPropertyNames.OF_A_SERVER), details.haveTiDB(), another(environment, details),
				OwnClients.names(beanFactory));
	}

	private static @Nullable String another(Environment environment, ConnectionDetailsBeans details) {
		// As in Spring Boot, connection details replace the property.
		if (details.haveJdbc()) {
			return details.haveAnother() ? "a JdbcConnectionDetails bean" : null;
		}
		return TiDBPropertyNames.isSet(environment, DATASOURCE_URL) ? "the property " + DATASOURCE_URL : null;
	}

	boolean isExplicit() {
		return this.connectionProperty != null || this.tidbDetails;
	}

	/** Return whether only a client of the application specifies a connection to TiDB. */
	boolean isKnownToOwnClientOnly() {
		return !isExplicit() && this.another == null && !this.ownClients.isEmpty();
	}

	/** Return what specifies the connection to TiDB, as text for messages. */
	String explicit() {
		return (this.connectionProperty != null) ? "the property " + this.connectionProperty
				: "a TiDBConnectionDetails bean";
	}

	private static @Nullable String first(Environment environment, List<String> names) {
		return names.stream().filter((name) -> TiDBPropertyNames.isSet(environment, name)).findFirst().orElse(null);
	}

}
