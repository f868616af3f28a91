package io.github.tidbspring.client;

import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.Assert;

/**
 * A decorated {@code DataSource} whose transactions are those of the one below: Spring
 * keeps the running connection under that one's name, and without this the client would
 * not find it.
 */
final class DecoratedDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource given;

	private DecoratedDataSource(DataSource decorated, DataSource given) {
		super(decorated);
		this.given = given;
	}

	/**
	 * Decorate a {@code DataSource} of the application.
	 * @param given the {@code DataSource}
	 * @param decorator wraps it, or returns it as it is
	 * @return the given one where it was not wrapped
	 */
	static DataSource of(DataSource given, UnaryOperator<DataSource> decorator) {
		DataSource target = (given instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		DataSource undecorated = (target != null) ? target : given;
		DataSource decorated = decorator.apply(undecorated);
		Assert.notNull(decorated, "The decorator must not return null");
		if (decorated == undecorated) {
			return given;
		}
		return (decorated instanceof InfrastructureProxy) ? decorated : new DecoratedDataSource(decorated, undecorated);
	}

	@Override
	public Object getWrappedObject() {
		return (this.given instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : this.given;
	}

}
