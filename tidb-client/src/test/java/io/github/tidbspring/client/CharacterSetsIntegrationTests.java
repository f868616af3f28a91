package io.github.tidbspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;

import static io.github.tidbspring.client.query.Filter.contains;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.in;
import static io.github.tidbspring.client.query.Filter.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * A text comes back as it was written, whatever character set its column has, and on
 * whichever connection.
 */
@NullMarked
@ContractTests
class CharacterSetsIntegrationTests {

	private static final float[] VECTOR = { 1, 2 };

	private static final String TRUE_LATIN1 = "MariaDB's latin1 is latin1, and its driver reads it";

	/** In each of the character sets but ASCII. */
	private static final List<String> TEXTS = List.of("é", "à la carte: né", "ö", "Ã", "plain", "");

	private final TiDBClient tidb;

	private final ContractServer server;

	CharacterSetsIntegrationTests(TiDBClient tidb, ContractServer server) {
		this.tidb = tidb;
		this.server = server;
	}

	@BeforeEach
	void create() {
		this.tidb.table(Words.class).schema().recreate();
	}

	@AfterEach
	void drop() {
		this.tidb.table(Words.class).schema().drop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "useServerPrepStmts=true", "useServerPrepStmts=false", "characterSetResults=null" })
	void textComesBackOnOurPool(String property) {
		String[] parts = property.split("=");
		try (TiDBClient client = this.server.client(Map.of(parts[0], parts[1]))) {
			check(client);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "useServerPrepStmts=true", "useServerPrepStmts=false", "characterSetResults=UTF-8",
			"useCursorFetch=true" })
	void textComesBackOnAPoolOfTheApplication(String property) {
		assumeFalse(this.server.isStandIn(), TRUE_LATIN1);
		String[] parts = property.split("=");
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			pool.addDataSourceProperty(parts[0], parts[1]);
			check(TiDBClient.create(pool));
		}
	}

	private void check(TiDBClient client) {
		Table<Words> words = client.table(Words.class);
		List<String> texts = new ArrayList<>(TEXTS);
		if (!this.server.isStandIn()) {
			// TiDB's latin1 has these too.
			texts.addAll(List.of("中文", "Łódź", "😀 é"));
		}
		long id = 0;
		for (String text : texts) {
			Words row = new Words(++id, text, text, text, threeBytes(text), text, letter(text), "ascii", VECTOR);
			words.insert(row);
			checkRead(client, id, text);
			words.save(new Words(id, "other", "other", "other", "other", "other", 'x', "other", VECTOR));
			words.save(row);
			checkRead(client, id, text);
			// What was read is saved.
			words.save(words.findById(id).orElseThrow());
			words.saveAll(words.find(eq("id", id)).list());
			checkRead(client, id, text);
			words.update(eq("id", id), Map.of("single", "other", "large", "other"));
			assertThat(words.update(eq("single", "other"), Map.of("single", text, "large", text))).isOne();
			checkRead(client, id, text);
		}
		words.deleteAll();
	}

	private static String threeBytes(String text) {
		return text.replace("😀", "☺");
	}

	private static char letter(String text) {
		return (text.isEmpty() || Character.isSurrogate(text.charAt(0))) ? 'é' : text.charAt(0);
	}

	private static void checkRead(TiDBClient client, long id, String text) {
		Table<Words> words = client.table(Words.class);
		Filter one = eq("id", id);
		List<Words> read = new ArrayList<>(words.findAllById(List.of(id)));
		read.addAll(words.find(one.and(eq("single", text))).list());
		read.addAll(words.find(one.and(eq("large", text))).list());
		read.addAll(words.find(one.and(in("single", text, "another"))).list());
		read.addAll(words.find(one.and(startsWith("single", text))).list());
		read.addAll(words.find(one.and(contains("large", text))).list());
		read.addAll(words.find(one.and(eq("bytes", text))).list());
		try (Stream<Words> rows = words.find(one).stream()) {
			read.addAll(rows.toList());
		}
		words.search().vector(VECTOR).where(one).limit(1).list().stream().map(SearchHit::entity).forEach(read::add);
		assertThat(read).as(text).hasSize(9).allSatisfy((row) -> {
			assertThat(List.of(row.unicode(), row.single(), row.large(), row.bytes())).containsOnly(text);
			assertThat(row.three()).isEqualTo(threeBytes(text));
			assertThat(row.letter()).isEqualTo(letter(text));
			assertThat(row.ascii()).isEqualTo("ascii");
		});
		assertThat(words.find(one).values("single", String.class)).containsExactly(text);
		assertThat(words.find(one).into(Single.class).list()).containsExactly(new Single(text));
	}

	@Test
	void tableIsWhatItsTypeDescribes() {
		this.tidb.table(Words.class).schema().validate();
	}

	@Test
	void statementsOfOurPoolReadTheSame() {
		this.tidb.table(Words.class).insert(new Words(1, "é", "é", "é", "é", "é", 'é', "a", VECTOR));
		assertThat(this.tidb.sql("SELECT single FROM words_in_sets").query(String.class).single()).isEqualTo("é");
		assertThat(this.tidb.sql("SELECT single FROM words_in_sets").query((row, number) -> row.getString(1)).single())
			.isEqualTo("é");
		assertThat(this.tidb.sql("SELECT single FROM words_in_sets WHERE single = ?").param("é").query().singleRow())
			.containsEntry("single", "é");
	}

	@Test
	void chineseTextComesBack() {
		List<String> charsets = this.tidb
			.sql("SELECT character_set_name FROM information_schema.character_sets "
					+ "WHERE character_set_name IN ('gbk', 'gb18030')")
			.query(String.class)
			.list();
		assertThat(charsets).contains("gbk");
		for (String charset : charsets) {
			this.tidb.sql("DROP TABLE IF EXISTS chinese_words").update();
			this.tidb
				.sql("CREATE TABLE chinese_words (id BIGINT PRIMARY KEY, single VARCHAR(50) CHARACTER SET " + charset
						+ ")")
				.update();
			try (HikariDataSource pool = OnePool.plain(this.tidb)) {
				checkChinese(this.tidb);
				checkChinese(TiDBClient.create(pool));
			}
			this.tidb.sql("DROP TABLE chinese_words").update();
		}
	}

	private static void checkChinese(TiDBClient client) {
		Table<Chinese> words = client.table(Chinese.class);
		long id = 0;
		for (String text : List.of("中文", "一二三 abc", "。")) {
			words.save(new Chinese(++id, text));
			words.save(words.findById(id).orElseThrow());
			assertThat(words.find(eq("single", text)).list()).containsExactly(new Chinese(id, text));
		}
	}

	@Test
	void whatTheCharacterSetDoesNotHaveIsAnError() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.tidb.table(Words.class).insert(new Words(1, "é", "é", "é", "é", "é", 'é', "é", VECTOR)));
	}

	@Test
	void bytesThatAreNoTextAreNotReadAsAnother() {
		Table<Words> words = this.tidb.table(Words.class);
		words.insert(new Words(1, "é", "é", "é", "é", "é", 'é', "a", VECTOR));
		words.insert(new Words(2, "\uFFFD", "é", "é", "é", "\uFFFD", 'é', "a", VECTOR));
		this.tidb.sql("UPDATE words_in_sets SET bytes = x'C3' WHERE id = 1").update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> words.findById(1))
			.withMessageContaining("`bytes`")
			.withMessageContaining("Words.bytes")
			.havingRootCause()
			.withMessage("The bytes of the column are not a text in UTF-8");
		assertThat(words.findById(2)).hasValueSatisfying((row) -> assertThat(row.bytes()).isEqualTo("\uFFFD"));
	}

	@Test
	void constantAndSourceComeBack() {
		assumeFalse(this.server.isStandIn(), TRUE_LATIN1);
		List<String> embedded = new ArrayList<>();
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			for (TiDBClient client : List.of(this.tidb, TiDBClient.create(pool))) {
				Table<Sourced> rows = client.table(Sourced.class).withEmbeddingFunction(new CountingFunction(embedded));
				rows.schema().recreate();
				embedded.clear();
				rows.insert(new Sourced(1, "né", Accent.É, null));
				rows.save(new Sourced(1, "né", Accent.É, null));
				rows.saveAll(List.of(new Sourced(1, "né", Accent.É, null)));
				Sourced read = rows.find(eq("accent", Accent.É)).first().orElseThrow();
				rows.save(new Sourced(read.id(), read.text(), read.accent(), null));
				assertThat(embedded).containsExactly("né");
				rows.schema().drop();
			}
		}
	}

	@TiDBTable("words_in_sets")
	record Words(@PrimaryKey long id, String unicode,
			@TiDBColumn(type = "VARCHAR(50) CHARACTER SET latin1") String single,
			@TiDBColumn(type = "TEXT CHARACTER SET latin1") String large,
			@TiDBColumn(type = "VARCHAR(50) CHARACTER SET utf8") @Nullable String three,
			@TiDBColumn(type = "VARCHAR(50) CHARACTER SET binary") String bytes,
			@TiDBColumn(type = "CHAR(1) CHARACTER SET latin1") char letter,
			@TiDBColumn(type = "VARCHAR(50) CHARACTER SET ascii") String ascii,
			@VectorColumn(dimensions = 2) float @Nullable [] embedding) {

	}

	record Single(String single) {

	}

	@TiDBTable("chinese_words")
	record Chinese(@PrimaryKey long id, String single) {

	}

	enum Accent {

		E, É

	}

	@TiDBTable("sourced_words")
	record Sourced(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(50) CHARACTER SET latin1") String text,
			@TiDBColumn(type = "VARCHAR(50) CHARACTER SET latin1") Accent accent,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	private record CountingFunction(List<String> texts) implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(2);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			this.texts.addAll(texts);
			return texts.stream().map((text) -> VECTOR.clone()).toList();
		}

	}

}
