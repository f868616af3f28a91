package io.github.tidbspring.client.internal.table;

import java.util.Locale;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.SqlType;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.SqlLiteral;

import org.springframework.util.StringUtils;

/**
 * The new definition of an existing column. A MODIFY COLUMN has the whole definition, so
 * it begins with all that the column has, and only differences are replaced.
 */
final class ColumnAlteration {

	private final ColumnSchema column;

	private final FoundColumn found;

	private final ExistingTable table;

	private String type;

	private String generation;

	private boolean nullable;

	private String defaultExpression;

	private String onUpdate;

	private boolean isChanged;

	ColumnAlteration(ColumnSchema column, FoundColumn found, ExistingTable table) {
		this.column = column;
		this.found = found;
		this.table = table;
		SqlType declared = column.declaredType(found.charset());
		boolean same = declared.text().equals(SqlType.reported(found.type()).text())
				&& declared.isOf(found.charset(), found.collation());
		this.type = same ? declaredType() : found.type() + collation(found.type());
		this.generation = found.isComputed() ? generation(String.valueOf(found.expression()), found.isStored()) : "";
		this.nullable = found.nullable();
		String expression = table.defaultOf(found);
		this.defaultExpression = expression.isEmpty() ? "" : " DEFAULT " + expression;
		this.onUpdate = found.onUpdate().isEmpty() ? "" : " ON UPDATE " + found.onUpdate();
	}

	/** The collation of texts, unless it is that of the table. */
	private String collation(String sqlType) {
		boolean texts = sqlType.toLowerCase(Locale.ROOT).matches("(?s).*(char|text|enum|set\\b).*");
		String own = String.valueOf(this.found.collation());
		return (texts && this.found.collation() != null && !own.equalsIgnoreCase(this.table.collation()))
				? " CHARACTER SET " + this.found.charset() + " COLLATE " + own : "";
	}

	private static String generation(String expression, boolean stored) {
		return " GENERATED ALWAYS AS (" + expression + ")" + (stored ? " STORED" : " VIRTUAL");
	}

	/** Give the column the type of its property. */
	void type() {
		this.type = declaredType();
		this.isChanged = true;
	}

	private String declaredType() {
		SqlType declared = this.column.declaredType(null);
		String sqlType = this.column.type().sqlType();
		return sqlType + ((declared.charset() == null && declared.collation() == null) ? collation(sqlType) : "");
	}

	/** Let the column accept NULL, or not, as the property does. */
	void nullability() {
		this.nullable = this.column.isNullable();
		this.isChanged = true;
	}

	void defaultExpression() {
		this.defaultExpression = " DEFAULT " + this.column.filling().defaultExpression().strip();
		this.isChanged = true;
	}

	void onUpdate() {
		this.onUpdate = " ON UPDATE " + this.column.filling().onUpdate();
		this.isChanged = true;
	}

	/** Compute the column as the property says. */
	void expression() {
		this.generation = generation(this.column.filling().generatedAs(), this.column.filling().isStored());
		this.isChanged = true;
	}

	/** Make the column one that rows write. It keeps its values. */
	void noExpression() {
		this.generation = "";
		this.isChanged = true;
	}

	boolean isChanged() {
		return this.isChanged;
	}

	/** The change in an ALTER TABLE. */
	String sql() {
		String counted = this.found.isCounted() ? " AUTO_INCREMENT" : "";
		String comment = StringUtils.hasLength(this.found.comment())
				? " COMMENT " + SqlLiteral.ofDdl(this.found.comment()) : "";
		return "MODIFY COLUMN " + this.column.name().quoted() + " " + this.type + this.generation
				+ (this.nullable ? " NULL" : " NOT NULL") + counted + this.defaultExpression + this.onUpdate + comment;
	}

}
