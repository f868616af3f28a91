package io.github.tidbspring.client.internal.table;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.Ignored;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Annotations of an application that are made of ours.
 */
class ComposedAnnotationsTests {

	private static final String DDL = """
			CREATE TABLE `composed` (
				`id` BIGINT NOT NULL AUTO_RANDOM(5, 54),
				`slug` VARCHAR(80) NOT NULL,
				`body` MEDIUMTEXT NOT NULL,
				`meta` JSON NOT NULL,
				`embedding` VECTOR(4) NOT NULL,
				PRIMARY KEY (`id`) CLUSTERED,
				UNIQUE INDEX `uk_slug` (`slug`),
				FULLTEXT INDEX `fts_idx_body` (`body`) WITH PARSER MULTILINGUAL,
				VECTOR INDEX `vec_idx_embedding` ((VEC_L2_DISTANCE(`embedding`))),
				INDEX `of_both` (`slug`, `id`)
			) COMMENT = 'composed'""";

	@Test
	void whenTheyAreOnARecordThenTheyMeanWhatOursMean() {
		assertThat(ddl(OfRecord.class)).isEqualTo(DDL);
	}

	@Test
	void whenTheyAreOnABeanThenTheyMeanWhatOursMean() {
		assertThat(ddl(OfBean.class)).isEqualTo(DDL);
	}

	@Test
	void whenAnAttributeIsAliasedThenItsValueIsThatOfTheProperty() {
		assertThat(ddl(Aliased.class)).contains("`short_text` VARCHAR(7) NOT NULL");
	}

	@Test
	void whenAColumnMayNotBeNullThenTheTypeNeedNotSaySo() {
		assertThat(ddl(Unmarked.class)).contains("`title` VARCHAR(255) NOT NULL", "`body` VARCHAR(255) NULL");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TableSchema.of(Unmarked.class).columns().get(1).parameter(new Unmarked()))
			.withMessageContaining("title");
	}

	@Test
	void whenAPropertyHasSeveralIndexesThenEachIsMade() {
		assertThat(ddl(Repeated.class)).contains("\tINDEX `first` (`name`),", "\tUNIQUE INDEX `second` (`name`)");
	}

	@Test
	void whenTheIndexOfAPropertyNamesColumnsThenTheTypeIsItsPlace() {
		assertThatIllegalArgumentException().isThrownBy(() -> TableSchema.of(Misplaced.class))
			.withMessage("Misplaced.name has a @TiDBIndex that names columns; declare an index of several columns on "
					+ "the type");
	}

	private static String ddl(Class<?> type) {
		return new TableDdl(TableSchema.of(type)).create(false, (index) -> true);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@TiDBTable(value = "composed", comment = "composed")
	@TiDBIndex(value = { "slug", "id" }, name = "of_both")
	@interface Documents {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@PrimaryKey
	@AutoRandom(rangeBits = 54)
	@interface Key {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@TiDBColumn(length = 80, nullable = false)
	@TiDBIndex(unique = true)
	@interface Slug {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@FullTextColumn(parser = FullTextColumn.Parser.MULTILINGUAL)
	@TiDBColumn(nullable = false)
	@interface Body {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@JsonColumn
	@TiDBColumn(nullable = false)
	@interface Meta {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@VectorColumn(dimensions = 4, index = true, distanceMetric = DistanceMetric.L2)
	@TiDBColumn(nullable = false)
	@interface Embedding {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Ignored
	@interface Elsewhere {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@TiDBColumn
	@interface Text {

		@AliasFor(annotation = TiDBColumn.class, attribute = "length")
		int max();

	}

	@Documents
	record OfRecord(@Key long id, @Slug String slug, @Body String body, @Meta String[] meta,
			@Embedding float[] embedding) {
	}

	@Documents
	@NullUnmarked
	static class OfBean {

		@Key
		private Long id;

		@Slug
		private String slug;

		@Body
		private String body;

		@Meta
		private String[] meta;

		@Embedding
		private float[] embedding;

		@Elsewhere
		private Object other;

		public Long getId() {
			return this.id;
		}

		public void setId(Long id) {
			this.id = id;
		}

		public String getSlug() {
			return this.slug;
		}

		public void setSlug(String slug) {
			this.slug = slug;
		}

		public String getBody() {
			return this.body;
		}

		public void setBody(String body) {
			this.body = body;
		}

		public String[] getMeta() {
			return this.meta;
		}

		public void setMeta(String[] meta) {
			this.meta = meta;
		}

		public float[] getEmbedding() {
			return this.embedding;
		}

		public void setEmbedding(float[] embedding) {
			this.embedding = embedding;
		}

	}

	record Aliased(@PrimaryKey long id, @Text(max = 7) String shortText) {
	}

	@NullUnmarked
	static class Unmarked {

		@PrimaryKey
		private long id;

		@TiDBColumn(nullable = false)
		private String title;

		private String body;

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		public String getTitle() {
			return this.title;
		}

		public void setTitle(String title) {
			this.title = title;
		}

		public String getBody() {
			return this.body;
		}

		public void setBody(String body) {
			this.body = body;
		}

	}

	record Repeated(@PrimaryKey long id,
			@TiDBIndex(name = "first") @TiDBIndex(name = "second", unique = true) String name) {
	}

	record Misplaced(@PrimaryKey long id, @TiDBIndex("id") @Nullable String name) {
	}

}
