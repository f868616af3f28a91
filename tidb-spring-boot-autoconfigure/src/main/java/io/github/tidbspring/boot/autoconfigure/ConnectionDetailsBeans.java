package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.origin.Origin;

/**
 * The {@link ConnectionDetails} beans of an application that are not made from
 * properties. Spring Boot creates {@link JdbcConnectionDetails} of a TiDB container too,
 * which do not mean another database.
 *
 * @param beanFactory the bean factory
 */
record ConnectionDetailsBeans(ListableBeanFactory beanFactory) {

	/** Attribute of the bean definitions that Spring Boot has made of a container. */
	private static final String SERVICE_CONNECTION = "org.springframework.boot.testcontainers.service.connection.ServiceConnection";

	/** Return whether there are connection details for TiDB. */
	boolean haveTiDB() {
		return ofTiDB().findAny().isPresent();
	}

	/** Return whether there are connection details for JDBC. */
	boolean haveJdbc() {
		return names(JdbcConnectionDetails.class).findAny().isPresent();
	}

	/** Return whether there are connection details for a database other than TiDB. */
	boolean haveAnother() {
		Set<String> ofTiDB = ofTiDB().collect(Collectors.toSet());
		Set<Origin> tidb = ofTiDB.stream().map(this::origin).filter(Objects::nonNull).collect(Collectors.toSet());
		return names(JdbcConnectionDetails.class).filter((name) -> !ofTiDB.contains(name))
			.map(this::origin)
			.anyMatch((origin) -> origin == null || !tidb.contains(origin));
	}

	private Stream<String> ofTiDB() {
		return names(TiDBConnectionDetails.class)
			.filter((name) -> !PropertiesTiDBConnectionDetails.class.equals(this.beanFactory.getType(name, false)));
	}

	private Stream<String> names(Class<? extends ConnectionDetails> type) {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(type, true, false));
	}

	/** Return the container of connection details, or {@code null} if there is none. */
	private @Nullable Origin origin(String name) {
		if (!(this.beanFactory instanceof ConfigurableListableBeanFactory configurable)
				|| !configurable.containsBeanDefinition(name)) {
			return null;
		}
		BeanDefinition definition = configurable.getBeanDefinition(name);
		if (definition.getAttribute(SERVICE_CONNECTION) == null
				|| !(definition instanceof AbstractBeanDefinition bean)) {
			return null;
		}
		// The instance of a service connection exists before the bean is created.
		Supplier<?> supplier = bean.getInstanceSupplier();
		return (supplier != null) ? Origin.from(supplier.get()) : null;
	}

}
