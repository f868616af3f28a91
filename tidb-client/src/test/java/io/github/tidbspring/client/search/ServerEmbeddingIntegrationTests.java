package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Vectors that the server makes, by a model that TiDB Cloud hosts.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/">Auto
 * embedding</a>
 */
@NullMarked
@ContractTests
@Requires(Capability.SERVER_SIDE_EMBEDDING)
class ServerEmbeddingIntegrationTests {

	private static final int DIMENSIONS = 1024;

	private final Table<Note> notes;

	ServerEmbeddingIntegrationTests(TiDBClient tidb) {
		this.notes = tidb.table(Note.class);
	}

	@BeforeEach
	void fill() {
		this.notes.schema().recreate();
		this.notes.insertAll(List.of(note("TiDB is a distributed SQL database"), note("Cakes need flour and eggs"),
				note("The harbour was full of sailing boats")));
	}

	@Test
	void tableIsWhatItsTypeDescribes() {
		assertThat(this.notes.schema().validate()).isSameAs(this.notes);
	}

	@Test
	void vectorIsThereThoughNoneWasWritten() {
		Note saved = this.notes.insert(note("Bread needs flour and water"));
		assertThat(this.notes.findById(saved.id()).orElseThrow().embedding()).hasSize(DIMENSIONS);
	}

	@Test
	void textFindsWhatMeansTheSame() {
		List<SearchHit<Note>> hits = this.notes.search().similarTo("How do I bake?").limit(2).list();
		assertThat(hits).hasSize(2);
		assertThat(hits.get(0).entity().body()).startsWith("Cakes");
		assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
	}

	@Test
	void vectorFollowsItsText() {
		this.notes.update(Filter.like("body", "TiDB%"), Map.of("body", "How to bake bread"));
		assertThat(this.notes.search().similarTo("Baking bread").first()).map((hit) -> hit.entity().body())
			.contains("How to bake bread");
	}

	private static Note note(String body) {
		return new Note(null, body, null);
	}

	@TiDBTable("embedded_note")
	record Note(@PrimaryKey @AutoRandom @Nullable Long id, @TiDBColumn(length = 200) String body,
			@VectorColumn(dimensions = DIMENSIONS, source = "body",
					serverModel = "tidbcloud_free/amazon/titan-embed-text-v2") float @Nullable [] embedding) {

	}

}
