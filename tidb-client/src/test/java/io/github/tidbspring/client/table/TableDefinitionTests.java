package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link TableDefinition}, and for rows that are maps: mistakes are reported
 * before a connection is used.
 */
@NullMarked
class TableDefinitionTests {

	private final DataSource dataSource = mock();

	private final TiDBClient tidb = TiDBClient.create(this.dataSource);

	static Stream<Arguments> definitions() {
		String tooLong = "c".repeat(65);
		return Stream.of(
				definition((columns) -> columns.column("title", String.class),
						"The definition of `notes` has no primary key: primaryKey(name, type), autoRandomKey(name) or "
								+ "autoIncrementKey(name) describes one"),
				definition((columns) -> columns.autoRandomKey("id").primaryKey("tenant", String.class),
						"notes.id is @AutoRandom and therefore the only @PrimaryKey"),
				definition((columns) -> columns.autoRandomKey("id").column("ID", String.class),
						"notes.ID is described twice"),
				definition((columns) -> columns.autoRandomKey(""),
						"`notes` has a column with a name that TiDB does not accept. An identifier must not be empty"),
				definition((columns) -> columns.autoRandomKey("id").jsonColumn("meta "),
						"`notes` has a column with a name that TiDB does not accept. The identifier 'meta ' ends with "
								+ "a space, which TiDB does not accept"),
				definition((columns) -> columns.autoRandomKey(tooLong),
						"`notes` has a column with a name that TiDB does not accept. The identifier 'cccccccccccccccc…' "
								+ "has 65 characters; TiDB accepts at most 64"),
				definition((columns) -> columns.autoRandomKey("id").column("owner", Thread.class),
						"notes.owner has the type java.lang.Thread, which no column has; @JsonColumn stores it as JSON, "
								+ "and a ColumnConverter as another type"),
				definition((columns) -> columns.autoRandomKey("id").column("v", float[].class),
						"notes.v is a float[], which vectorColumn(name, dimensions) describes"),
				definition((columns) -> columns.autoRandomKey("id").vectorColumn("v", 0),
						"notes.v has 0 dimensions; TiDB's vectors have 1 to 16383"),
				definition(
						(columns) -> columns.autoRandomKey("id")
							.vectorColumn("v", 3, (vector) -> vector.index().distanceMetric(DistanceMetric.L1)),
						"notes.v has a vector index for L1; TiDB supports them for COSINE and L2"),
				definition(
						(columns) -> columns.autoRandomKey("id")
							.vectorColumn("v", 3, (vector) -> vector.source("body")),
						"notes.v has the source 'body', which is none of [id, v]"),
				definition((columns) -> columns.autoRandomKey("id").vectorColumn("v", 3, (vector) -> vector.source("")),
						"notes.v has a source without a name"),
				definition(
						(columns) -> columns.autoRandomKey("id")
							.jsonColumn("meta")
							.vectorColumn("v", 3, (vector) -> vector.source("meta")),
						"notes.v has the source notes.meta, which is a java.lang.Object; vectors are computed from a "
								+ "String or a byte[]"),
				definition(
						(columns) -> columns.autoRandomKey("id")
							.column("image", byte[].class)
							.vectorColumn("v", 3, (vector) -> vector.source("image")),
						"notes.v has the source notes.image, which is a byte[], and therefore a sourceMediaType, "
								+ "such as image/png"),
				definition((columns) -> columns.autoRandomKey("id").index("id", "titel"),
						"The definition of notes has no column 'titel'; it has id"),
				definition((columns) -> columns.autoRandomKey("id").uniqueIndex(),
						"An index of `notes` has at least one column"),
				definition((columns) -> columns.autoRandomKey("id").column("t", String.class, (t) -> t.length(0)),
						"notes.t has the length 0; it is 1 or more"),
				definition((columns) -> columns.autoRandomKey("id").column("t", String.class, (t) -> t.type(" ")),
						"notes.t has a blank type; without type(…) it has the default of its Java type"),
				definition((columns) -> columns.autoRandomKey("id").column("t", int.class, (t) -> t.type("DATE")),
						"notes.t is a int, whose values a column of the type DATE cannot hold"));
	}

	private static Arguments definition(Consumer<TableDefinition.Builder> definition, String message) {
		return arguments(message, definition);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("definitions")
	void whenDefinitionIsWrongThenTheMistakeIsNamed(String message, Consumer<TableDefinition.Builder> definition) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table("notes", definition))
			.withMessage(message);
	}

	@Test
	void whenNameIsNoIdentifierThenItIsRefused() throws Exception {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table(Tag.class, ""))
			.withMessage("An identifier must not be empty");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tidb.table("a\0", (columns) -> columns.autoRandomKey("id")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.tables().open("notes "))
			.withMessage("The identifier 'notes ' ends with a space, which TiDB does not accept");
		verify(this.dataSource, never()).getConnection();
	}

	@Test
	void nameOfATableIsQuoted() {
		assertThat(this.tidb.table(Tag.class, "a`; DROP TABLE b; --").schema().ddl())
			.startsWith("CREATE TABLE `a``; DROP TABLE b; --` (\n\t`name` VARCHAR(255) NOT NULL,");
		assertThat(this.tidb.table("a`b", (columns) -> columns.primaryKey("c`d", long.class)).schema().ddl())
			.isEqualTo("CREATE TABLE `a``b` (\n\t`c``d` BIGINT NOT NULL,\n\tPRIMARY KEY (`c``d`)\n)");
	}

	@Test
	void constraintsAreNamedAfterTheTable() {
		assertThat(this.tidb.table(Node.class).schema().ddl()).contains(
				"CONSTRAINT `fk_nodes_parent` FOREIGN KEY (`parent`) REFERENCES `nodes` (`id`)",
				"CONSTRAINT `chk_nodes_parent` CHECK (parent <> id)", "CONSTRAINT `own` CHECK (id > 0)");
		assertThat(this.tidb.table(Node.class, "nodes_b").schema().ddl()).contains(
				"CONSTRAINT `fk_nodes_b_parent` FOREIGN KEY (`parent`) REFERENCES `nodes_b` (`id`)",
				"CONSTRAINT `chk_nodes_b_parent` CHECK (parent <> id)", "CONSTRAINT `own` CHECK (id > 0)");
	}

	@Test
	void whenTypeAndNameAreTheSameThenSoIsTheTable() {
		assertThat(this.tidb.table(Tag.class, "other")).isSameAs(this.tidb.table(Tag.class, "other"))
			.isNotSameAs(this.tidb.table(Tag.class));
		assertThat(this.tidb.table(Tag.class).name()).isEqualTo("tag");
	}

	static Stream<Arguments> rows() {
		return Stream.of(arguments(row("titel", "x"),
				"A row of notes has the key 'titel', which is none of its columns: id, title, views, body, meta, v"),
				arguments(row(null, "x"),
						"A row of notes has the key 'null', which is none of its columns: id, title, views, body, meta, v"),
				arguments(row("TITLE", "x"), "A row of notes has two keys for its column title"),
				arguments(row("title", null), "notes.title is null, and its column `title` is not"),
				arguments(row("title", 7),
						"notes.title is a java.lang.String and accepts a text, not a java.lang.Integer"),
				arguments(row("views", "many"), "notes.views is a long and accepts a number, not a java.lang.String"),
				arguments(row("views", 1.5),
						"notes.views is a long, and the java.lang.Double for it is not one of its whole "
								+ "numbers, from -9223372036854775808 to 9223372036854775807"),
				arguments(row("id", "7"), "notes.id is a java.lang.Long and accepts a number, not a java.lang.String"),
				arguments(row("id", 0.5),
						"notes.id is a java.lang.Long, and the java.lang.Double for it is not one of its "
								+ "whole numbers, from -9223372036854775808 to 9223372036854775807"),
				arguments(row("body", 7),
						"notes.body is a java.lang.String and accepts a text, not a java.lang.Integer"),
				arguments(row("v", List.of(1, 2)),
						"notes.v is a vector and accepts a float[], not a " + "java.util.ImmutableCollections$List12"),
				arguments(row("v", new float[] { 1 }), "notes.v has a vector of 1 dimensions instead of 2"),
				arguments(row("meta", Double.NaN), "notes.meta"));
	}

	/** A valid row with one other entry. */
	private static Map<String, @Nullable Object> row(@Nullable String key, @Nullable Object value) {
		Map<@Nullable String, @Nullable Object> row = new HashMap<>();
		row.put("title", "Ports");
		row.put("views", 1);
		row.put(key, value);
		@SuppressWarnings("unchecked")
		Map<String, @Nullable Object> given = (Map<String, @Nullable Object>) (Map<?, ?>) row;
		return given;
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("rows")
	void whenRowIsWrongThenTheMistakeIsNamed(Map<String, @Nullable Object> row, String message) throws Exception {
		assertThatIllegalArgumentException().isThrownBy(() -> notes().insert(row)).withMessageStartingWith(message);
		assertThatIllegalArgumentException().isThrownBy(() -> notes().insertAll(Arrays.asList(row("v", null), row)))
			.withMessageStartingWith("Row 2: " + message);
		Map<String, @Nullable Object> stored = new HashMap<>(row);
		stored.putIfAbsent("id", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> notes().save(stored)).withMessageStartingWith(message);
		verify(this.dataSource, never()).getConnection();
	}

	@Test
	void whenAnythingElseNamesAnUnknownColumnThenItIsRefused() throws Exception {
		Table<Map<String, @Nullable Object>> notes = notes();
		List<Runnable> mistakes = new ArrayList<>();
		mistakes.add(() -> notes.find(eq("titel", "x")).list());
		mistakes.add(() -> notes.find().orderBy(SortOrder.asc("titel")));
		mistakes.add(() -> notes.find().values("titel", String.class));
		mistakes.add(() -> notes.find().into(Titel.class));
		mistakes.add(() -> notes.update(eq("id", 1), Map.of("titel", "x")));
		mistakes.add(() -> notes.findById(Map.of("titel", "x")));
		mistakes.add(() -> notes.find().after(Map.of("titel", "x")).list());
		mistakes.add(() -> notes.search().vector(new float[] { 1, 2 }).vectorColumn("titel").limit(1).list());
		mistakes.add(() -> notes.schema().createIndex("titel"));
		mistakes.forEach((mistake) -> assertThatIllegalArgumentException().isThrownBy(mistake::run)
			.withMessageContaining("titel"));
		verify(this.dataSource, never()).getConnection();
	}

	@Test
	void whenKeyIsMissingThenItIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> notes().deleteById(Map.of("title", "x")))
			.withMessage("A key of `notes` is not null: notes.id is");
	}

	private Table<Map<String, @Nullable Object>> notes() {
		return this.tidb.table("notes",
				(columns) -> columns.autoRandomKey("id")
					.column("title", String.class, (title) -> title.notNull())
					.column("views", long.class)
					.column("body", String.class)
					.jsonColumn("meta")
					.vectorColumn("v", 2, (vector) -> vector.source("body")));
	}

	record Tag(@PrimaryKey String name) {

	}

	record Titel(String titel) {

	}

	@TiDBTable("nodes")
	record Node(@PrimaryKey @TiDBCheck(value = "id > 0", name = "own") long id,
			@TiDBForeignKey(references = Node.class) @TiDBCheck("parent <> id") @Nullable Long parent) {
	}

}
