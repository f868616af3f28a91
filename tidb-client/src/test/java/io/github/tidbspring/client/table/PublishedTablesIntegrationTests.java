package io.github.tidbspring.client.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables that PingCAP publishes for applications of artificial intelligence, mapped and
 * used as they are printed there.
 *
 * @see <a href="https://docs.pingcap.com/ai/agent-memory/">Store AI Agent Memory in
 * TiDB</a>
 * @see <a href=
 * "https://github.com/pingcap/tidb-vector-python/tree/main/examples/semantic-cache">Semantic
 * cache</a>
 */
@NullMarked
@ContractTests
class PublishedTablesIntegrationTests {

	private static final String AGENT_MEMORY = """
			CREATE TABLE agent_memory (
			    id          BIGINT PRIMARY KEY AUTO_RANDOM,
			    user_id     VARCHAR(64) NOT NULL,
			    kind        ENUM('fact', 'preference', 'episode') NOT NULL,
			    content     TEXT NOT NULL,
			    embedding   VECTOR(3) NOT NULL,
			    is_active   BOOLEAN NOT NULL DEFAULT TRUE,
			    created_at  TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
			    KEY idx_user (user_id, is_active),
			    VECTOR INDEX idx_embedding ((VEC_COSINE_DISTANCE(embedding)))
			) TTL = `created_at` + INTERVAL 90 DAY TTL_ENABLE = 'ON'""";

	/** What SQLModel makes of the published class. */
	private static final String SEMANTIC_CACHE = """
			CREATE TABLE cache (
				id INTEGER NOT NULL AUTO_INCREMENT,
				`key` VARCHAR(255) NOT NULL,
				key_vec VECTOR(768) NOT NULL,
				value TEXT,
				created_at DATETIME NOT NULL DEFAULT now(),
				updated_at DATETIME NOT NULL DEFAULT now(),
				PRIMARY KEY (id),
				UNIQUE (`key`)
			) TTL=created_at + INTERVAL 604800 SECOND""";

	private final TiDBClient tidb;

	private final Table<Memory> memories;

	private final Table<Cached> cache;

	PublishedTablesIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.memories = tidb.table(Memory.class);
		this.cache = tidb.table(Cached.class);
	}

	@BeforeEach
	void drop() {
		this.memories.schema().dropIfExists();
		this.cache.schema().dropIfExists();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void agentMemoryIsMappedAsPrinted() {
		this.tidb.sql(AGENT_MEMORY).update();
		this.memories.schema().strict().validate();
		useMemories();
	}

	@Test
	void agentMemoryIsCreatedFromItsType() {
		this.memories.schema().create().schema().validate();
		useMemories();
	}

	private void useMemories() {
		this.memories.insertAll(
				List.of(memory("alice", Kind.fact, "Alice is a data engineer at a fintech company.", 0.9f, 0.1f, 0.2f),
						memory("alice", Kind.preference, "Alice prefers answers in Python.", 0.2f, 0.9f, 0.1f),
						memory("alice", Kind.episode, "Alice asked how to tune a slow join on 2026-10-01.", 0.5f, 0.4f,
								0.7f),
						memory("bob", Kind.fact, "Bob runs a small online bookstore.", 0.8f, 0.2f, 0.3f),
						memory("bob", Kind.preference, "Bob prefers short answers.", 0.1f, 0.8f, 0.3f)));
		Filter alice = eq("userId", "alice").and(eq("isActive", true));
		this.tidb.inTransactionWithoutResult((tx) -> {
			Table<Memory> changed = tx.table(Memory.class);
			changed.update(alice.and(eq("kind", Kind.preference)), Map.of("isActive", false));
			changed.insert(memory("alice", Kind.preference, "Alice now prefers answers in Go.", 0.25f, 0.85f, 0.15f));
		});
		Instant expired = Instant.now().minus(Duration.ofDays(90));
		List<SearchHit<Memory>> recalled = this.memories.search()
			.vector(new float[] { 0.2f, 0.9f, 0.2f })
			.where(alice.and(gt("createdAt", expired)))
			.limit(3)
			.list();
		assertThat(recalled).extracting((hit) -> hit.entity().content())
			.containsExactly("Alice now prefers answers in Go.", "Alice asked how to tune a slow join on 2026-10-01.",
					"Alice is a data engineer at a fintech company.");
		assertThat(recalled.get(0).distance()).isBetween(0.00324, 0.00325);
		assertThat(recalled.get(0).entity().isActive()).isTrue();
		assertThat(recalled.get(0).entity().createdAt()).isAfter(expired);
		assertThat(this.memories.search()
			.vector(new float[] { 0.85f, 0.15f, 0.25f })
			.where(eq("isActive", true))
			.limit(3)
			.list()).extracting((hit) -> hit.entity().userId()).containsExactly("alice", "bob", "alice");
		Memory saved = recalled.get(0).entity();
		this.memories.save(new Memory(saved.id(), saved.userId(), saved.kind(), "Alice prefers Go.",
				new float[] { 0.25f, 0.85f, 0.15f }, null, null));
		Memory stored = this.memories.refresh(saved);
		assertThat(stored.content()).isEqualTo("Alice prefers Go.");
		assertThat(stored.isActive()).isTrue();
		assertThat(stored.createdAt()).isEqualTo(saved.createdAt());
		assertThat(this.memories.delete(eq("userId", "bob"))).isEqualTo(2);
	}

	@Test
	void semanticCacheIsMappedAsPrinted() {
		this.tidb.sql(SEMANTIC_CACHE).update();
		this.cache.schema().validate();
		float[] key = new float[768];
		key[0] = 1;
		Cached set = this.cache
			.insert(new Cached(null, "what is tidb", key, "tidb is a mysql-compatible and htap database", null, null));
		assertThat(set.id()).isPositive();
		key[1] = 0.1f;
		SearchHit<Cached> hit = this.cache.search().vector(key).maxDistance(0.1).first().orElseThrow();
		assertThat(hit.entity().value()).isEqualTo("tidb is a mysql-compatible and htap database");
		assertThat(hit.entity().createdAt()).isNotNull().isEqualTo(hit.entity().updatedAt());
		key[0] = -1;
		assertThat(this.cache.search().vector(key).maxDistance(0.1).first()).isEmpty();
	}

	private static Memory memory(String user, Kind kind, String content, float... embedding) {
		return new Memory(null, user, kind, content, embedding, null, null);
	}

	enum Kind {

		fact, preference, episode

	}

	@TiDBTable(value = "agent_memory", ttl = "created_at + INTERVAL 90 DAY", options = "TTL_ENABLE = 'ON'")
	@TiDBIndex(value = { "userId", "isActive" }, name = "idx_user")
	record Memory(@PrimaryKey @AutoRandom @Nullable Long id, @TiDBColumn(length = 64) String userId,
			@TiDBColumn(type = "ENUM('fact', 'preference', 'episode')") Kind kind,
			@TiDBColumn(type = "TEXT") String content,
			@VectorColumn(dimensions = 3, index = true, indexName = "idx_embedding") float[] embedding,
			@TiDBColumn(defaultExpression = "TRUE", nullable = false) @Nullable Boolean isActive,
			@TiDBColumn(type = "TIMESTAMP", defaultExpression = "CURRENT_TIMESTAMP", nullable = false,
					updatable = false) @Nullable Instant createdAt) {

	}

	@TiDBTable(value = "cache", ttl = "created_at + INTERVAL 604800 SECOND")
	record Cached(@PrimaryKey @AutoIncrement @Nullable Integer id, @TiDBIndex(unique = true) String key,
			@VectorColumn(dimensions = 768) float[] keyVec, @TiDBColumn(type = "TEXT") @Nullable String value,
			@TiDBColumn(type = "DATETIME", defaultExpression = "CURRENT_TIMESTAMP", nullable = false,
					updatable = false) @Nullable Instant createdAt,
			@TiDBColumn(type = "DATETIME", defaultExpression = "CURRENT_TIMESTAMP",
					nullable = false) @Nullable Instant updatedAt) {

	}

}
