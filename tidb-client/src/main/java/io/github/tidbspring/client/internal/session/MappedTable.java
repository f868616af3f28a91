package io.github.tidbspring.client.internal.session;

import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;

/**
 * What work on one table is done with.
 *
 * @param <T> the type of its rows
 * @param session runs the statements
 * @param schema the facts of the table
 * @param rows reads its rows
 * @param embeddings makes its vectors
 */
public record MappedTable<T>(Session session, TableSchema<T> schema, RowMapping<T> rows, TableEmbeddings embeddings) {

	/**
	 * Return the table of a schema, whose vectors are made by the session's function.
	 * @param <T> the type of its rows
	 * @param session runs the statements
	 * @param schema the facts of the table
	 * @return the table
	 */
	public static <T> MappedTable<T> of(Session session, TableSchema<T> schema) {
		return new MappedTable<>(session, schema, RowMapping.of(schema), new TableEmbeddings(schema, session));
	}

	/**
	 * Return the same table with vectors that are made otherwise.
	 * @param embeddings makes its vectors
	 * @return the table
	 */
	public MappedTable<T> with(TableEmbeddings embeddings) {
		return new MappedTable<>(this.session, this.schema, this.rows, embeddings);
	}

}
