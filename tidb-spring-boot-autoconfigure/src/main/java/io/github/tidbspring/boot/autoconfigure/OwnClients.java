package io.github.tidbspring.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.server.AutoConfiguredClient;
import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The clients that an application has made itself, and the {@code DataSource} that it has
 * by them.
 */
final class OwnClients {

	/** Of the bean definition of a {@code DataSource} that is the client's. */
	static final String ATTRIBUTE = OwnClients.class.getName();

	private final ConfigurableListableBeanFactory beanFactory;

	OwnClients(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	static List<String> names(ListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBClient.class, true, false))
			.filter((name) -> !AutoConfiguredClient.is(beanFactory, name))
			.toList();
	}

	/**
	 * Return the {@code DataSource} of the client.
	 * @return the {@code DataSource}, or {@code null} where the client is made of the one
	 * that is being created
	 */
	@Nullable DataSource dataSource() {
		List<String> names = names(this.beanFactory);
		if (names.stream().anyMatch(this.beanFactory::isCurrentlyInCreation)) {
			return null;
		}
		try {
			TiDBClient client = this.beanFactory.getBeanProvider(TiDBClient.class).getIfUnique();
			if (client == null) {
				return new Undecided("There are %s TiDBClient beans (%s), and none is the primary one, so it is not "
					.formatted(names.size(), String.join(", ", names))
						+ "known whose DataSource this application uses; mark one as @Primary, define a DataSource, "
						+ "or set spring.datasource.url or tidb.host");
			}
			DataSource dataSource = client.dataSource();
			// Of a mock.
			return (dataSource != null) ? dataSource : new Undecided("The TiDBClient bean has no DataSource");
		}
		catch (BeanCreationException ex) {
			if (isPartOfCircle(ex)) {
				return null;
			}
			throw ex;
		}
	}

	/** What the client is made of waits for the {@code DataSource} that is asked for. */
	private static boolean isPartOfCircle(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCurrentlyInCreationException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Connects to nothing, and says why.
	 */
	private static final class Undecided extends AbstractDataSource {

		private final String reason;

		Undecided(String reason) {
			this.reason = reason;
		}

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException(this.reason);
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
