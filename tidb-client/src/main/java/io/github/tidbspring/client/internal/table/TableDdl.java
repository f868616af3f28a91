package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.Filling;
import io.github.tidbspring.client.internal.schema.ForeignKeySchema;
import io.github.tidbspring.client.internal.schema.IndexPart;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableOptions;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.schema.VectorFacts;
import io.github.tidbspring.client.internal.sql.DropStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlLiteral;

/**
 * The DDL of a table: the only place where its text is written.
 *
 * @param schema the table
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-create-table/">CREATE
 * TABLE</a>
 */
record TableDdl(TableSchema<?> schema) {

	/**
	 * Return the statement that creates the table without some of its indexes.
	 * @param ifNotExists whether an existing table is left unchanged
	 * @param wanted whether the table is created with an index
	 * @return the statement
	 */
	String create(boolean ifNotExists, Predicate<IndexSchema> wanted) {
		List<String> definitions = new ArrayList<>();
		this.schema.columns().forEach((column) -> definitions.add(definition(column, true)));
		definitions.add("PRIMARY KEY " + names(this.schema.key()) + (this.schema.isKeyRandom() ? " CLUSTERED" : ""));
		IndexSchema generatedIndex = this.schema.generatedIndex();
		if (generatedIndex != null) {
			definitions.add(definition(generatedIndex));
		}
		this.schema.indexes()
			.stream()
			.filter((index) -> !index.isDeferred() && wanted.test(index))
			.forEach((index) -> definitions.add(definition(index)));
		this.schema.constraints().foreignKeys().forEach((key) -> definitions.add(definition(key)));
		this.schema.constraints().checks().forEach((check) -> definitions.add(definition(check)));
		return "CREATE TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + table() + " (\n\t"
				+ String.join(",\n\t", definitions) + "\n)" + options(this.schema.options());
	}

	private static String options(TableOptions options) {
		StringBuilder sql = new StringBuilder();
		append(sql, " COMMENT = ", options.comment().isEmpty() ? "" : SqlLiteral.ofDdl(options.comment()));
		append(sql, " TTL = ", options.ttl().strip());
		append(sql, " ", options.others().strip());
		return sql.toString();
	}

	private static String definition(ForeignKeySchema key) {
		return "CONSTRAINT " + key.name().quoted() + " " + key.definition();
	}

	private static String definition(CheckSchema check) {
		return "CONSTRAINT " + check.name().quoted() + " " + check.definition();
	}

	private static String definition(ColumnSchema column, boolean withDefault) {
		StringBuilder sql = new StringBuilder(column.name().quoted()).append(' ').append(column.type().sqlType());
		VectorFacts vector = column.vector();
		ColumnSchema.Definition definition = column.definition();
		Filling filling = column.filling();
		if (vector != null && vector.isMadeByServer()) {
			sql.append(generation(vector, Objects.requireNonNull(column.source())));
		}
		else {
			if (filling.isComputed()) {
				sql.append(" GENERATED ALWAYS AS (")
					.append(filling.generatedAs())
					.append(filling.isStored() ? ") STORED" : ") VIRTUAL");
			}
			sql.append(column.isNullable() ? " NULL" : " NOT NULL");
		}
		append(sql, " ", definition.generationAttribute());
		append(sql, " DEFAULT ", withDefault ? filling.defaultExpression() : "");
		append(sql, " ON UPDATE ", filling.onUpdate());
		append(sql, " COMMENT ", definition.comment().isEmpty() ? "" : SqlLiteral.ofDdl(definition.comment()));
		return sql.toString();
	}

	private static void append(StringBuilder sql, String keyword, String text) {
		if (!text.isEmpty()) {
			sql.append(keyword).append(text);
		}
	}

	/**
	 * Return the part of a column's definition by which TiDB computes its values.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/">Auto
	 * embedding</a>
	 */
	private static String generation(VectorFacts vector, ColumnSchema source) {
		String options = vector.serverModelOptions().isEmpty() ? ""
				: ", " + SqlLiteral.ofDdl(vector.serverModelOptions());
		return " GENERATED ALWAYS AS (EMBED_TEXT(%s, %s%s)) STORED".formatted(SqlLiteral.ofDdl(vector.serverModel()),
				source.name().quoted(), options);
	}

	private static String definition(IndexSchema index) {
		return index.kind().keywords() + " " + index.name().quoted() + " " + key(index) + parser(index);
	}

	/** Return the statement that makes one change to an existing table. */
	String alter(String change) {
		return "ALTER TABLE " + table() + " " + change;
	}

	String addColumn(ColumnSchema column, boolean withDefault) {
		return alter("ADD COLUMN " + definition(column, withDefault));
	}

	String setDefault(ColumnSchema column) {
		return alter("ALTER COLUMN " + column.name().quoted() + " SET DEFAULT "
				+ column.filling().defaultExpression().strip());
	}

	String add(ForeignKeySchema key) {
		return alter("ADD " + definition(key));
	}

	String dropForeignKey(Identifier key) {
		return alter("DROP FOREIGN KEY " + key.quoted());
	}

	String add(CheckSchema check) {
		return alter("ADD " + definition(check));
	}

	String dropCheck(Identifier check) {
		return alter("DROP CONSTRAINT " + check.quoted());
	}

	/** Return the statement that adds an index, and on TiDB Cloud the replica for it. */
	String createIndexWithReplica(IndexSchema index) {
		return createIndex(index) + " ADD_COLUMNAR_REPLICA_ON_DEMAND";
	}

	/** Return the statement that adds an index to an existing table. */
	String createIndex(IndexSchema index) {
		String using = (index.kind() == IndexSchema.Kind.VECTOR) ? " USING HNSW" : "";
		return "CREATE " + index.kind().keywords() + " " + index.name().quoted() + " ON " + table() + " " + key(index)
				+ using + parser(index);
	}

	private static String key(IndexSchema index) {
		String parts = index.parts().stream().map(IndexPart::sql).collect(Collectors.joining(", ", "(", ")"));
		return (index.metric() != null) ? "((" + index.metric().function() + parts + "))" : parts;
	}

	private static String parser(IndexSchema index) {
		return (index.parser() != null) ? " WITH PARSER " + index.parser() : "";
	}

	String dropIndex(Identifier index) {
		return DropStatement.index(index, this.schema.name());
	}

	String drop(boolean ifExists) {
		return DropStatement.table(this.schema.name(), ifExists);
	}

	String truncate() {
		return "TRUNCATE TABLE " + table();
	}

	String setTiFlashReplicas(int replicas) {
		return "ALTER TABLE " + table() + " SET TIFLASH REPLICA " + replicas;
	}

	private String table() {
		return this.schema.name().quoted();
	}

	private static String names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", ", "(", ")"));
	}

}
