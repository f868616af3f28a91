package io.github.tidbspring.client;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.table.JsonFormat;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * The builder of a client, with a pool of its own or on a {@code DataSource} that exists.
 */
final class DefaultTiDBClientBuilder implements TiDBClient.Builder {

	private final ConnectionSettings.Builder settings = ConnectionSettings.builder();

	/** What was set that is about a pool of the client's own, for the message. */
	private final Set<String> connection = new LinkedHashSet<>();

	private @Nullable DataSource dataSource;

	private UnaryOperator<DataSource> decorator = UnaryOperator.identity();

	private @Nullable EmbeddingFunction embeddingFunction;

	private @Nullable Reranker reranker;

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable TiDBObservationConvention observationConvention;

	private JsonFormat jsonFormat = JsonFormat.standard();

	private Supplier<? extends @Nullable PlatformTransactionManager> transactionManager = () -> null;

	@Override
	public TiDBClient.Builder dataSource(DataSource dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.dataSource = dataSource;
		return this;
	}

	@Override
	public TiDBClient.Builder url(String url) {
		this.settings.url(url);
		this.connection.add("url");
		return this;
	}

	@Override
	public TiDBClient.Builder host(String host) {
		this.settings.host(host);
		this.connection.add("host");
		return this;
	}

	@Override
	public TiDBClient.Builder port(int port) {
		this.settings.port(port);
		this.connection.add("port");
		return this;
	}

	@Override
	public TiDBClient.Builder username(String username) {
		this.settings.username(username);
		this.connection.add("username");
		return this;
	}

	@Override
	public TiDBClient.Builder password(@Nullable String password) {
		this.settings.password(password);
		this.connection.add("password");
		return this;
	}

	@Override
	public TiDBClient.Builder database(@Nullable String database) {
		this.settings.database(database);
		this.connection.add("database");
		return this;
	}

	@Override
	public TiDBClient.Builder ensureDatabase(boolean ensureDatabase) {
		this.settings.ensureDatabase(ensureDatabase);
		this.connection.add("ensureDatabase");
		return this;
	}

	@Override
	public TiDBClient.Builder sslMode(SslMode sslMode) {
		this.settings.sslMode(sslMode);
		this.connection.add("sslMode");
		return this;
	}

	@Override
	public TiDBClient.Builder caCertificate(Path pemFile) {
		this.settings.caCertificate(pemFile);
		this.connection.add("caCertificate");
		return this;
	}

	@Override
	public TiDBClient.Builder sslContext(Supplier<SSLContext> sslContext) {
		this.settings.sslContext("the SSL context", sslContext);
		this.connection.add("sslContext");
		return this;
	}

	@Override
	public TiDBClient.Builder driverProperty(String name, String value) {
		this.settings.driverProperty(name, value);
		this.connection.add("driverProperty");
		return this;
	}

	@Override
	public TiDBClient.Builder pool(Consumer<HikariConfig> customizer) {
		this.settings.pool(customizer);
		this.connection.add("pool");
		return this;
	}

	@Override
	public TiDBClient.Builder decorateDataSource(UnaryOperator<DataSource> decorator) {
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
	public TiDBClient.Builder reranker(Reranker reranker) {
		Assert.notNull(reranker, "'reranker' must not be null");
		this.reranker = reranker;
		return this;
	}

	@Override
	public TiDBClient.Builder jsonMapper(JsonMapper mapper) {
		this.jsonFormat = JsonFormat.of(mapper);
		return this;
	}

	@Override
	public TiDBClient.Builder observationRegistry(ObservationRegistry registry) {
		Assert.notNull(registry, "'registry' must not be null");
		this.observationRegistry = registry;
		return this;
	}

	@Override
	public TiDBClient.Builder observationConvention(TiDBObservationConvention convention) {
		Assert.notNull(convention, "'convention' must not be null");
		this.observationConvention = convention;
		return this;
	}

	@Override
	public TiDBClient.Builder transactionManager(
			Supplier<? extends @Nullable PlatformTransactionManager> transactionManager) {
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		this.transactionManager = transactionManager;
		return this;
	}

	private ClientOptions options() {
		return new ClientOptions(this.embeddingFunction, this.reranker,
				Observations.of(this.observationRegistry, this.observationConvention), this.jsonFormat,
				this.transactionManager);
	}

	@Override
	public TiDBClient build() {
		return (this.dataSource != null) ? onGiven(this.dataSource) : withPool();
	}

	private TiDBClient onGiven(DataSource dataSource) {
		if (!this.connection.isEmpty()) {
			throw new IllegalStateException(
					"The client is to use a DataSource that exists, and that has its connection "
							+ "settings already: set either dataSource or " + String.join(", ", this.connection));
		}
		return new DefaultTiDBClient(DecoratedDataSource.of(dataSource, this.decorator), null, options(), () -> {
		});
	}

	private TiDBClient withPool() {
		ConnectionSettings settings = this.settings.build();
		HikariDataSource pool = settings.toDataSource();
		try {
			return new DefaultTiDBClient(this.decorator.apply(pool), settings, options(), pool::close);
		}
		catch (RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

}
