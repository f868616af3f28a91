package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The {@link TiDBClient} beans that an application defines itself, and the
 * {@code DataSource} of these clients.
 *
 * @param beanFactory the bean factory
 */
record OwnClients(ConfigurableListableBeanFactory beanFactory) {

	/** Attribute of the bean definition of a {@code DataSource} taken from a client. */
	static final String ATTRIBUTE = OwnClients.class.getName();

	static List<String> names(ListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBClient.class, true, false))
			.filter((name) -> !AutoConfiguredClient.isAny(beanFactory, name))
			.toList();
	}

	/**
	 * Return the {@code DataSource} of the client.
	 * @return the {@code DataSource}, or {@code null} if the client itself depends on the
	 * {@code DataSource} bean that is being created
	 */
	@Nullable DataSource dataSource() {
		List<String> names = names(this.beanFactory);
		if (names.stream().anyMatch(this.beanFactory::isCurrentlyInCreation)) {
			return null;
		}
		try {
			TiDBClient client = this.beanFactory.getBeanProvider(TiDBClient.class).getIfUnique();
			if (client == null) {
				return new NoDataSource("There are %s TiDBClient beans (%s), and none is the primary one, so it is not "
					.formatted(names.size(), String.join(", ", names))
						+ "known whose DataSource this application uses; mark one as @Primary, define a DataSource, "
						+ "or set spring.datasource.url or tidb.host");
			}
			DataSource dataSource = client.dataSource();
			// A mock may return null.
			return (dataSource != null) ? dataSource : new NoDataSource("The TiDBClient bean has no DataSource");
		}
		catch (BeanCreationException ex) {
			if (ex.contains(BeanCurrentlyInCreationException.class)) {
				return null;
			}
			throw ex;
		}
	}

}
