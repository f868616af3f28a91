package io.github.tidbspring.client.internal.table;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.TableSchema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Indexes for vectors and words with names of their own.
 */
@NullMarked
class GivenIndexNamesTests {

	@Test
	void givenNamesAreThoseOfTheIndexes() {
		assertThat(new TableDdl(TableSchema.of(Named.class)).create(false, (index) -> true))
			.contains("VECTOR INDEX `vec_idx_embedding_cosine` ((VEC_COSINE_DISTANCE(`embedding`)))")
			.contains("FULLTEXT INDEX `words ``of` (`body`)");
		assertThat(TableSchema.of(Named.class).indexes()).extracting((index) -> index.name().name())
			.containsExactly("words `of", "vec_idx_embedding_cosine");
	}

	@Test
	void nameThatTiDBDoesNotTakeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> TableSchema.of(Misnamed.class))
			.withMessageContaining("ends with a space");
	}

	record Named(@PrimaryKey long id, @FullTextColumn(indexName = "words `of") String body,
			@VectorColumn(dimensions = 3, index = true,
					indexName = "vec_idx_embedding_cosine") float @Nullable [] embedding) {

	}

	record Misnamed(@PrimaryKey long id,
			@VectorColumn(dimensions = 3, index = true, indexName = "name ") float @Nullable [] embedding) {

	}

}
