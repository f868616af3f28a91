package io.github.tidbspring.client

import io.github.tidbspring.client.annotation.FullTextColumn
import io.github.tidbspring.client.annotation.JsonColumn
import io.github.tidbspring.client.annotation.PrimaryKey
import io.github.tidbspring.client.annotation.TiDBColumn
import io.github.tidbspring.client.annotation.TiDBIndex
import io.github.tidbspring.client.annotation.TiDBTable
import io.github.tidbspring.client.annotation.VectorColumn
import io.github.tidbspring.client.server.Capability
import io.github.tidbspring.client.transaction.TransactionOptions
import java.time.Duration
import java.time.Instant

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

	@VectorColumn(dimensions = 3, source = "body")
	var embedding: FloatArray? = null
}

internal fun probe(tidb: TiDBClient): Int? {
	val one: KotlinNote? = tidb.table(KotlinNote::class.java).get(1).orElse(null)
	return one?.title?.length
}

internal fun transfer(tidb: TiDBClient): Int {
	val options = TransactionOptions.defaults().timeout(Duration.ofSeconds(5)).maxRetries(3)
		.onRetry { retry -> println(retry.attempt) }
	tidb.inTransactionWithoutResult { tx -> tx.sql("DELETE FROM account WHERE balance = 0").update() }
	return tidb.inTransaction(options) { tx ->
		tx.sql("UPDATE account SET balance = balance - ? WHERE id = ?").params(1, 2).update()
		tx.sql("SELECT balance FROM account WHERE id = ?").param(2).query(Int::class.javaObjectType).single()
	}
}

internal fun nothing(tidb: TiDBClient): String? = tidb.inTransaction { tx -> if (tx.isInTransaction) null else "none" }

internal fun version(tidb: TiDBClient): String? =
	if (tidb.supports(Capability.FULL_TEXT)) tidb.serverInfo().tidbVersion()?.toString() else null
