package io.github.tidbspring.client.internal.session;

import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.Identifier;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * A table, with all that work on it needs.
 *
 * @param <T> the type of its rows
 * @param session executes the statements
 * @param schema the schema of the table
 * @param rows reads its rows
 * @param embeddings computes its vectors
 */
public record MappedTable<T>(Session session, TableSchema<T> schema, RowMapping<T> rows, TableEmbeddings embeddings) {

	/**
	 * Return the table of a schema, whose vectors are computed by the session's function.
	 * @param <T> the type of its rows
	 * @param session executes the statements
	 * @param schema the schema of the table
	 * @return the table
	 */
	public static <T> MappedTable<T> of(Session session, TableSchema<T> schema) {
		return new MappedTable<>(session, schema, RowMapping.of(schema), new TableEmbeddings(schema, session));
	}

	/**
	 * Return the same table with other embeddings.
	 * @param embeddings computes its vectors
	 * @return the table
	 */
	public MappedTable<T> with(TableEmbeddings embeddings) {
		return new MappedTable<>(this.session, this.schema, this.rows, embeddings);
	}

	/**
	 * Return the mapping of the table's rows into another type.
	 * @param <R> the type of the results
	 * @param type the type, whose properties are some of the table's
	 * @return the mapping
	 * @throws IllegalArgumentException if a property is none of the table's
	 */
	public <R> RowMapping<R> into(Class<R> type) {
		Assert.notNull(type, "'type' must not be null");
		return this.session.schemas().results(this.schema, type);
	}

	public Identifier name() {
		return this.schema.name();
	}

	public JdbcOperations jdbc() {
		return this.session.jdbc();
	}

}
