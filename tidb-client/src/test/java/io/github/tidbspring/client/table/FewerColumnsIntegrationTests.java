package io.github.tidbspring.client.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.transaction.TransactionOptions;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * A type that has fewer columns than its table, one of which a new row needs: a row that
 * is there is changed all the same, and a new one is what the server says, 1364.
 */
@NullMarked
@ContractTests
class FewerColumnsIntegrationTests {

	private static final int NO_DEFAULT = 1364;

	private final TiDBClient tidb;

	private final Table<Whole> wholes;

	FewerColumnsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.wholes = tidb.table(Whole.class);
	}

	@BeforeEach
	void create() {
		this.wholes.schema().recreate();
		this.wholes.insertAll(IntStream.rangeClosed(1, 5).mapToObj(FewerColumnsIntegrationTests::whole).toList());
	}

	private static Whole whole(long id) {
		return new Whole(id, "Title " + id, 100 + (int) id, "kept", new float[] { id, 1, 2 });
	}

	@AfterEach
	void drop() {
		this.wholes.schema().drop();
		this.tidb.sql("DROP TABLE IF EXISTS generated_ones, numbered").update();
	}

	@Test
	void rowThatIsThereIsSaved() {
		Table<Part> parts = this.tidb.table(Part.class);
		for (int i = 0; i < 3; i++) {
			Part row = new Part(1, "Title, again " + i, null);
			assertThat(parts.save(row)).isEqualTo(row);
			check(1, "Title, again " + i);
		}
		// A row that has not changed is there too.
		parts.save(new Part(1, "Title, again 2", null));
		this.tidb.table(Part.class).save(new Part(1, "Title, again 2", null));
		check(1, "Title, again 2");
		check(2, "Title 2");
	}

	@Test
	void newRowIsWhatTheServerSays() {
		Table<Part> parts = this.tidb.table(Part.class);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> parts.save(new Part(6, "New", null)))
				.satisfies(FewerColumnsIntegrationTests::checkNoDefault);
		}
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> parts.bulk().save(List.of(new Part(1, "One", null), new Part(6, "New", null))))
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isZero())
			.satisfies(FewerColumnsIntegrationTests::checkNoDefault);
		assertThat(this.wholes.count()).isEqualTo(5);
		check(1, "Title 1");
	}

	private static void checkNoDefault(Throwable failure) {
		assertThat(failure).rootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getErrorCode()).isEqualTo(NO_DEFAULT))
			.hasMessageContaining("price");
	}

	@ParameterizedTest
	@CsvSource({ "1000, true", "2, true", "1, true", "3, false" })
	void rowsThatAreThereAreSavedInBatches(int size, boolean rewriting, ContractServer server) {
		try (TiDBClient client = server.client(Map.of("rewriteBatchedStatements", Boolean.toString(rewriting)))) {
			Table<Part> parts = client.table(Part.class);
			List<Part> rows = List.of(new Part(1, "A", null), new Part(2, "B", new float[] { 7, 8, 9 }),
					new Part(3, "C", null), new Part(1, "D", new float[] { 1, 1, 2 }), new Part(4, "E", null),
					new Part(4, "F", null));
			assertThat(parts.bulk().batchSize(size).save(rows)).isEqualTo(6);
			check(1, "D");
			check(3, "C");
			check(4, "F");
			check(5, "Title 5");
			assertThat(this.wholes.findById(2)).hasValueSatisfying((row) -> {
				assertThat(row.title()).isEqualTo("B");
				assertThat(row.price()).isEqualTo(102);
				assertThat(row.embedding()).containsExactly(7, 8, 9);
			});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void transactionGoesOn(boolean optimistic) {
		TransactionOptions options = optimistic ? TransactionOptions.defaults().optimistic()
				: TransactionOptions.defaults().pessimistic();
		this.tidb.inTransactionWithoutResult(options, (transaction) -> {
			transaction.table(Whole.class).insert(whole(7));
			Table<Part> parts = transaction.table(Part.class);
			parts.save(new Part(7, "Inserted here", null));
			parts.saveAll(List.of(new Part(1, "One", null), new Part(7, "Inserted there", null)));
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> parts.save(new Part(8, "New", null)));
		});
		check(1, "One");
		check(7, "Inserted there");
		assertThat(this.wholes.count()).isEqualTo(6);
	}

	@Test
	void serverRefusesOnceOnly() {
		List<String> statements = new ArrayList<>();
		TiDBClient counting = TiDBClient.create(ProxyDataSourceBuilder.create(this.tidb.dataSource())
			.afterQuery((execution, queries) -> queries.forEach((query) -> statements.add(query.getQuery())))
			.build());
		Table<Part> parts = counting.table(Part.class);
		parts.schema().exists();
		statements.clear();
		parts.save(new Part(1, "A", null));
		assertThat(statements).hasSize(2);
		assertThat(statements.get(0)).startsWith("INSERT INTO `wholes`").contains("ON DUPLICATE KEY UPDATE");
		assertThat(statements.get(1)).startsWith("UPDATE `wholes`");
		statements.clear();
		parts.save(new Part(1, "B", null));
		assertThat(statements).singleElement().asString().startsWith("UPDATE `wholes`");
		statements.clear();
		parts.saveAll(List.of(new Part(1, "C", null), new Part(2, "D", null)));
		assertThat(statements).hasSize(2).allMatch((sql) -> sql.startsWith("UPDATE `wholes`"));
		statements.clear();
		counting.table(Whole.class).save(whole(1));
		assertThat(statements).singleElement().asString().contains("ON DUPLICATE KEY UPDATE");
	}

	@Test
	void whenTheColumnGetsADefaultThenANewRowIsInserted() {
		Table<Part> parts = this.tidb.table(Part.class);
		parts.save(new Part(1, "A", null));
		this.tidb.sql("ALTER TABLE wholes MODIFY price INT NOT NULL DEFAULT 9").update();
		parts.save(new Part(6, "New", null));
		parts.saveAll(List.of(new Part(7, "New too", null), new Part(7, "and again", null)));
		assertThat(this.wholes.findById(6)).hasValueSatisfying((row) -> assertThat(row.price()).isEqualTo(9));
		assertThat(this.wholes.findById(7)).hasValueSatisfying((row) -> assertThat(row.title()).isEqualTo("and again"));
	}

	@Test
	void typeThatIsNothingButTheKeyChangesNothing() {
		Table<KeyAlone> keys = this.tidb.table(KeyAlone.class);
		keys.save(new KeyAlone(1));
		keys.saveAll(List.of(new KeyAlone(1), new KeyAlone(2)));
		check(1, "Title 1");
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> keys.save(new KeyAlone(6)));
	}

	@Test
	void keyThatTheServerCountsUpIsSavedToo() {
		this.tidb
			.sql("CREATE TABLE numbered (id BIGINT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(20), price INT NOT NULL)")
			.update();
		this.tidb.sql("INSERT INTO numbered VALUES (5, 'Five', 50)").update();
		Table<Numbered> rows = this.tidb.table(Numbered.class);
		assertThat(rows.save(new Numbered(5L, "V"))).isEqualTo(new Numbered(5L, "V"));
		rows.saveAll(List.of(new Numbered(5L, "cinq")));
		assertThat(this.tidb.sql("SELECT CONCAT(title, price) FROM numbered").query(String.class).list())
			.containsExactly("cinq50");
		for (Numbered row : List.of(new Numbered(null, "New"), new Numbered(6L, "New"))) {
			assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> rows.save(row))
				.satisfies(FewerColumnsIntegrationTests::checkNoDefault);
		}
	}

	@Test
	void columnThatIsGeneratedFromOneThatTheTypeLacksIsNoObstacle(ContractServer server) {
		assumeFalse(server.isStandIn(), "MariaDB's generated columns are never NOT NULL");
		this.tidb
			.sql("CREATE TABLE generated_ones (id BIGINT PRIMARY KEY, title VARCHAR(20), price INT, "
					+ "double_price INT GENERATED ALWAYS AS (price * 2) STORED NOT NULL)")
			.update();
		this.tidb.sql("INSERT INTO generated_ones (id, title, price) VALUES (1, 'One', 5), (2, 'Two', 6)").update();
		Table<GeneratedPart> parts = this.tidb.table(GeneratedPart.class);
		parts.save(new GeneratedPart(1, "I"));
		this.tidb.table(GeneratedPart.class).saveAll(List.of(new GeneratedPart(1, "I"), new GeneratedPart(2, "II")));
		assertThat(this.tidb.sql("SELECT CONCAT(title, ' ', double_price) FROM generated_ones ORDER BY id")
			.query(String.class)
			.list()).containsExactly("I 10", "II 12");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> parts.save(new GeneratedPart(3, "III")));
	}

	@Test
	void nullThatTheColumnDoesNotTakeIsStillAnError() {
		this.tidb.sql("ALTER TABLE wholes MODIFY note VARCHAR(255) NOT NULL").update();
		Whole row = new Whole(1, "Title", 1, null, new float[] { 1, 1, 1 });
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> this.wholes.save(row));
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> this.wholes.bulk().save(List.of(row)));
		check(1, "Title 1");
	}

	@Test
	void anotherUniqueIndexIsNotTouched() {
		this.tidb.sql("ALTER TABLE wholes ADD UNIQUE KEY by_title (title)").update();
		Table<UniquePart> parts = this.tidb.table(UniquePart.class);
		parts.save(new UniquePart(1, "Unique"));
		parts.saveAll(List.of(new UniquePart(2, "Unique too")));
		check(1, "Unique");
		check(2, "Unique too");
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> parts.save(new UniquePart(3, "Unique")));
		check(3, "Title 3");
	}

	private void check(long id, String title) {
		assertThat(this.wholes.findById(id)).hasValueSatisfying((row) -> {
			assertThat(row.title()).isEqualTo(title);
			assertThat(row.price()).isEqualTo(100 + (int) id);
			assertThat(row.note()).isEqualTo("kept");
			assertThat(row.embedding()).containsExactly(id, 1, 2);
		});
	}

	@TiDBTable("wholes")
	record Whole(@PrimaryKey long id, String title, int price, @Nullable String note,
			@VectorColumn(dimensions = 3) float @Nullable [] embedding) {

	}

	@TiDBTable("wholes")
	record Part(@PrimaryKey long id, String title, @VectorColumn(dimensions = 3) float @Nullable [] embedding) {

	}

	@TiDBTable("wholes")
	record KeyAlone(@PrimaryKey long id) {

	}

	@TiDBTable("wholes")
	record UniquePart(@PrimaryKey long id, @TiDBIndex(unique = true) String title) {

	}

	@TiDBTable("generated_ones")
	record GeneratedPart(@PrimaryKey long id, String title) {

	}

	@TiDBTable("numbered")
	record Numbered(@PrimaryKey @AutoIncrement @Nullable Long id, String title) {

	}

}
