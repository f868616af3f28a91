package io.github.tidbspring.boot.integration;

import java.math.BigDecimal;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.RelationalPersistentProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/**
 * Classes with the annotations of JPA or Spring Data, which a table understands where its
 * own ones are absent.
 */
@NullMarked
class OneClassForBothTests {

	private final TiDBClient tidb = TiDBClient.create(mock(DataSource.class));

	@AfterEach
	void close() {
		this.tidb.close();
	}

	@Test
	void annotationsOfJpaAreUnderstood() {
		assertThat(this.tidb.table(Book.class).schema().ddl()).isEqualTo("""
				CREATE TABLE `books` (
					`id` BIGINT NOT NULL AUTO_INCREMENT,
					`headline` VARCHAR(120) NOT NULL,
					`summary` TEXT NULL,
					`price` DECIMAL(12,2) NULL,
					`embedding` VECTOR(3) NULL,
					`version` INT NOT NULL,
					PRIMARY KEY (`id`)
				)""");
	}

	@Test
	void annotationsOfSpringDataAreUnderstood() {
		assertThat(this.tidb.table(Page.class).schema().ddl()).isEqualTo("""
				CREATE TABLE `pages` (
					`id` BIGINT NOT NULL,
					`headline` VARCHAR(255) NULL,
					`created_by` VARCHAR(80) NULL,
					`version` BIGINT NOT NULL,
					PRIMARY KEY (`id`)
				)""");
	}

	@Test
	void namesAreThoseOfSpringData() {
		RelationalMappingContext context = new RelationalMappingContext();
		RelationalPersistentEntity<?> entity = context.getRequiredPersistentEntity(Page.class);
		String ddl = this.tidb.table(Page.class).schema().ddl();
		assertThat(ddl).startsWith("CREATE TABLE `" + entity.getQualifiedTableName().getReference() + "`");
		assertThat(entity.getRequiredIdProperty().getName()).isEqualTo("id");
		assertThat(entity).hasSize(4);
		assertThat(entity.getRequiredVersionProperty().getName()).isEqualTo("version");
		for (RelationalPersistentProperty property : entity) {
			assertThat(ddl).contains("`" + property.getColumnName().getReference() + "` ");
		}
	}

	@Test
	void annotationsOfTheTableComeFirst() {
		assertThat(this.tidb.table(Both.class).schema().ddl()).contains("CREATE TABLE `ours`",
				"`theirs` VARCHAR(30) NULL", "`own` VARCHAR(10) NULL");
	}

	@Test
	void annotationsOnGettersAreUnderstood() {
		assertThat(this.tidb.table(ByGetters.class).schema().ddl()).isEqualTo("""
				CREATE TABLE `by_getters` (
					`key` BIGINT NOT NULL,
					PRIMARY KEY (`key`)
				)""");
	}

	@Test
	void whenTheTableIsInAnotherDatabaseThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table(Elsewhere.class))
			.withMessage("Elsewhere has a @Table(schema = …); a table is in the database of its client, which "
					+ "TiDBClient.withDatabase(name) changes");
	}

	@Test
	void whenComponentOfARecordIsExcludedThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table(Excluding.class))
			.withMessage(
					"Excluding.cache is excluded from the columns, but a record is built from all its components; a "
							+ "class or a Kotlin data class can have such a property");
	}

	@Entity
	@Table(name = "books")
	static class Book {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@AutoIncrement
		private @Nullable Long id;

		@Column(name = "headline", length = 120, nullable = false)
		private @Nullable String title;

		@Column(columnDefinition = "TEXT")
		private @Nullable String summary;

		@Column(precision = 12, scale = 2)
		private @Nullable BigDecimal price;

		@VectorColumn(dimensions = 3)
		private float @Nullable [] embedding;

		@Version
		private @Nullable Integer version;

		@Transient
		private int views;

		public @Nullable Integer getVersion() {
			return this.version;
		}

		public void setVersion(@Nullable Integer version) {
			this.version = version;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public void setId(@Nullable Long id) {
			this.id = id;
		}

		public @Nullable String getTitle() {
			return this.title;
		}

		public void setTitle(@Nullable String title) {
			this.title = title;
		}

		public @Nullable String getSummary() {
			return this.summary;
		}

		public void setSummary(@Nullable String summary) {
			this.summary = summary;
		}

		public @Nullable BigDecimal getPrice() {
			return this.price;
		}

		public void setPrice(@Nullable BigDecimal price) {
			this.price = price;
		}

		public float @Nullable [] getEmbedding() {
			return this.embedding;
		}

		public void setEmbedding(float @Nullable [] embedding) {
			this.embedding = embedding;
		}

	}

	@org.springframework.data.relational.core.mapping.Table("pages")
	static final class Page {

		@org.springframework.data.annotation.Id
		private final long id;

		@org.springframework.data.relational.core.mapping.Column("headline")
		private final @Nullable String title;

		@TiDBColumn(length = 80)
		private final @Nullable String createdBy;

		@org.springframework.data.annotation.Transient
		private final @Nullable String cache;

		@org.springframework.data.annotation.Version
		private final @Nullable Long version;

		Page(long id, @Nullable String title, @Nullable String createdBy, @Nullable String cache,
				@Nullable Long version) {
			this.id = id;
			this.title = title;
			this.createdBy = createdBy;
			this.cache = cache;
			this.version = version;
		}

	}

	@TiDBTable("ours")
	@Table(name = "theirs")
	record Both(@Id long id, @TiDBColumn(length = 30) @Column(name = "theirs", length = 20) @Nullable String title,
			@TiDBColumn(name = "own") @Column(name = "other", length = 10) @Nullable String author) {

	}

	static class ByGetters {

		private long id;

		private int views;

		@Id
		@Column(name = "key")
		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		@Transient
		public int getViews() {
			return this.views;
		}

		public void setViews(int views) {
			this.views = views;
		}

	}

	@Table(schema = "archive")
	record Elsewhere(@Id long id) {

	}

	record Excluding(@Id long id, @Transient @Nullable String cache) {

	}

}
