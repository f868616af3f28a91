package io.github.tidbspring.client.query;

import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.ColumnExpression;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.LenientTable;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlStatement;

/**
 * The columns of a table for notes, whose every kind there is one of.
 */
final class TestColumns {

	static final String HOSTILE = "a`; DROP TABLE x; --";

	private static final TableSchema<Note> NOTES = LenientTable.of(Note.class);

	private TestColumns() {
	}

	static SqlStatement render(ColumnExpression expression) {
		return ColumnScope.of(NOTES).write(expression);
	}

	static SqlStatement render(ColumnExpression expression, String alias) {
		return ColumnScope.of(NOTES, Identifier.of(alias)).write(expression);
	}

	static SqlStatement render(ColumnExpression expression, Class<?> table) {
		return ColumnScope.of(LenientTable.of(table)).write(expression);
	}

	static String sql(ColumnExpression expression) {
		return render(expression).text();
	}

	enum Status {

		DRAFT, PUBLISHED {

			@Override
			public String toString() {
				return "is out";
			}

		}

	}

	@TiDBTable("notes")
	record Note(@PrimaryKey long id, String title, String createdAt, Status status,
			@TiDBColumn(name = "meta_data") @JsonColumn Object meta, @VectorColumn(dimensions = 3) float[] embedding,
			@TiDBColumn(name = HOSTILE) String hostile, @TiDBColumn(name = "odd.name") String oddName,
			@TiDBColumn(name = "odd.json") @JsonColumn Object oddJson) {
	}

}
