package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Collection;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.InitializingBean;

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

	@Override
	public void afterPropertiesSet() {
		this.types.forEach((type) -> this.client.table(type).schema().createIfAbsent());
	}

}
