package io.github.tidbspring.client.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static io.github.tidbspring.client.query.Filter.ne;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches see what belongs to the thread that called, such as a tenant.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class CallersThreadIntegrationTests {

	private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

	private static final float[] NORTH = { 0, 1 };

	private final ContractServer server;

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private TiDBClient routed;

	CallersThreadIntegrationTests(ContractServer server) {
		this.server = server;
		this.routed = server.client();
	}

	@BeforeEach
	void makeATableForEachTenant() {
		Routing routing = new Routing(Map.of("acme", database("acme"), "globex", database("globex")));
		this.routed = TiDBClient.builder(routing).embeddingFunction(embedding()).build();
		for (String tenant : List.of("acme", "globex")) {
			TENANT.set(tenant);
			this.server.recreate(this.routed, Secret.class)
				.insertAll(List.of(new Secret(tenant.length(), "port of " + tenant, NORTH),
						new Secret(tenant.length() + 10, "nothing", NORTH)));
		}
		this.asked.clear();
	}

	@AfterEach
	void dropTheTables() {
		TENANT.remove();
		List.of("acme", "globex").forEach((tenant) -> this.server.client().databases().dropIfExists(name(tenant)));
	}

	@Test
	@Requires(Capability.FULL_TEXT)
	void hybridSearchFindsNothingOfAnotherTenant() {
		TENANT.set("globex");
		assertThat(table().search().hybrid("port", NORTH).limit(10).list()).extracting((hit) -> hit.entity().text())
			.containsExactlyInAnyOrder("port of globex", "nothing");
		assertThat(table().search().hybrid("port", NORTH).where(ne("text", "nothing")).limit(10).list()).singleElement()
			.satisfies((hit) -> {
				assertThat(hit.vectorMatch()).isNotNull();
				assertThat(hit.fullTextMatch()).isNotNull();
			});
	}

	@Test
	void hybridSearchAsksForAllItsConnectionsAsTheTenant() {
		TENANT.set("globex");
		assertThat(table().search().hybrid("port", NORTH).fallBackToVector().limit(10).list())
			.extracting((hit) -> hit.entity().text())
			.containsExactlyInAnyOrder("port of globex", "nothing");
		assertThat(this.asked).hasSizeGreaterThanOrEqualTo(2).containsOnly("globex");
	}

	@Test
	void explanationOfAHybridSearchAsksAsTheTenant() {
		TENANT.set("globex");
		table().search().hybrid("port", NORTH).fallBackToVector().limit(10).explain();
		assertThat(this.asked).hasSizeGreaterThanOrEqualTo(2).containsOnly("globex");
	}

	@Test
	void whatEmbedsAndReranksSeesTheTenantToo() {
		TENANT.set("globex");
		List<SearchHit<Secret>> hits = table().search().hybrid("port").fallBackToVector().rerank((query, texts) -> {
			this.asked.add("reranker of " + TENANT.get());
			return new double[texts.size()];
		}).limit(10).list();
		assertThat(hits).hasSize(2);
		assertThat(this.asked).contains("embedding of globex", "reranker of globex")
			.allSatisfy((who) -> assertThat(who).endsWith("globex"));
	}

	@Test
	void oneConnectionIsEnough() {
		TiDBClient tidb = TiDBClient.create(new OneAtATime(this.server.client().dataSource()));
		this.server.recreate(tidb, Secret.class).insert(new Secret(1, "port", NORTH));
		assertThat(tidb.table(Secret.class).search().hybrid("port", NORTH).fallBackToVector().limit(3).list())
			.hasSize(1);
	}

	private Table<Secret> table() {
		return this.routed.table(Secret.class);
	}

	private EmbeddingFunction embedding() {
		return new EmbeddingFunction() {

			@Override
			public OptionalInt dimensions() {
				return OptionalInt.of(NORTH.length);
			}

			@Override
			public List<float[]> embed(List<String> texts) {
				CallersThreadIntegrationTests.this.asked.add("embedding of " + TENANT.get());
				return texts.stream().map((text) -> NORTH).toList();
			}

		};
	}

	private DataSource database(String tenant) {
		String database = name(tenant);
		this.server.client().databases().dropIfExists(database);
		this.server.client().databases().create(database);
		return this.server.client().withDatabase(database).dataSource();
	}

	private String name(String tenant) {
		return this.server.client().databases().current() + "_" + tenant;
	}

	@TiDBTable("secret")
	record Secret(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 100) String text,
			@VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	/**
	 * Chooses by the thread's tenant, and takes that of acme where there is none.
	 */
	private final class Routing extends AbstractRoutingDataSource {

		private Routing(Map<Object, Object> databases) {
			setTargetDataSources(databases);
			setDefaultTargetDataSource(databases.get("acme"));
			initialize();
		}

		@Override
		protected @Nullable Object determineCurrentLookupKey() {
			String tenant = TENANT.get();
			CallersThreadIntegrationTests.this.asked.add(String.valueOf(tenant));
			return tenant;
		}

	}

	/**
	 * Gives no connection while one is out.
	 */
	private static final class OneAtATime extends DelegatingDataSource {

		private @Nullable Connection current;

		private OneAtATime(DataSource target) {
			super(target);
		}

		@Override
		public synchronized Connection getConnection() throws SQLException {
			if (this.current != null && !this.current.isClosed()) {
				throw new SQLException("The only connection is in use");
			}
			this.current = super.getConnection();
			return this.current;
		}

	}

}
