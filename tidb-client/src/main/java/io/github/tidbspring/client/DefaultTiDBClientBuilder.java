package io.github.tidbspring.client;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import io.github.tidbspring.client.embedding.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The builder of a client with a pool of its own.
 */
final class DefaultTiDBClientBuilder implements TiDBClient.Builder {

	private final ConnectionSettings.Builder settings = ConnectionSettings.builder();

	private UnaryOperator<DataSource> decorator = UnaryOperator.identity();

	private @Nullable EmbeddingFunction embeddingFunction;

	@Override
	public TiDBClient.Builder url(String url) {
		this.settings.url(url);
		return this;
	}

	@Override
	public TiDBClient.Builder host(String host) {
		this.settings.host(host);
		return this;
	}

	@Override
	public TiDBClient.Builder port(int port) {
		this.settings.port(port);
		return this;
	}

	@Override
	public TiDBClient.Builder username(String username) {
		this.settings.username(username);
		return this;
	}

	@Override
	public TiDBClient.Builder password(@Nullable String password) {
		this.settings.password(password);
		return this;
	}

	@Override
	public TiDBClient.Builder database(@Nullable String database) {
		this.settings.database(database);
		return this;
	}

	@Override
	public TiDBClient.Builder ensureDatabase(boolean ensureDatabase) {
		this.settings.ensureDatabase(ensureDatabase);
		return this;
	}

	@Override
	public TiDBClient.Builder sslMode(SslMode sslMode) {
		this.settings.sslMode(sslMode);
		return this;
	}

	@Override
	public TiDBClient.Builder caCertificate(Path pemFile) {
		this.settings.caCertificate(pemFile);
		return this;
	}

	@Override
	public TiDBClient.Builder sslContext(Supplier<SSLContext> sslContext) {
		this.settings.sslContext("the SSL context", sslContext);
		return this;
	}

	@Override
	public TiDBClient.Builder driverProperty(String name, String value) {
		this.settings.driverProperty(name, value);
		return this;
	}

	@Override
	public TiDBClient.Builder pool(Consumer<HikariConfig> customizer) {
		this.settings.pool(customizer);
		return this;
	}

	@Override
	public TiDBClient.Builder decorate(UnaryOperator<DataSource> decorator) {
		Assert.notNull(decorator, "'decorator' must not be null");
		UnaryOperator<DataSource> inner = this.decorator;
		this.decorator = (dataSource) -> decorator.apply(inner.apply(dataSource));
		return this;
	}

	@Override
	public TiDBClient.Builder embeddingFunction(EmbeddingFunction function) {
		Assert.notNull(function, "'function' must not be null");
		this.embeddingFunction = function;
		return this;
	}

	@Override
	public TiDBClient build() {
		ConnectionSettings settings = this.settings.build();
		HikariDataSource pool = settings.toDataSource();
		try {
			return new DefaultTiDBClient(this.decorator.apply(pool), settings, this.embeddingFunction, pool::close);
		}
		catch (RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

}
