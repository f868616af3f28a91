package io.github.tidbspring.client

import io.github.tidbspring.client.annotation.FullTextColumn
import io.github.tidbspring.client.annotation.JsonColumn
import io.github.tidbspring.client.annotation.PrimaryKey
import io.github.tidbspring.client.annotation.TiDBColumn
import io.github.tidbspring.client.annotation.TiDBIndex
import io.github.tidbspring.client.annotation.TiDBTable
import io.github.tidbspring.client.annotation.VectorColumn
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials
import io.github.tidbspring.client.query.Change.increment
import io.github.tidbspring.client.query.Change.remove
import io.github.tidbspring.client.query.Change.set
import io.github.tidbspring.client.query.Filter
import io.github.tidbspring.client.query.Filter.anyOf
import io.github.tidbspring.client.query.Filter.containsAnyElement
import io.github.tidbspring.client.query.Filter.containsElement
import io.github.tidbspring.client.query.Filter.eq
import io.github.tidbspring.client.query.Filter.gt
import io.github.tidbspring.client.query.Filter.gte
import io.github.tidbspring.client.query.Filter.isNull
import io.github.tidbspring.client.query.Filter.lt
import io.github.tidbspring.client.query.Filter.not
import io.github.tidbspring.client.query.Filter.path
import io.github.tidbspring.client.query.SortOrder.desc
import io.github.tidbspring.client.search.Fusion
import io.github.tidbspring.client.search.SearchHit
import io.github.tidbspring.client.search.SearchHits
import io.github.tidbspring.client.server.Capability
import io.github.tidbspring.client.table.IndexStatus
import io.github.tidbspring.client.table.Table
import io.github.tidbspring.client.transaction.TransactionOptions
import io.github.tidbspring.client.vector.SqlVectorValue
import org.springframework.util.MimeTypeUtils
import java.time.Duration
import java.time.Instant
import java.util.stream.Stream
import javax.sql.DataSource
import io.github.tidbspring.client.query.Filter.`in` as isIn

/** The calls of the programs, from Kotlin: this file shows that they compile, with strict nullness. */
@TiDBTable("kotlin_note")
@TiDBIndex("title", "createdAt")
class KotlinNote {
	@PrimaryKey
	var id: Long = 0

	@TiDBColumn(length = 200, nullable = false)
	var title: String = ""

	@FullTextColumn
	var body: String = ""

	@JsonColumn
	var meta: Map<String, Any> = emptyMap()

	var views: Long = 0

	var createdAt: Instant = Instant.EPOCH

	@VectorColumn(dimensions = 3, index = true, source = "body")
	var embedding: FloatArray? = null
}

data class KotlinHeading(val id: Long, val title: String)

data class KotlinTag(@PrimaryKey val name: String, @TiDBColumn(length = 40) val color: String?)

internal class KotlinCalls(private val dataSource: DataSource) {
	fun connect(): List<TiDBClient> =
		listOf(
			TiDBClient.builder { connection -> connection.host("127.0.0.1").credentials { Credentials.of("root", null) } }
				.embeddingFunction { texts -> texts.map { FloatArray(3) } }
				.build(),
			TiDBClient.create("mysql://root@127.0.0.1:4000/test"),
			TiDBClient.create(dataSource),
		)

	fun tables(tidb: TiDBClient) {
		val notes = tidb.table(KotlinNote::class.java).schema().createIfAbsent()
		notes.schema().validate()
		notes.schema().createIndex("embedding")
		notes.schema().diff().statements().forEach { println(it) }
		println(notes.schema().migrate().isEmpty)
		println("${notes.schema().exists()} ${notes.schema().ddl()}")
		val saved: KotlinNote = notes.insert(KotlinNote())
		val created: KotlinNote? = notes.insertIfAbsent(KotlinNote()).orElse(null)
		println("$created ${notes.bulk().insertIfAbsent(listOf(saved))}")
		val withKeys: List<KotlinNote> = notes.insertAll(listOf(saved))
		val replaced: KotlinNote = notes.save(saved)
		val stored: KotlinNote = notes.refresh(replaced)
		val all: List<KotlinNote> = notes.refreshAll(listOf(stored))
		println(all)
		val edited: List<KotlinNote> = notes.saveAll(withKeys + replaced)
		println(notes.bulk().save(edited))
		notes.bulk().batchSize(500).onProgress { progress -> println(progress.rows()) }.insert(Stream.of(saved))
		val title: String? = notes.findById(1).map { it.title }.orElse(null)
		val page: List<KotlinNote> =
			notes.find(eq("title", "Ports").or(gt("views", 100))).orderBy(desc("createdAt")).limit(20).list()
		val next: List<KotlinNote> = notes.find().orderBy(desc("createdAt")).after(page.last()).limit(20).list()
		println("$next ${notes.findAllById(listOf(1, 2))} ${notes.exists(eq("title", "None"))}")
		tidb.inTransactionWithoutResult { println(notes.find(eq("id", 1)).forUpdate().list()) }
		tidb.inTransactionWithoutResult { println(notes.find(eq("id", 1)).forUpdateNoWait().first()) }
		val headings: List<KotlinHeading> = notes.find(isIn("title", title, "Ports")).into(KotlinHeading::class.java).list()
		val titles: List<String?> = notes.find().values("title", String::class.java)
		notes.find().stream().use { all -> all.forEach { println(it) } }
		notes.update(eq("title", "Draft"), set("title", "Ports"), increment("views", 1), set("meta.lang", "en"))
		notes.update(eq("id", 7), set("embedding", null), remove("meta.draft"))
		notes.update(eq("title", "Draft"), mapOf("title" to "Ports", "embedding" to null))
		notes.update(isNull("title"), mapOf("title" to "Untitled"))
		notes.delete(lt("createdAt", Instant.now()))
		println("${notes.deleteById(7)} ${notes.deleteAll()}")
		val tag: KotlinTag = tidb.table(KotlinTag::class.java).schema().createIfAbsent().save(KotlinTag("sea", null).copy(color = "blue"))
		println(tag)
		println("$page $headings $titles ${notes.existsById(1)} ${notes.deleteAllById(listOf(1, 2))}")
	}

	fun tablesKnownAtRunTime(tidb: TiDBClient, tenant: String): Any? {
		val notes: Table<Map<String, Any?>> = tidb.table("notes_$tenant") { columns ->
			columns
				.autoRandomKey("id")
				.column("title", String::class.java) { title -> title.length(200).notNull() }
				.column("views", Long::class.javaPrimitiveType!!)
				.fullTextColumn("body")
				.jsonColumn("meta")
				.vectorColumn("embedding", 3) { vector -> vector.source("body").index() }
		}
		val saved: Map<String, Any?> = notes.schema().createIfAbsent().insert(mapOf("title" to "Ports", "body" to null))
		val opened: Table<Map<String, Any?>> = tidb.tables().open("notes_$tenant")
		val ofTenant: Table<KotlinNote> = tidb.table(KotlinNote::class.java, "kotlin_$tenant")
		println("${ofTenant.name()} ${opened.findById(saved).map { it["title"] }.orElse(null)}")
		return notes.search().similarTo("ports").limit(1).list().first().entity()["title"]
	}

	fun filters(notes: Table<KotlinNote>): Long {
		val english = eq("meta.lang", "en").and(gte("meta.year", 2020))
		val flagged = eq(path("meta", "a key with.dots"), true)
		val tagged = containsElement("meta.tags", "java").or(containsAnyElement("meta.tags", listOf("tidb", 1)))
		val sameAsEnglish = Filter.of(mapOf("meta.lang" to "en", "meta.year" to mapOf("\$gte" to 2020)))
		return notes.count(english.and(tagged, not(flagged))) + notes.count(anyOf(sameAsEnglish, flagged))
	}

	fun sql(tidb: TiDBClient, vector: FloatArray): List<KotlinHeading?> =
		tidb.sql("SELECT id, title FROM kotlin_note ORDER BY VEC_L2_DISTANCE(embedding, :v) LIMIT 10")
			.param("v", SqlVectorValue.of(vector))
			.query(KotlinHeading::class.java)
			.list()

	fun sqlRows(tidb: TiDBClient, notes: Table<KotlinNote>): List<KotlinNote> {
		val note = notes.rowMapper("n_")
		return tidb.sql("SELECT ${notes.selectList("n", "n_")} FROM kotlin_note n")
			.query { row, number -> note.mapRow(row, number) ?: KotlinNote() }
			.list() + tidb.sql("SELECT * FROM kotlin_note").query(notes.rowMapper()).list()
	}

	fun databases(tidb: TiDBClient): Long {
		tidb.databases().createIfAbsent("archive")
		return tidb.withDatabase("archive").table(KotlinNote::class.java).schema().createIfAbsent().count()
	}

	fun searches(tidb: TiDBClient) {
		val notes = tidb.table(KotlinNote::class.java)
		val english: Filter = eq("meta.lang", "en").and(gte("meta.year", 2020), not(eq("views", 0)))
		val near: List<SearchHit<KotlinNote>> =
			notes.search().vector(floatArrayOf(1f, 2f, 3f)).where(english).maxDistance(0.6).limit(10).list()
		val distance: Double? = near.first().distance()
		val best: SearchHit<KotlinHeading>? =
			notes.search().similarTo("ports").into(KotlinHeading::class.java).first().orElse(null)
		if (tidb.supports(Capability.FULL_TEXT)) {
			notes.search().fullText("port socket").limit(10).list()
		}
		val next = notes.search().vector(floatArrayOf(1f, 2f, 3f)).minScore(0.5).after(near.lastOrNull()).limit(10).list()
		val fused = notes.search()
			.fused(notes.search().similarTo("ports"), notes.search().similarTo(byteArrayOf(1), MimeTypeUtils.IMAGE_PNG))
			.fusion { matches -> matches.sumOf { it.score() } }
		val built = notes.schema().indexes().all { it.state() == IndexStatus.State.BUILT }
		println("${next.size} ${fused.first().isPresent} $built")
		val result = notes.search().hybrid("change the port")
			.fusion(Fusion.weighted(0.7, 0.3))
			.rerank({ _, texts -> texts.map { it.length.toDouble() }.toDoubleArray() }, "body")
			.fallBackToVector()
			.limit(10)
			.result()
		println("${result.completeness() == SearchHits.Completeness.EXHAUSTED} ${result.entities()}")
		for (hit in result) {
			println("${hit.entity().title} ${hit.score()} $distance ${best?.entity()?.title}")
		}
	}

	fun transactions(tidb: TiDBClient): Int? {
		tidb.inTransaction { tx -> tx.sql("SELECT 1").query(Int::class.javaObjectType).single() }
		tidb.inTransactionWithoutResult { tx -> tx.sql("UPDATE account SET balance = 0").update() }
		val options = TransactionOptions.defaults().timeout(Duration.ofSeconds(5)).maxRetries(3).readOnly()
		val left: Int = tidb.inTransaction(options) { tx ->
			tx.sql("SELECT balance FROM account WHERE id = ?").param(1).query(Int::class.javaObjectType).single()
		}
		val nothing: Int? = tidb.inTransaction { _ -> null }
		return nothing ?: left
	}
}

internal fun version(tidb: TiDBClient): String? = tidb.serverInfo().tidbVersion()?.toString()
