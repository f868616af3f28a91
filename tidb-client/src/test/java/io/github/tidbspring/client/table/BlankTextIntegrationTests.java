package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * No model is asked about a text that says nothing.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class BlankTextIntegrationTests {

	private final ToyEmbeddingFunction function = new ToyEmbeddingFunction();

	private final Table<Draft> drafts;

	private final Table<Strict> stricts;

	BlankTextIntegrationTests(TiDBClient tidb) {
		this.drafts = tidb.table(Draft.class).withEmbeddingFunction(this.function);
		this.stricts = tidb.table(Strict.class).withEmbeddingFunction(this.function);
	}

	@BeforeEach
	void recreate() {
		this.drafts.schema().recreate();
		this.stricts.schema().recreate();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \t\r\n", "\u00a0\u3000\u200b\ufeff", "\u0000" })
	void whenATextIsBlankThenItHasNoVector(String blank) {
		assertThat(this.drafts.insert(new Draft(1, blank, null)).embedding()).isNull();
		this.drafts
			.insertAll(List.of(new Draft(2, blank, null), new Draft(3, "text", null), new Draft(4, blank, null)));
		this.drafts.save(new Draft(5, blank, null));
		this.drafts.saveAll(List.of(new Draft(6, blank, null), new Draft(7, "more", null)));
		this.drafts.insertAll(List.of(new Draft(8, blank, null)));
		this.drafts.update(Filter.eq("id", 3), Map.of("body", blank));
		assertThat(this.function.calls()).containsExactly(List.of("text"), List.of("more"));
		assertThat(this.drafts.find().orderBy(SortOrder.asc("id")).list()).hasSize(8)
			.allSatisfy((row) -> assertThat(row.embedding() != null).isEqualTo(row.id() == 7));
		assertThat(this.drafts.count(Filter.eq("body", blank))).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "\u00a0", "\u200b" })
	void whenTheVectorIsNeededThenTheRowIsNamedAndNothingIsWritten(String blank) {
		String message = "Strict.embedding is null, and its column `embedding` is not, nor is there a text in "
				+ "Strict.body";
		List<Strict> rows = List.of(new Strict(1, "text", null), new Strict(2, blank, null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.stricts.insert(new Strict(1, blank, null)))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> this.stricts.save(new Strict(1, blank, null)))
			.withMessage(message);
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> this.stricts.bulk().insert(rows))
			.withMessageContaining("Row 2: " + message);
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> this.stricts.bulk().save(rows))
			.withMessageContaining("Row 2: " + message);
		assertThat(this.stricts.count()).isZero();
		assertThat(this.function.calls()).isEmpty();
	}

	@Test
	void whenTheVectorIsNeededThenATextCannotBecomeBlank() {
		this.stricts.insert(new Strict(1, "text", null));
		this.function.calls().clear();
		assertThatIllegalArgumentException().isThrownBy(() -> this.stricts.updateAll(Map.of("body", " ")))
			.withMessage("Strict.embedding cannot be made from Strict.body, which is blank, and its column "
					+ "`embedding` is never null; give it a vector");
		assertThatIllegalArgumentException().isThrownBy(() -> this.stricts.save(new Strict(1, " ", null)))
			.withMessageContaining("nor is there a text in Strict.body");
		this.stricts.updateAll(Map.of("body", " ", "embedding", new float[] { 1, 2, 3 }));
		assertThat(this.stricts.findById(1).orElseThrow().embedding()).containsExactly(1, 2, 3);
		this.stricts.save(new Strict(1, " ", null));
		this.stricts.save(new Strict(2, "", new float[] { 4, 5, 6 }));
		assertThat(this.stricts.findById(1).orElseThrow().embedding()).containsExactly(1, 2, 3);
		assertThat(this.function.calls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "\u00a0", "\u200b" })
	void whenAQueryIsBlankThenItIsRefused(String blank) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.drafts.search().similarTo(blank).limit(1).list())
			.withMessage("The text of a query must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.drafts.search().hybrid(blank).limit(1).list())
			.withMessage("The text of a query must not be empty");
		assertThat(this.function.calls()).isEmpty();
	}

	@TiDBTable("blank_draft")
	record Draft(@PrimaryKey long id, @Nullable String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	@TiDBTable("blank_strict")
	record Strict(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, source = "body") float[] embedding) {

	}

}
