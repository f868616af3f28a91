package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.EmbeddingContent;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.MimeTypeUtils;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Vectors that are computed from images, and searches by images and by texts.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class ContentEmbeddingIntegrationTests {

	/** Not valid UTF-8. */
	private static final byte[] RED = { (byte) 0xff, 0, (byte) 0x80 };

	private static final byte[] BLUE = { 0, (byte) 0xff, (byte) 0xc3 };

	private final Colors model = new Colors();

	private final ContractServer server;

	private Table<Pet> pets;

	ContentEmbeddingIntegrationTests(ContractServer server) {
		this.server = server;
		this.pets = server.client().table(Pet.class).withEmbeddingFunction(this.model);
	}

	@BeforeEach
	void recreate() {
		this.pets.schema().recreate();
	}

	@Test
	void vectorIsComputedFromTheBytes() {
		Pet inserted = this.pets.insert(new Pet(1, "cat", RED, null));
		assertThat(inserted.embedding()).containsExactly(vector(RED));
		assertThat(this.pets.findById(1)).map(Pet::embedding).contains(vector(RED));
		assertThat(this.model.contents)
			.containsExactly(EmbeddingContent.of(RED, MimeTypeUtils.parseMimeType("image/*")));
	}

	@Test
	void manyContentsAreEmbeddedInOneCall() {
		this.pets.insertAll(List.of(new Pet(1, "cat", RED, null), new Pet(2, "dog", new byte[0], null),
				new Pet(3, "fox", null, null), new Pet(4, "owl", BLUE, null)));
		this.pets.bulk().save(Stream.of(new Pet(5, "ant", RED, null), new Pet(6, "bee", BLUE, null)));
		assertThat(this.model.calls).isEqualTo(2);
		assertThat(this.pets.find().list()).extracting(Pet::embedding)
			.usingRecursiveFieldByFieldElementComparator()
			.containsExactlyInAnyOrder(vector(RED), null, null, vector(BLUE), vector(RED), vector(BLUE));
	}

	@Test
	void whenARowIsSavedThenOnlyChangedBytesAreEmbedded() {
		this.pets.insert(new Pet(1, "cat", RED, null));
		this.pets.save(new Pet(1, "tomcat", RED.clone(), null));
		this.pets.saveAll(List.of(new Pet(1, "kitten", RED.clone(), null)));
		assertThat(this.model.calls).isEqualTo(1);
		assertThat(this.pets.findById(1)).map(Pet::embedding).contains(vector(RED));
		this.pets.save(new Pet(1, "kitten", BLUE, null));
		assertThat(this.model.calls).isEqualTo(2);
		assertThat(this.pets.findById(1)).map(Pet::embedding).contains(vector(BLUE));
	}

	@Test
	void updateOfTheBytesChangesTheVector() {
		this.pets.insert(new Pet(1, "cat", RED, null));
		this.pets.update(eq("id", 1), Map.of("picture", BLUE));
		assertThat(this.pets.findById(1)).map(Pet::embedding).contains(vector(BLUE));
		this.pets.update(eq("id", 1), Map.of("picture", new byte[0]));
		assertThat(this.pets.findById(1)).map(Pet::embedding).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.pets.update(eq("id", 1), Map.of("picture", "text")))
			.withMessageContaining("Pet.picture");
	}

	@Test
	void tableWithoutAClassHasContentToo() {
		Table<Map<String, @Nullable Object>> defined = this.server.client()
			.table("content_defined",
					(columns) -> columns.primaryKey("id", Long.class)
						.column("picture", byte[].class)
						.vectorColumn("embedding", 3, (vector) -> vector.source("picture", MimeTypeUtils.IMAGE_PNG)))
			.withEmbeddingFunction(this.model)
			.schema()
			.recreate();
		Map<String, @Nullable Object> row = Map.of("id", 1L, "picture", RED);
		defined.insert(row);
		defined.save(row);
		assertThat(this.model.contents).containsExactly(EmbeddingContent.of(RED, MimeTypeUtils.IMAGE_PNG));
		VectorSearch<Map<String, @Nullable Object>> search = defined.search().similarTo(RED, MimeTypeUtils.IMAGE_PNG);
		SearchHit<Map<String, @Nullable Object>> first = search.first().orElseThrow();
		assertThat(first.entity().get("id")).isEqualTo(1L);
		assertThat(search.after(first).limit(3).list()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> defined.insert(Map.of("id", 2L, "picture", 7)))
			.withMessageContaining("content_defined.picture");
	}

	@Test
	void imageFindsSimilarImagesAndSoDoesAText() {
		this.pets.insertAll(List.of(new Pet(1, "cat", RED, null), new Pet(2, "owl", BLUE, null)));
		List<SearchHit<Pet>> byImage = this.pets.search().similarTo(BLUE, MimeTypeUtils.IMAGE_JPEG).limit(1).list();
		assertThat(byImage).singleElement().satisfies((hit) -> {
			assertThat(hit.entity().name()).isEqualTo("owl");
			assertThat(hit.distance()).isZero();
		});
		assertThat(this.model.contents).last().isEqualTo(EmbeddingContent.of(BLUE, MimeTypeUtils.IMAGE_JPEG));
		assertThat(this.pets.search().similarTo("red").first()).get()
			.extracting((hit) -> hit.entity().name())
			.isEqualTo("cat");
	}

	@Test
	void searchByAnImageHasPages() {
		this.pets.insertAll(List.of(new Pet(1, "cat", RED, null), new Pet(2, "owl", BLUE, null)));
		SearchHit<Pet> first = this.pets.search().similarTo(BLUE, MimeTypeUtils.IMAGE_PNG).first().orElseThrow();
		assertThat(this.pets.search().similarTo(BLUE, MimeTypeUtils.IMAGE_PNG).after(first).limit(3).list())
			.extracting((hit) -> hit.entity().name())
			.containsExactly("cat");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pets.search().similarTo(RED, MimeTypeUtils.IMAGE_PNG).after(first).limit(3).list())
			.withMessageContaining("a hit of another search");
	}

	@Test
	void rerankerReadsTextsAndNotBytes() {
		Reranker reranker = (query, texts) -> new double[texts.size()];
		assertThatIllegalStateException()
			.isThrownBy(() -> this.pets.search().similarTo("red").rerank(reranker).limit(1).list())
			.withMessageContaining("It is not known which text of `content_pet` a reranker reads");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.pets.search()
				.similarTo(RED, MimeTypeUtils.IMAGE_PNG)
				.rerank(reranker, "name")
				.limit(1)
				.list())
			.withMessageContaining("needs the text of the query");
	}

	@Test
	void functionOfTextsIsNamedBeforeAnythingIsWritten() {
		Table<Pet> ofTexts = this.pets.withEmbeddingFunction((texts) -> List.of(new float[3]));
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> ofTexts.insert(new Pet(1, "cat", RED, null)))
			.withMessageContaining("Pet.embedding of `content_pet` (the row)")
			.havingCause()
			.withMessageContaining("embeds texts, and not content of the type image/*");
		assertThat(this.pets.count()).isZero();
		assertThatExceptionOfType(EmbeddingException.class)
			.isThrownBy(() -> ofTexts.search().similarTo(RED, MimeTypeUtils.IMAGE_PNG).limit(1).list())
			.havingCause()
			.withMessageContaining("embeds texts, and not content of the type image/png");
	}

	@Test
	void columnThatIsNeverNullNeedsAVectorOrBytes() {
		Table<Strict> strict = this.server.client()
			.table(Strict.class)
			.withEmbeddingFunction(this.model)
			.schema()
			.recreate();
		assertThatIllegalArgumentException().isThrownBy(() -> strict.insert(new Strict(1, new byte[0], null)))
			.withMessage(
					"Strict.embedding is null, and its column `embedding` is not, nor are there bytes in Strict.picture");
		assertThat(strict.insert(new Strict(1, RED, null)).embedding()).containsExactly(vector(RED));
	}

	@Test
	@SuppressWarnings("NullAway")
	void queryHasBytesAndAMediaType() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pets.search().similarTo(new byte[0], MimeTypeUtils.IMAGE_PNG))
			.withMessage("There is no content of the type image/png: the array is empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.pets.search().similarTo(RED, null))
			.withMessage("'mediaType' must not be null");
	}

	private static float[] vector(byte[] bytes) {
		return new float[] { bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff };
	}

	/**
	 * Embeds pictures of three bytes, and names of colors.
	 */
	private static final class Colors implements EmbeddingFunction {

		private final List<EmbeddingContent> contents = new ArrayList<>();

		private int calls;

		@Override
		public List<float[]> embed(List<String> texts) {
			return texts.stream().map((text) -> vector(text.equals("red") ? RED : BLUE)).toList();
		}

		@Override
		public List<float[]> embedContents(List<EmbeddingContent> contents) {
			this.calls++;
			this.contents.addAll(contents);
			return contents.stream().map((content) -> vector(content.bytes())).toList();
		}

	}

	@TiDBTable("content_pet")
	record Pet(@PrimaryKey long id, @TiDBColumn(length = 20) String name, byte @Nullable [] picture,
			@VectorColumn(dimensions = 3, source = "picture",
					sourceMediaType = "image/*") float @Nullable [] embedding) {

	}

	@TiDBTable("content_strict")
	record Strict(@PrimaryKey long id, byte[] picture, @TiDBColumn(nullable = false) @VectorColumn(dimensions = 3,
			source = "picture", sourceMediaType = "image/png") float @Nullable [] embedding) {

	}

}
