package io.github.tidbspring.client

import io.github.tidbspring.client.annotation.AutoRandom
import io.github.tidbspring.client.annotation.Ignored
import io.github.tidbspring.client.annotation.JsonColumn
import io.github.tidbspring.client.annotation.PrimaryKey
import io.github.tidbspring.client.annotation.TiDBColumn
import io.github.tidbspring.client.annotation.TiDBIndex
import io.github.tidbspring.client.annotation.TiDBTable
import io.github.tidbspring.client.annotation.VectorColumn
import io.github.tidbspring.client.query.Change.increment
import io.github.tidbspring.client.query.Filter.eq
import io.github.tidbspring.client.query.SortOrder.asc
import io.github.tidbspring.client.server.Capability
import io.github.tidbspring.client.transaction.TransactionOptions
import java.time.Instant
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

/** Tables of Kotlin's data classes: what is not null in Kotlin is NOT NULL. */
@ContractTests
@Requires(Capability.VECTOR)
class KotlinTypesIntegrationTests(private val tidb: TiDBClient) {
	private val pages = tidb.table(KotlinPage::class.java)

	@BeforeEach
	fun recreate() {
		pages.schema().recreate().schema().validate()
	}

	@Test
	fun nullnessOfKotlinIsThatOfTheColumns() {
		assertThat(pages.schema().ddl()).isEqualTo(
			"""
			CREATE TABLE `kotlin_pages` (
				`id` BIGINT NOT NULL AUTO_RANDOM(5),
				`title` VARCHAR(200) NOT NULL,
				`author` VARCHAR(255) NULL,
				`views` BIGINT NOT NULL,
				`is_public` TINYINT(1) NOT NULL,
				`tags` JSON NOT NULL,
				`created_at` DATETIME(6) NOT NULL,
				`embedding` VECTOR(2) NULL,
				PRIMARY KEY (`id`) CLUSTERED,
				INDEX `idx_title` (`title`)
			)
			""".trimIndent(),
		)
	}

	@Test
	fun whenDataClassIsInsertedThenItComesBackWithItsKey() {
		val given = KotlinPage(title = "Ports", isPublic = true, tags = listOf("a", "b"), embedding = floatArrayOf(1f, 2f))
		val saved = pages.insert(given)
		assertThat(given.id).isNull()
		assertThat(saved.id).isNotNull()
		assertThat(saved.note).isEqualTo("not stored")
		val found = pages.findById(saved.id!!).orElseThrow()
		assertThat(found.copy(embedding = null)).isEqualTo(saved.copy(embedding = null, note = found.note))
		assertThat(found.embedding).containsExactly(1f, 2f)
	}

	@Test
	fun whenCopyIsSavedThenTheRowIsChanged() {
		val saved = pages.insertAll(listOf(KotlinPage(title = "Ports"), KotlinPage(title = "Sockets")))
		pages.saveAll(saved.map { it.copy(author = "Ann") })
		assertThat(pages.update(eq("author", "Ann"), increment("views", 2))).isEqualTo(2)
		assertThat(pages.find(eq("views", 2)).orderBy(asc("title")).list().map { it.title })
			.containsExactly("Ports", "Sockets")
		assertThat(pages.find().into(KotlinTitle::class.java).list()).contains(KotlinTitle("Ports", "Ann"))
	}

	@Test
	fun whenTransactionReturnsAValueThenItsTypeIsKept() {
		val title: String = tidb.inTransaction(TransactionOptions.defaults().maxRetries(2)) { tx ->
			tx.table(KotlinPage::class.java).insert(KotlinPage(title = "Ports")).title
		}
		assertThat(title).isEqualTo("Ports")
		val hit = pages.search().vector(floatArrayOf(1f, 2f)).limit(3).list().firstOrNull()
		assertThat(hit?.entity()?.title).isNull()
	}

	@Test
	fun whenPropertyIsNullThatCannotBeThenItIsNamed() {
		val wrong = KotlinPage::class.java.getDeclaredConstructor().newInstance()
		assertThatIllegalArgumentException().isThrownBy { pages.insert(wrong.withoutTitle()) }
			.withMessage("KotlinPage.title is null, and its column `title` is not")
	}
}

@TiDBTable("kotlin_pages")
data class KotlinPage(
	@PrimaryKey @AutoRandom val id: Long? = null,
	@TiDBColumn(length = 200) @TiDBIndex val title: String = "",
	val author: String? = null,
	val views: Long = 0,
	val isPublic: Boolean = false,
	@JsonColumn val tags: List<String> = emptyList(),
	val createdAt: Instant = Instant.EPOCH,
	@VectorColumn(dimensions = 2) val embedding: FloatArray? = null,
	@Ignored val note: String? = "not stored",
) {
	/** What Java code, or a mapper, may do. */
	fun withoutTitle(): KotlinPage = apply {
		KotlinPage::class.java.getDeclaredField("title").apply { isAccessible = true }.set(this, null)
	}
}

data class KotlinTitle(val title: String, val author: String?)
