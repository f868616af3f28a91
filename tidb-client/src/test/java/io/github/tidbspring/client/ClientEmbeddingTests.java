package io.github.tidbspring.client;

import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which tables a client's embedding function reaches. It is known by its dimensions,
 * which are not those of the table: that is found before anything is sent, and there is
 * no server here.
 */
@NullMarked
class ClientEmbeddingTests {

	private static final ConnectionSettings SETTINGS = ConnectionSettings.builder().build();

	private static final EmbeddingFunction FUNCTION = new ToyEmbeddingFunction();

	@ParameterizedTest
	@MethodSource("clients")
	void functionOfTheClientIsThatOfItsTables(TiDBClient client) {
		Table<Note> notes = client.table(Note.class);
		assertThatIllegalArgumentException().isThrownBy(() -> notes.insert(new Note(1, "x", null)))
			.withMessage("Note.embedding of `note` has 5 dimensions, and its embedding function 3");
	}

	static Stream<TiDBClient> clients() {
		TiDBClient built = TiDBClient.builder(SETTINGS).embeddingFunction(FUNCTION).build();
		TiDBClient plain = TiDBClient.builder(SETTINGS).build();
		return Stream.of(built, built.withDatabase("other"), plain.withEmbeddingFunction(FUNCTION),
				TiDBClient.create(plain.dataSource()).withEmbeddingFunction(FUNCTION).withDatabase("other"));
	}

	@Test
	void clientItselfStaysAsItIs() {
		try (TiDBClient client = TiDBClient.builder(SETTINGS).build()) {
			client.withEmbeddingFunction(FUNCTION);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> client.table(Note.class).insert(new Note(1, "x", null)))
				.withMessageContaining("there is no embedding function");
		}
	}

	record Note(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 5, source = "body") float @Nullable [] embedding) {

	}

}
