package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

/**
 * Changes the {@link TiDBClient.Builder} that is a bean, and with it the
 * {@link TiDBClient}. Beans of this type are called in their
 * {@link org.springframework.core.annotation.Order order}, after the auto-configuration.
 * <p>
 * The builder has its {@code DataSource} already, and nothing of the connection: for that
 * there are properties and {@link TiDBConnectionDetails}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TiDBClientBuilderCustomizer {

	/**
	 * Change the builder.
	 * @param builder the builder
	 */
	void customize(TiDBClient.Builder builder);

}
