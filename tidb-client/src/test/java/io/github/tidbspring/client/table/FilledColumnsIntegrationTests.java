package io.github.tidbspring.client.table;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Change;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.EmptyResultDataAccessException;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.unrestricted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Columns that the database fills: defaults, ON UPDATE, generated columns, and those that
 * rows do not write.
 */
@NullMarked
@ContractTests
class FilledColumnsIntegrationTests {

	private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

	private final TiDBClient tidb;

	private final Table<Doc> docs;

	private final Table<Random> randoms;

	private final Table<Counted> counted;

	FilledColumnsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.docs = tidb.table(Doc.class);
		this.randoms = tidb.table(Random.class);
		this.counted = tidb.table(Counted.class);
	}

	@BeforeEach
	void recreate() {
		this.docs.schema().recreate().schema().validate();
	}

	@Test
	void nullOfAColumnWithADefaultIsFilledByTheDatabase() {
		Doc inserted = this.docs.insert(doc("a", "en"));
		assertThat(inserted.state()).isNull();
		Doc stored = this.docs.refresh(inserted);
		assertThat(stored.state()).isEqualTo("draft");
		assertThat(stored.rating()).isEqualTo(3);
		assertThat(stored.createdAt()).isNotNull().isAfter(LONG_AGO);
		assertThat(stored.updatedAt()).isEqualTo(stored.createdAt());
	}

	@Test
	void whenAColumnWithADefaultHasAValueThenItIsWritten() {
		this.docs.insert(new Doc("a", Map.of("lang", "en"), "live", 5, LONG_AGO, LONG_AGO, null, null, 0));
		Doc stored = this.docs.findById("a").orElseThrow();
		assertThat(stored.state()).isEqualTo("live");
		assertThat(stored.rating()).isEqualTo(5);
		assertThat(stored.createdAt()).isEqualTo(LONG_AGO);
		assertThat(stored.updatedAt()).isEqualTo(LONG_AGO);
	}

	@Test
	void generatedColumnsAreReadAndNeverWritten() {
		this.docs.insert(new Doc("a", Map.of("lang", "en"), null, null, null, null, "not this", "NOR THIS", 0));
		Doc stored = this.docs.findById("a").orElseThrow();
		assertThat(stored.lang()).isEqualTo("en");
		assertThat(stored.upper()).isEqualTo("A");
		Doc german = new Doc("a", Map.of("lang", "de"), stored.state(), stored.rating(), stored.createdAt(), null,
				stored.lang(), stored.upper(), 0);
		assertThat(this.docs.refresh(this.docs.save(german)).lang()).isEqualTo("de");
		assertThat(this.docs.find(eq("lang", "de")).list()).hasSize(1);
	}

	@Test
	void savedRowKeepsWhatItDoesNotHave() {
		this.docs.insert(new Doc("a", Map.of(), "live", null, LONG_AGO, LONG_AGO, null, null, 0));
		this.docs.save(doc("a", "fr"));
		Doc stored = this.docs.findById("a").orElseThrow();
		assertThat(stored.state()).isEqualTo("live");
		assertThat(stored.rating()).isEqualTo(3);
		assertThat(stored.createdAt()).isEqualTo(LONG_AGO);
		assertThat(stored.lang()).isEqualTo("fr");
	}

	@Test
	void whenARowIsSavedThenItsTimeOfUpdateIsThatOfTheDatabase() {
		this.docs.insert(new Doc("a", Map.of(), null, null, LONG_AGO, LONG_AGO, null, null, 0));
		Doc stored = this.docs.findById("a").orElseThrow();
		this.docs.save(new Doc("a", Map.of("lang", "it"), stored.state(), stored.rating(), stored.createdAt(),
				stored.updatedAt(), stored.lang(), stored.upper(), stored.views()));
		assertThat(this.docs.findById("a").orElseThrow().updatedAt()).isAfter(LONG_AGO);
		assertThat(this.docs.findById("a").orElseThrow().createdAt()).isEqualTo(LONG_AGO);
	}

	@Test
	void updateCanSetTheTimeOfUpdate() {
		this.docs.insert(doc("a", "en"));
		this.docs.update(eq("id", "a"), Map.of("updatedAt", LONG_AGO));
		assertThat(this.docs.findById("a").orElseThrow().updatedAt()).isEqualTo(LONG_AGO);
		this.docs.update(eq("id", "a"), Map.of("state", "live"));
		assertThat(this.docs.findById("a").orElseThrow().updatedAt()).isAfter(LONG_AGO);
	}

	@Test
	void rowsWithAndWithoutValuesAreWrittenTogether() {
		this.docs.insertAll(List.of(doc("a", "en"), new Doc("b", Map.of(), "live", 1, null, null, null, null, 0),
				new Doc("c", Map.of(), "live", null, null, null, null, null, 0)));
		assertThat(this.docs.find().list()).extracting(Doc::state).containsExactlyInAnyOrder("draft", "live", "live");
		this.docs.saveAll(
				List.of(doc("b", "en"), doc("d", "en"), new Doc("a", Map.of(), "old", 2, null, null, null, null, 0)));
		assertThat(this.docs.bulk().save(List.of(doc("a", "es"), doc("e", "es")))).isEqualTo(2);
		List<Doc> stored = this.docs.refreshAll(List.of(doc("e", ""), doc("a", ""), doc("b", ""), doc("d", "")));
		assertThat(stored).extracting(Doc::id).containsExactly("e", "a", "b", "d");
		assertThat(stored).extracting(Doc::state).containsExactly("draft", "old", "live", "draft");
		assertThat(stored).extracting(Doc::rating).containsExactly(3, 2, 1, 3);
	}

	@Test
	void columnThatIsNotInsertableHasItsDefault() {
		this.docs.insert(new Doc("a", Map.of(), null, null, null, null, null, null, 7));
		assertThat(this.docs.findById("a").orElseThrow().views()).isZero();
		this.docs.save(new Doc("a", Map.of(), null, null, null, null, null, null, 8));
		assertThat(this.docs.findById("a").orElseThrow().views()).isZero();
	}

	@Test
	void whenAReadOnlyColumnIsUpdatedThenItIsRefusedBeforeAnythingIsSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.docs.update(unrestricted(), Map.of("lang", "en")))
			.withMessageContaining("updateAll");
		assertThatIllegalArgumentException().isThrownBy(() -> this.docs.updateAll(Map.of("lang", "en")))
			.withMessage("Doc.lang cannot be set: the database computes its column `lang` from meta->>'$.lang'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.docs.updateAll(Map.of("views", 3)))
			.withMessage("Doc.views cannot be set: it is declared with @TiDBColumn(updatable = false)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.docs.updateAll(increment("views", 1)))
			.withMessage("Doc.views cannot be set: it is declared with @TiDBColumn(updatable = false)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.docs.updateAll(Change.sql("lang", "UPPER(lang)", Map.of())))
			.withMessage("Doc.lang cannot be set: the database computes its column `lang` from meta->>'$.lang'");
	}

	@Test
	void updateToNullStoresNull() {
		this.docs.insert(doc("a", "en"));
		this.docs.update(eq("id", "a"), Collections.singletonMap("rating", null));
		assertThat(this.docs.findById("a").orElseThrow().rating()).isNull();
	}

	@Test
	void keyAndDefaultsAreFilledTogether() {
		this.randoms.schema().recreate();
		Random first = this.randoms.insert(new Random(null, null));
		assertThat(first.id()).isPositive();
		assertThat(this.randoms.refresh(first)).isEqualTo(new Random(first.id(), "none"));
		List<Random> all = this.randoms.insertAll(List.of(new Random(null, "a"), new Random(null, null)));
		assertThat(this.randoms.refreshAll(all)).extracting(Random::note).containsExactly("a", "none");
		assertThat(this.randoms.bulk().insert(List.of(new Random(null, null), new Random(null, "b")))).isEqualTo(2);
		assertThat(this.randoms.save(new Random(first.id(), "changed")).note()).isEqualTo("changed");
		this.randoms.save(new Random(first.id(), null));
		assertThat(this.randoms.findById(first).orElseThrow().note()).isEqualTo("changed");
	}

	@Test
	void whenAColumnIsOnlyUpdatableThenAnInsertLeavesItOut() {
		this.counted.schema().recreate();
		this.counted.save(new Counted("a", "first", "x"));
		assertThat(this.counted.findById("a")).contains(new Counted("a", "first", null));
		this.counted.saveAll(List.of(new Counted("a", "second", "x"), new Counted("b", "first", "x")));
		assertThat(this.counted.findAllById(List.of("a", "b")))
			.containsExactlyInAnyOrder(new Counted("a", "first", "x"), new Counted("b", "first", null));
	}

	@Test
	void whenARowIsGoneThenItCannotBeRefreshed() {
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.docs.refresh(doc("none", "en")))
			.withMessageContaining("`filled_doc`");
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.docs.refreshAll(List.of(doc("none", "en"))));
		assertThat(this.docs.refreshAll(List.of())).isEmpty();
	}

	@Test
	void searchesAndProjectionsReadFilledColumns() {
		this.docs.insert(doc("a", "en"));
		assertThat(this.docs.find().values("lang", String.class)).containsExactly("en");
		assertThat(this.docs.find().into(Language.class).list()).containsExactly(new Language("en", "draft"));
		assertThat(this.tidb.sql("SELECT lang FROM filled_doc").query(String.class).list()).containsExactly("en");
	}

	private static Doc doc(String id, String lang) {
		return new Doc(id, Map.of("lang", lang), null, null, null, null, null, null, 0);
	}

	record Language(@Nullable String lang, @Nullable String state) {

	}

	@TiDBTable("filled_doc")
	record Doc(@PrimaryKey String id, @JsonColumn Map<String, Object> meta,
			@TiDBColumn(defaultExpression = "'draft'", nullable = false) @Nullable String state,
			@TiDBColumn(defaultExpression = "3") @Nullable Integer rating,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)", nullable = false,
					updatable = false) @Nullable Instant createdAt,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)", onUpdate = "CURRENT_TIMESTAMP(6)",
					nullable = false) @Nullable Instant updatedAt,
			@TiDBColumn(generatedAs = "meta->>'$.lang'", length = 8) @TiDBIndex @Nullable String lang,
			@TiDBColumn(generatedAs = "UPPER(id)", stored = true) @Nullable String upper,
			@TiDBColumn(defaultExpression = "0", insertable = false, updatable = false) int views) {

	}

	@TiDBTable("filled_random")
	record Random(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id,
			@TiDBColumn(defaultExpression = "'none'", nullable = false) @Nullable String note) {

	}

	@TiDBTable("filled_counted")
	record Counted(@PrimaryKey String id, @TiDBColumn(updatable = false) String first,
			@TiDBColumn(insertable = false) @Nullable String last) {

	}

}
