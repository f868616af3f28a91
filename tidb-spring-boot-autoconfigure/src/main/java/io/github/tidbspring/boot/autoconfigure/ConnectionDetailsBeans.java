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
 * The connection details in an application that do not come from properties. Boot makes
 * {@link JdbcConnectionDetails} of a TiDB container too; they say nothing of another
 * database.
 */
final class ConnectionDetailsBeans {

	/** Marks bean definitions that Boot has made of a container. */
	private static final String SERVICE_CONNECTION = "org.springframework.boot.testcontainers.service.connection.ServiceConnection";

	private final ListableBeanFactory beanFactory;

	ConnectionDetailsBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** Whether something but the properties says where TiDB is. */
	boolean haveTiDB() {
		return ofTiDB().findAny().isPresent();
	}

	/** Whether something but the properties says where a database is. */
	boolean haveJdbc() {
		return names(JdbcConnectionDetails.class).findAny().isPresent();
	}

	/** Whether something but the properties says where a database is that is not TiDB. */
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

	/** The container that details were made of, or {@code null} if of none. */
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
		// Of a service connection the instance exists before the bean does.
		Supplier<?> supplier = bean.getInstanceSupplier();
		return (supplier != null) ? Origin.from(supplier.get()) : null;
	}

}
