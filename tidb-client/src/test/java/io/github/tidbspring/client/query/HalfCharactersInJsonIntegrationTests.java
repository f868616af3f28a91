package io.github.tidbspring.client.query;

import java.util.Map;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.table.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A text that was cut in the middle of a character is sent as a question mark, which a
 * condition on JSON must not find in its place.
 */
@ContractTests
class HalfCharactersInJsonIntegrationTests {

	private static final String HALF = "😀".substring(0, 1);

	private final ContractServer server;

	private final TiDBClient tidb;

	HalfCharactersInJsonIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	void halfACharacterIsNoValueAndNoPatternAndNoKey() {
		Table<Document> documents = this.tidb.table(Document.class).schema().recreate();
		documents.insert(new Document(1, Map.of("x", "?", "?", "v", "smile", "😀")));
		for (Object value : new Object[] { HALF, HALF.charAt(0), new StringBuilder(HALF), "😀".substring(1) }) {
			refuses(() -> Filter.eq("body.x", value), documents);
			refuses(() -> Filter.in("body.x", "a", value), documents);
			refuses(() -> Filter.of(Map.of("body.x", Map.of("$gte", value))), documents);
		}
		refuses(() -> Filter.like("body.x", HALF + "%"), documents);
		refuses(() -> Filter.startsWith("body.x", HALF), documents);
		refuses(() -> Filter.contains("body.x", HALF), documents);
		refuses(() -> Filter.eq("body." + HALF, "v"), documents);
		refuses(() -> Filter.isNotNull(Filter.path("body", HALF)), documents);
		assertThat(documents.count()).isOne();
		// MariaDB's JSON_UNQUOTE makes a question mark of a character of four bytes.
		int found = this.server.isStandIn() ? 0 : 1;
		assertThat(documents.delete(Filter.eq("body.smile", "😀").and(Filter.contains("body.smile", "😀"))))
			.isEqualTo(found);
		documents.schema().drop();
	}

	private static void refuses(Condition condition, Table<Document> documents) {
		assertThatIllegalArgumentException().isThrownBy(() -> documents.delete(condition.make()))
			.withMessageContaining("half a surrogate pair");
	}

	@FunctionalInterface
	interface Condition {

		Filter make();

	}

	@TiDBTable("half_characters")
	record Document(@PrimaryKey long id, @JsonColumn Map<String, Object> body) {
	}

}
