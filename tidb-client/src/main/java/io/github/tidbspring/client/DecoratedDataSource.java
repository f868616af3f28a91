package io.github.tidbspring.client;

import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.Assert;

/**
 * A decorated {@code DataSource} that shares the transactions of the original one. Spring
 * binds the connection of a transaction to the original one, so the client would not find
 * it without this class.
 */
class DecoratedDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource original;

	DecoratedDataSource(DataSource decorated, DataSource original) {
		super(decorated);
		this.original = original;
	}

	/**
	 * Decorate a {@code DataSource} of the application.
	 * @param given the {@code DataSource}
	 * @param decorator wraps it, or returns it unchanged
	 * @return the decorated one, or the given one if the decorator returned it unchanged
	 */
	static DataSource of(DataSource given, UnaryOperator<DataSource> decorator) {
		DataSource original = withoutTransactionProxy(given);
		DataSource decorated = decorator.apply(original);
		Assert.notNull(decorated, "The decorator must not return null");
		if (decorated == original) {
			return given;
		}
		return (decorated instanceof InfrastructureProxy) ? decorated : new DecoratedDataSource(decorated, original);
	}

	/** Return the {@code DataSource} below such a proxy: transactions are bound to it. */
	static DataSource withoutTransactionProxy(DataSource dataSource) {
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : dataSource;
	}

	@Override
	public Object getWrappedObject() {
		return TransactionSynchronizationUtils.unwrapResourceIfNecessary(this.original);
	}

}
