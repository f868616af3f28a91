package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

/**
 * Callback to customize the {@link TiDBClient.Builder} bean before it builds the
 * {@link TiDBClient}. Beans of this type are called in their
 * {@link org.springframework.core.annotation.Order order}, after the auto-configuration,
 * and override its settings.
 * <p>
 * The builder already has its {@code DataSource}. Connections are configured by
 * properties and {@link TiDBConnectionDetails}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TiDBClientBuilderCustomizer {

	/**
	 * Customize the builder. An exception ends the start of the application.
	 * @param builder the builder
	 */
	void customize(TiDBClient.Builder builder);

}
