package io.github.tidbspring.client;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.Schemas;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * The builder of a client with its own pool, or on an existing {@code DataSource}.
 */
final class DefaultTiDBClientBuilder implements TiDBClient.Builder {

	private final Supplier<TiDBClient> client;

	private UnaryOperator<DataSource> decorator = UnaryOperator.identity();

	private @Nullable EmbeddingFunction embeddingFunction;

	private @Nullable Reranker reranker;

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable TiDBObservationConvention observationConvention;

	private ColumnTypes columnTypes = ColumnTypes.standard();

	private Supplier<? extends @Nullable PlatformTransactionManager> transactionManager = () -> null;

	DefaultTiDBClientBuilder(DataSource dataSource) {
		this.client = () -> onGiven(dataSource);
	}

	DefaultTiDBClientBuilder(ConnectionSettings settings) {
		this.client = () -> withPool(settings);
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
		this.columnTypes = this.columnTypes.with(mapper);
		return this;
	}

	@Override
	public TiDBClient.Builder columnConverter(ColumnConverter<?, ?> converter) {
		Assert.notNull(converter, "'converter' must not be null");
		this.columnTypes = this.columnTypes.with(converter);
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
				Observations.of(this.observationRegistry, this.observationConvention), new Schemas(this.columnTypes),
				this.transactionManager);
	}

	@Override
	public TiDBClient build() {
		return this.client.get();
	}

	private TiDBClient onGiven(DataSource dataSource) {
		return new DefaultTiDBClient(DecoratedDataSource.of(dataSource, this.decorator), null, options(), () -> {
		});
	}

	private TiDBClient withPool(ConnectionSettings settings) {
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
