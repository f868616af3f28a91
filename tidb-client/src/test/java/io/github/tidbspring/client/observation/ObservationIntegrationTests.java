package io.github.tidbspring.client.observation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.table.Table;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is observed, and that no value and no SQL is in it.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class ObservationIntegrationTests {

	private static final String SECRET = "a text that nobody may see";

	private final ContractServer server;

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private Table<Observed> table;

	ObservationIntegrationTests(ContractServer server) {
		this.server = server;
		this.table = server.client().table(Observed.class);
	}

	@BeforeEach
	void createTable() {
		this.server.client().table(Observed.class).schema().recreate();
		this.table = client().table(Observed.class);
	}

	@Test
	void searchIsObserved() {
		this.table.insert(new Observed(1, SECRET, new float[] { 1, 0 }));
		this.table.search().vector(new float[] { 1, 0 }).where(eq("text", SECRET)).limit(3).list();
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.search")
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.hasContextualNameEqualTo("search observed")
			.hasLowCardinalityKeyValue("table", "observed")
			.hasLowCardinalityKeyValue("kind", "vector")
			.hasLowCardinalityKeyValue("completeness", "exhausted")
			.doesNotHaveError();
		showsNoValues("tidb.search");
	}

	@Test
	void searchThatFailsIsObservedWithItsError() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.table.search().vector(new float[] { 1, 0 }).minDistance(2).maxDistance(1).limit(1).list());
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.search")
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("completeness", "none")
			.hasError();
	}

	@Test
	void eachBatchIsObserved() {
		List<Observed> rows = IntStream.range(0, 5)
			.mapToObj((i) -> new Observed(i, SECRET, new float[] { i, 1 }))
			.toList();
		this.table.bulk().batchSize(2).insert(rows);
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("tidb.bulk", 3)
			.hasAnObservationWithAKeyValue("operation", "insert");
		this.registry.clear();
		this.table.saveAll(rows);
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.bulk")
			.that()
			.hasLowCardinalityKeyValue("table", "observed")
			.hasLowCardinalityKeyValue("operation", "save");
		showsNoValues("tidb.bulk");
	}

	@Test
	void batchThatFailsIsObservedWithItsError() {
		Observed row = new Observed(7, SECRET, new float[] { 1, 1 });
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.table.bulk().insert(List.of(row, row)));
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.bulk").that().hasBeenStopped().hasError();
	}

	@Test
	void transactionIsObservedWithWhatBecameOfIt() {
		TiDBClient tidb = client();
		tidb.inTransaction((client) -> client.sql("SELECT 1").query(Integer.class).single());
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.transaction")
			.that()
			.hasLowCardinalityKeyValue("outcome", "committed")
			.hasLowCardinalityKeyValue("attempts", "1");
		this.registry.clear();
		assertThatIllegalStateException().isThrownBy(() -> tidb.inTransaction((client) -> {
			throw new IllegalStateException("No");
		}));
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.transaction")
			.that()
			.hasLowCardinalityKeyValue("outcome", "rolled-back")
			.hasError();
	}

	@Test
	void workInsideATransactionIsPartOfItAndNoTransactionOfItsOwn() {
		client().inTransaction(
				(tidb) -> tidb.inTransaction((inner) -> inner.sql("SELECT 1").query(Integer.class).single()));
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("tidb.transaction", 1);
	}

	@Test
	void documentedTagsAreThoseThatThereAre() {
		this.table.insertAll(List.of(new Observed(1, SECRET, new float[] { 1, 0 })));
		this.table.search().vector(new float[] { 1, 0 }).limit(1).list();
		for (TiDBObservation observation : TiDBObservation.values()) {
			assertThat(this.registry).hasObservationWithNameEqualTo(observation.getName())
				.that()
				.hasOnlyKeys(Arrays.stream(observation.getLowCardinalityKeyNames())
					.map((key) -> key.asString())
					.toArray(String[]::new));
		}
	}

	@Test
	void conventionDecidesOnNamesAndKeys() {
		TiDBClient tidb = TiDBClient.builder(this.server.client().dataSource())
			.observationRegistry(this.registry)
			.observationConvention(new OwnConvention())
			.build();
		Table<Observed> named = tidb.table(Observed.class);
		named.bulk().insert(List.of(new Observed(1, SECRET, new float[] { 1, 0 })));
		named.search().vector(new float[] { 1, 0 }).limit(1).list();
		assertThat(this.registry).hasObservationWithNameEqualTo("notes.search")
			.that()
			.hasContextualNameEqualTo("own observed")
			.hasLowCardinalityKeyValue("tenant", "one")
			.hasLowCardinalityKeyValue("completeness", "limit-reached")
			.hasHighCardinalityKeyValue("request", "7");
		assertThat(this.registry).hasObservationWithNameEqualTo("notes.bulk")
			.that()
			.hasLowCardinalityKeyValue("tenant", "one");
		// Not one that the convention supports.
		assertThat(this.registry).hasObservationWithNameEqualTo("tidb.transaction")
			.that()
			.hasOnlyKeys("outcome", "attempts");
	}

	@Test
	void conventionOfTheRegistryIsUsedWhereTheClientHasNone() {
		this.registry.observationConfig().observationConvention(new GlobalConvention());
		client().inTransactionWithoutResult((tidb) -> tidb.sql("SELECT 1").query(Integer.class).single());
		assertThat(this.registry).hasObservationWithNameEqualTo("global").that().hasOnlyKeys("attempts.of");
	}

	@Test
	void observationThatIsSwitchedOffByItsNameIsNotMade() {
		this.registry.observationConfig().observationPredicate((name, context) -> !"tidb.transaction".equals(name));
		client().inTransactionWithoutResult((tidb) -> tidb.sql("SELECT 1").query(Integer.class).single());
		assertThat(this.registry).doesNotHaveAnyObservation();
	}

	private void showsNoValues(String observation) {
		assertThat(this.registry).forAllObservationsWithNameEqualTo(observation, ObservationIntegrationTests::isClean);
	}

	private static void isClean(ObservationContextAssert<?> observation) {
		observation.satisfies((context) -> assertThat(context.getAllKeyValues().stream().map(KeyValue::getValue))
			.noneMatch((value) -> value.contains(SECRET) || value.contains("SELECT") || value.contains("INSERT")));
	}

	private TiDBClient client() {
		return TiDBClient.builder(this.server.client().dataSource()).observationRegistry(this.registry).build();
	}

	private static final class OwnConvention implements TiDBObservationConvention {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof TiDBObservationContext own && own.getObservation() != TiDBObservation.TRANSACTION;
		}

		@Override
		public String getName(TiDBObservationContext context) {
			return context.getObservation().getName().replace("tidb", "notes");
		}

		@Override
		public String getContextualName(TiDBObservationContext context) {
			return "own " + context.getTable();
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
			return TiDBObservationConvention.super.getLowCardinalityKeyValues(context).and("tenant", "one");
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(TiDBObservationContext context) {
			return KeyValues.of("request", "7");
		}

	}

	private static final class GlobalConvention implements GlobalObservationConvention<TiDBObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof TiDBObservationContext;
		}

		@Override
		public String getName() {
			return "global";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
			return KeyValues.of("attempts.of", String.valueOf(context.getAttempts()));
		}

	}

	@TiDBTable("observed")
	record Observed(@PrimaryKey long id, @TiDBColumn(length = 100) String text,
			@VectorColumn(dimensions = 2) float[] vector) {

	}

}
