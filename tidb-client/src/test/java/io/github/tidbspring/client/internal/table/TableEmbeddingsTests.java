package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.session.TableEmbeddings;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TableEmbeddings} and what it refuses. The session has no server, so
 * what is refused here is refused before anything is sent.
 */
@NullMarked
class TableEmbeddingsTests {

	private static final String SECRET = "a text that is nobody's business";

	private final Table<Note> notes = table(Note.class, null);

	@Test
	void textWithoutAFunctionIsRefusedWithTheRemedies() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.insert(new Note(1, SECRET, null)))
			.withMessage("Note.embedding of `note` is to be made from a text, and there is no embedding function: "
					+ "give one to the client (TiDBClient.Builder.embeddingFunction, withEmbeddingFunction) or to the "
					+ "table (withEmbeddingFunction), or give a vector");
		Table<Note> empty = new DefaultTable<>(
				MappedTable.of(new TestSession(null, mock()), TableSchema.of(Note.class)));
		assertThatIllegalArgumentException().isThrownBy(() -> empty.save(new Note(1, SECRET, null)))
			.withMessageContaining("there is no embedding function");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.notes.update(Filter.eq("id", 1), Map.of("body", SECRET)))
			.withMessageContaining("there is no embedding function");
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.notes.bulk().insert(List.of(new Note(1, SECRET, null))))
			.withCauseInstanceOf(IllegalArgumentException.class)
			.withMessageContaining("there is no embedding function");
	}

	@ParameterizedTest
	@MethodSource
	void whatAFunctionDoesWrongIsNamedWithTableAndProperty(Function<List<String>, @Nullable List<float[]>> wrong,
			String message) {
		Table<Note> table = this.notes.withEmbeddingFunction(function(3, 100, wrong));
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> table.insert(new Note(1, SECRET, null)))
			.withMessage(message + " Note.embedding of `note` (the row)")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(SECRET));
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> table.updateAll(Map.of("body", SECRET)))
			.withMessage(message + " Note.embedding of `note` (the update)");
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> table.bulk().insert(List.of(new Note(1, SECRET, null))))
			.withCauseInstanceOf(EmbeddingException.class)
			.withMessageContaining(message + " Note.embedding of `note` (row 1)")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(SECRET));
	}

	static Stream<Arguments> whatAFunctionDoesWrongIsNamedWithTableAndProperty() {
		return Stream.of(wrong((texts) -> {
			throw new IllegalStateException("The model is busy with " + texts);
		}, "The embedding function failed for"), wrong((texts) -> null, "The embedding function returned nothing for"),
				wrong((texts) -> List.of(), "The embedding function returned 0 vectors for 1 texts for"),
				wrong((texts) -> List.of(new float[3], new float[3]),
						"The embedding function returned 2 vectors for 1 texts for"),
				wrong((texts) -> Collections.singletonList(null), "The embedding function returned no vector for"),
				wrong((texts) -> List.of(new float[4]),
						"The embedding function returned a vector of 4 dimensions instead of 3 for"),
				wrong((texts) -> List.of(new float[] { 0, Float.NaN, 0 }),
						"The embedding function returned a vector whose element 1 is NaN for"),
				wrong((texts) -> List.of(new float[] { 0, 0, Float.NEGATIVE_INFINITY }),
						"The embedding function returned a vector whose element 2 is -Infinity for"));
	}

	private static Arguments wrong(Function<List<String>, @Nullable List<float[]>> function, String message) {
		return arguments(function, message);
	}

	@Test
	void whatAFunctionThrowsIsTheCause() {
		IllegalStateException thrown = new IllegalStateException("The model is busy");
		Table<Note> table = this.notes.withEmbeddingFunction(function(3, 100, (texts) -> {
			throw thrown;
		}));
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> table.insert(new Note(1, "x", null)))
			.withCause(thrown);
	}

	@Test
	void rowsAreNumberedAsInTheWholeRun() {
		TableSchema<Note> schema = TableSchema.of(Note.class);
		TableEmbeddings embeddings = new TableEmbeddings(schema, new TestSession(null));
		RowStatement statement = insert(schema);
		List<PreparedRow<Note>> rows = IntStream.range(0, 20)
			.mapToObj((i) -> PreparedRow.of(new Note(i, "x" + i, (i % 2 == 0) ? null : new float[3]), statement))
			.toList();
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> complete(embeddings.with(failingAt("x8", 4)), rows, 100))
			.withMessageContaining("(rows 109 to 115)");
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> complete(
					embeddings.with(function(3, 100,
							(texts) -> texts.stream().map((text) -> new float[text.equals("x6") ? 2 : 3]).toList())),
					rows, 100))
			.withMessageContaining("(row 107)");
	}

	@Test
	void textsGoInAsFewCallsAsTheFunctionAllows() {
		TableSchema<Note> schema = TableSchema.of(Note.class);
		ToyEmbeddingFunction function = new ToyEmbeddingFunction(4);
		TableEmbeddings embeddings = new TableEmbeddings(schema, new TestSession(function));
		RowStatement statement = insert(schema);
		float[] given = { 7, 7, 7 };
		List<PreparedRow<Note>> rows = IntStream.range(0, 12)
			.mapToObj((i) -> PreparedRow.of(new Note(i, "x" + i, (i == 5) ? given : null), statement))
			.toList();
		List<PreparedRow<Note>> complete = complete(embeddings, rows, 0);
		assertThat(function.calls()).containsExactly(List.of("x0", "x1", "x2", "x3"), List.of("x4", "x6", "x7", "x8"),
				List.of("x9", "x10", "x11"));
		assertThat(complete.get(5)).isSameAs(rows.get(5));
		assertThat(complete.get(6).parameters()[2])
			.isEqualTo("[2.0,%s,120.0]".formatted("x6".hashCode() % 1000 / 1000f));
		assertThat(complete.get(6).vectors().values()).containsExactly(ToyEmbeddingFunction.vectorOf("x6"));
	}

	private static RowStatement insert(TableSchema<?> schema) {
		return new TableStatements(schema).write(RowStatement.Kind.INSERT, Set.of());
	}

	private static List<PreparedRow<Note>> complete(TableEmbeddings embeddings, List<PreparedRow<Note>> rows,
			long before) {
		TableSchema<Note> schema = TableSchema.of(Note.class);
		MappedTable<Note> table = MappedTable.of(new TestSession(null), schema).with(embeddings);
		return new RowWriter<>(table, new TableStatements(schema)).complete(rows, TableEmbeddings.Rows.after(before));
	}

	@Test
	void vectorThatIsStillToBeMadeCountsInTheSizeOfItsBatch() {
		RowStatement statement = insert(TableSchema.of(Large.class));
		assertThat(PreparedRow.of(new Large(1, "x", null), statement).size()).isGreaterThan(15_000);
	}

	@Test
	void otherDimensionsThanThoseOfTheFunctionAreRefused() {
		Table<Note> table = this.notes.withEmbeddingFunction(function(4, 100, (texts) -> List.of(new float[4])));
		assertThatIllegalArgumentException().isThrownBy(() -> table.insert(new Note(1, "x", null)))
			.withMessage("Note.embedding of `note` has 3 dimensions, and its embedding function 4");
	}

	@Test
	void functionIsAskedForItsDimensionsOnce() {
		List<String> asked = new ArrayList<>();
		TableSchema<Note> schema = TableSchema.of(Note.class);
		TableEmbeddings embeddings = new TableEmbeddings(schema, new TestSession(new ToyEmbeddingFunction() {
			@Override
			public OptionalInt dimensions() {
				asked.add("dimensions");
				return super.dimensions();
			}
		}));
		ColumnSchema column = schema.column("embedding");
		embeddings.embedQuery(column, "x");
		embeddings.embedQuery(column, "y");
		assertThat(asked).hasSize(1);
	}

	@Test
	void functionThatDoesNotKnowItsDimensionsIsCheckedByItsVectors() {
		TableSchema<Note> schema = TableSchema.of(Note.class);
		TableEmbeddings embeddings = new TableEmbeddings(schema,
				new TestSession((texts) -> texts.stream().map((text) -> new float[text.length()]).toList()));
		assertThat(embeddings.embedQuery(schema.column("embedding"), "abc")).hasSize(3);
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> embeddings.embedQuery(schema.column("embedding"), "abcd"))
			.withMessage("The embedding function returned a vector of 4 dimensions instead of 3 for Note.embedding of "
					+ "`note` (the query)");
	}

	@Test
	void functionThatTakesNoTextsIsRefused() {
		Table<Note> table = this.notes.withEmbeddingFunction(function(3, 0, (texts) -> List.of()));
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> table.insert(new Note(1, "x", null)))
			.withMessage(
					"The embedding function of Note.embedding of `note` has a maxBatchSize() of 0; it is 1 or more");
	}

	@Test
	void nearestFunctionIsTaken() {
		TableSchema<TwoVectors> schema = TableSchema.of(TwoVectors.class);
		TableEmbeddings client = new TableEmbeddings(schema, new TestSession(constant(1)));
		TableEmbeddings one = client.with("second", constant(3));
		TableEmbeddings both = one.with(constant(2));
		assertThat(firstOf(client, "first")).isEqualTo(1);
		assertThat(firstOf(one, "first")).isEqualTo(1);
		assertThat(firstOf(one, "second")).isEqualTo(3);
		assertThat(firstOf(both, "first")).isEqualTo(2);
		assertThat(firstOf(both, "second")).isEqualTo(3);
		assertThat(firstOf(client, "second")).isEqualTo(1);
	}

	private static float firstOf(TableEmbeddings embeddings, String property) {
		return embeddings.embedQuery(TableSchema.of(TwoVectors.class).column(property), "x")[0];
	}

	@Test
	void queryIsEmbeddedByTheFunctionForQueries() {
		TableSchema<Note> schema = TableSchema.of(Note.class);
		ColumnSchema column = schema.column("embedding");
		TableEmbeddings embeddings = new TableEmbeddings(schema, new TestSession(new ToyEmbeddingFunction() {
			@Override
			public float[] embedQuery(String text) {
				return text.equals("short") ? new float[2] : new float[] { 9, 9, 9 };
			}
		}));
		assertThat(embeddings.embedQuery(column, "x")).containsExactly(9, 9, 9);
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> embeddings.embedQuery(column, "short"))
			.withMessage("The embedding function returned a vector of 2 dimensions instead of 3 for "
					+ "Note.embedding of `note` (the query)");
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> new TableEmbeddings(schema, new TestSession(function(3, 1, (texts) -> List.of())))
				.embedQuery(column, SECRET))
			.withMessage("The embedding function failed for Note.embedding of `note` (the query)");
	}

	@Test
	void functionForWhatItCannotMakeIsRefused() {
		EmbeddingFunction function = constant(1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.withEmbeddingFunction("body", function))
			.withMessage("Note.body is no @VectorColumn, which an embedding function could make");
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.withEmbeddingFunction("nope", function))
			.withMessageStartingWith("Note has no column 'nope'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> table(NoVector.class, null).withEmbeddingFunction(function))
			.withMessage("`no_vector` has no @VectorColumn that an embedding function could make");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> table(Server.class, null).withEmbeddingFunction("embedding", function))
			.withMessage("Server.embedding is made by the server, and not by an embedding function");
		assertThatIllegalArgumentException().isThrownBy(() -> table(Server.class, null).withEmbeddingFunction(function))
			.withMessage("`server` has no @VectorColumn that an embedding function could make");
		TableSchema<Server> schema = TableSchema.of(Server.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TableEmbeddings(schema, new TestSession(function))
				.embedQuery(schema.column("embedding"), "x"))
			.withMessage("Server.embedding is made by the server, and not by an embedding function");
	}

	@Test
	void rowWithNeitherVectorNorTextIsRefusedWhereTheVectorIsNeeded() {
		Table<Draft> drafts = table(Draft.class, new ToyEmbeddingFunction());
		assertThatIllegalArgumentException().isThrownBy(() -> drafts.insert(new Draft(1, null, null)))
			.withMessage(
					"Draft.embedding is null, and its column `embedding` is not, nor is there a text in Draft.body");
		assertThatIllegalArgumentException().isThrownBy(() -> drafts.updateAll(Collections.singletonMap("body", null)))
			.withMessage("Draft.embedding cannot become null together with Draft.body: its column `embedding` is not; "
					+ "give it a vector");
	}

	@Test
	void newTextOfAnUpdateIsAString() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> table(Note.class, new ToyEmbeddingFunction()).updateAll(Map.of("body", 5)))
			.withMessage("Note.body is a java.lang.String and accepts a text, not a java.lang.Integer");
	}

	@Test
	void propertyOfAnUpdateIsGivenOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.updateAll(Map.of("body", "x", "BODY", "y")))
			.withMessage("Note.body is given two values");
	}

	@Test
	void vectorThatTheServerMakesIsRefused() {
		Table<Server> table = table(Server.class, null);
		String message = "Server.embedding is made by the server, which takes no other vector for the column "
				+ "`embedding`; leave it null";
		Server row = new Server(1, "x", new float[3]);
		assertThatIllegalArgumentException().isThrownBy(() -> table.insert(row)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> table.save(row)).withMessage(message);
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> table.bulk().insert(List.of(row)))
			.withMessageContaining("Row 1: " + message);
		assertThatIllegalArgumentException().isThrownBy(() -> table.updateAll(Map.of("embedding", new float[3])))
			.withMessage(message);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> table.updateAll(Collections.singletonMap("embedding", null)))
			.withMessage(message);
	}

	private static <T> Table<T> table(Class<T> type, @Nullable EmbeddingFunction function) {
		return new DefaultTable<>(MappedTable.of(new TestSession(function), TableSchema.of(type)));
	}

	private static EmbeddingFunction constant(float element) {
		return function(3, 100, (texts) -> texts.stream().map((text) -> {
			float[] vector = new float[3];
			Arrays.fill(vector, element);
			return vector;
		}).toList());
	}

	private static EmbeddingFunction failingAt(String text, int maxBatchSize) {
		return function(3, maxBatchSize, (texts) -> {
			if (texts.contains(text)) {
				throw new IllegalStateException("The model is busy");
			}
			return texts.stream().map((each) -> new float[3]).toList();
		});
	}

	private static EmbeddingFunction function(int dimensions, int maxBatchSize,
			Function<List<String>, @Nullable List<float[]>> function) {
		return new EmbeddingFunction() {

			@Override
			public OptionalInt dimensions() {
				return OptionalInt.of(dimensions);
			}

			@Override
			public List<float[]> embed(List<String> texts) {
				return function.apply(texts);
			}

			@Override
			public int maxBatchSize() {
				return maxBatchSize;
			}

		};
	}

	record Note(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	record Draft(@PrimaryKey long id, @Nullable String body,
			@VectorColumn(dimensions = 3, source = "body") float[] embedding) {

	}

	record Large(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 1536, source = "body") float @Nullable [] embedding) {

	}

	record TwoVectors(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, source = "body") float[] first,
			@VectorColumn(dimensions = 3) float[] second) {

	}

	record NoVector(@PrimaryKey long id, String body) {

	}

	record Server(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, source = "body",
			serverModel = "tidbcloud_free/amazon/titan-embed-text-v2") float @Nullable [] embedding) {

	}

	/**
	 * A session without a server, or with one that has no rows.
	 */
	private record TestSession(@Nullable EmbeddingFunction embeddingFunction,
			@Nullable JdbcOperations queries) implements Session {

		TestSession(@Nullable EmbeddingFunction embeddingFunction) {
			this(embeddingFunction, null);
		}

		@Override
		public JdbcOperations jdbc() {
			if (this.queries == null) {
				throw new UnsupportedOperationException("Nothing is to be sent");
			}
			return this.queries;
		}

		@Override
		public <R> R inTransaction(Supplier<R> work) {
			throw new UnsupportedOperationException("Nothing is to be sent");
		}

		@Override
		public boolean isInTransaction() {
			return false;
		}

	}

}
