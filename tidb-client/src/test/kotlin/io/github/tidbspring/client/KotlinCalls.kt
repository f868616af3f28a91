package io.github.tidbspring.client

import io.github.tidbspring.client.annotation.FullTextColumn
import io.github.tidbspring.client.annotation.JsonColumn
import io.github.tidbspring.client.annotation.PrimaryKey
import io.github.tidbspring.client.annotation.TiDBColumn
import io.github.tidbspring.client.annotation.TiDBIndex
import io.github.tidbspring.client.annotation.TiDBTable
import io.github.tidbspring.client.annotation.VectorColumn
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
