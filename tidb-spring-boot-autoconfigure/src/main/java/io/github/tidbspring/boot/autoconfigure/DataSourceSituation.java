package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What an application has said about its databases so far.
 *
 * @param connectionProperty a property that says where TiDB is, if one is set
 * @param tidbDetails whether there are connection details for TiDB
 * @param another what says that there is another database, if anything does
 * @param ownClients the names of the beans that are clients of the application's own
 */
record DataSourceSituation(@Nullable String connectionProperty, boolean tidbDetails, @Nullable String another,
		List<String> ownClients) {

	private static final String DATASOURCE_URL = "spring.datasource.url";

	static DataSourceSituation of(Environment environment, ListableBeanFactory beanFactory) {
		ConnectionDetailsBeans details = new ConnectionDetailsBeans(beanFactory);
		return new DataSourceSituation(first(environment, TiDBPropertyNames.EXPLICIT), details.haveTiDB(),
				another(environment, details), OwnClients.names(beanFactory));
	}

	private static @Nullable String another(Environment environment, ConnectionDetailsBeans details) {
		// As in Boot, connection details replace the property.
		if (details.haveJdbc()) {
			return details.haveAnother() ? "a JdbcConnectionDetails bean" : null;
		}
		return hasText(environment, DATASOURCE_URL) ? "the property " + DATASOURCE_URL : null;
	}

	/** The first property of a connection that is set, if any. */
	static @Nullable String connectionProperty(Environment environment) {
		return first(environment, TiDBPropertyNames.OF_A_SERVER);
	}

	boolean isExplicit() {
		return this.connectionProperty != null || this.tidbDetails;
	}

	/** Whether a client of the application's own is all that knows where TiDB is. */
	boolean isKnownToOwnClientOnly() {
		return !isExplicit() && this.another == null && !this.ownClients.isEmpty();
	}

	/** What says where TiDB is, in words. */
	String explicit() {
		return (this.connectionProperty != null) ? "the property " + this.connectionProperty
				: "a TiDBConnectionDetails bean";
	}

	private static @Nullable String first(Environment environment, List<String> names) {
		return names.stream().filter((name) -> hasText(environment, name)).findFirst().orElse(null);
	}

	private static boolean hasText(Environment environment, String name) {
		try {
			return StringUtils.hasText(environment.getProperty(name));
		}
		catch (IllegalArgumentException ex) {
			// A placeholder without a value: it is set, and will be reported when bound.
			return true;
		}
	}

}
