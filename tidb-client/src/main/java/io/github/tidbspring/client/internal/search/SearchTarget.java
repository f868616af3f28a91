package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.Identifier;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The table that is searched, and what its rows are read into.
 *
 * @param <T> the type of the rows that are found
 * @param mapped the table
 * @param mapping reads a row
 * @param wholeRows whether whole rows are read, whose vectors nobody asked for
 * @param virtualColumns what is known of generated columns; the same object for each
 * search of the table
 */
record SearchTarget<T>(MappedTable<?> mapped, RowMapping<T> mapping, boolean wholeRows, VirtualColumns virtualColumns) {

	static <T> SearchTarget<T> of(MappedTable<T> mapped) {
		return new SearchTarget<>(mapped, mapped.rows(), true, new VirtualColumns(mapped.schema().name()));
	}

	<R> SearchTarget<R> into(Class<R> type) {
		return new SearchTarget<>(this.mapped, RowMapping.of(schema(), type), false, this.virtualColumns);
	}

	TableSchema<?> schema() {
		return this.mapped.schema();
	}

	Identifier table() {
		return schema().name();
	}

	List<Identifier> key() {
		return schema().key().stream().map(ColumnSchema::name).toList();
	}

	Session session() {
		return this.mapped.session();
	}

	JdbcOperations jdbc() {
		return session().jdbc();
	}

	/**
	 * What is read of each row.
	 * @param withVectors whether vectors are read that the type does not ask for by
	 * itself
	 */
	RowMapping<T> rows(boolean withVectors) {
		return (withVectors || !this.wholeRows) ? this.mapping : this.mapping.withoutVectors();
	}

}
