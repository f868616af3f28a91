package io.github.tidbspring.boot.test.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;

/**
 * Creates the tables of a test if they do not exist.
 */
final class TestTables implements InitializingBean {

	private final TiDBClient client;

	private final Collection<Class<?>> types;

	TestTables(TiDBClient client, Collection<Class<?>> types) {
		this.client = client;
		this.types = types;
	}

	/**
	 * A table with a foreign key can only be created after the table that it refers to:
	 * those that fail are tried again after the others.
	 */
	@Override
	public void afterPropertiesSet() {
		List<Class<?>> pending = List.copyOf(this.types);
		while (!pending.isEmpty()) {
			List<Class<?>> failed = new ArrayList<>();
			DataAccessException failure = null;
			for (Class<?> type : pending) {
				try {
					this.client.table(type).schema().createIfAbsent();
				}
				catch (DataAccessException ex) {
					failed.add(type);
					failure = (failure != null) ? failure : ex;
				}
			}
			if (failure != null && failed.size() == pending.size()) {
				throw failure;
			}
			pending = failed;
		}
	}

}
