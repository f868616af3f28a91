package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * The databases that an application has configured so far, by properties, connection
 * details and beans.
 *
 * @param connectionProperty the first of {@link TiDBPropertyNames#EXPLICIT} that is set,
 * if any
 * @param tidbDetails whether there are connection details for TiDB
 * @param another what specifies another database, as text for messages, or {@code null}
 * @param ownClients the bean names of the clients that the application defines
 * @param namedClients the names of the clients by properties that specify a server, if no
 * property configures the default client
 */
record DataSourceSituation(@Nullable String connectionProperty, boolean tidbDetails, @Nullable String another,
		List<String> ownClients, List<String> namedClients) {

	private static final String DATASOURCE_URL = "spring.datasource.url";

	static DataSourceSituation of(Environment environment, ListableBeanFactory beanFactory) {
		ConnectionDetailsBeans details = new ConnectionDetailsBeans(beanFactory);
		String connectionProperty = TiDBPropertyNames.EXPLICIT.stream()
			.filter((name) -> TiDBPropertyNames.isSet(environment, name))
			.findFirst()
			.orElse(null);
		return new DataSourceSituation(connectionProperty, details.haveTiDB(), another(environment, details),
				OwnClients.names(beanFactory), namedClients(environment, beanFactory));
	}

	private static List<String> namedClients(Environment environment, ListableBeanFactory beanFactory) {
		boolean isDefaultConfigured = TiDBPropertyNames.ofConnection(TiDBConnectionProperties.class)
			.stream()
			.anyMatch((name) -> TiDBPropertyNames.isSet(environment, name));
		return isDefaultConfigured ? List.of()
				: AutoConfiguredClient.named(beanFactory)
					.stream()
					.filter((name) -> TiDBPropertyNames.isExplicit(environment, NamedClients.prefix(name)))
					.toList();
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

	/** Return whether only named clients specify a connection. */
	boolean isKnownToNamedClientsOnly() {
		return !isExplicit() && this.another == null && this.ownClients.isEmpty() && !this.namedClients.isEmpty();
	}

	/** Return what specifies the connection to TiDB, as text for messages. */
	String explicit() {
		return (this.connectionProperty != null) ? "the property " + this.connectionProperty
				: "a TiDBConnectionDetails bean";
	}

}
