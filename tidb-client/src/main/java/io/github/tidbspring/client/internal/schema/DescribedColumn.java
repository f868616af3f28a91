package io.github.tidbspring.client.internal.schema;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.row.MapType;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * A column of a {@link DescribedTable}. Each method adds a fact. Not thread-safe.
 */
public final class DescribedColumn {

	private final Identifier table;

	private final String name;

	private final Class<?> type;

	private final Map<Class<? extends Annotation>, Map<String, Object>> annotations = new LinkedHashMap<>();

	DescribedColumn(Identifier table, String name, Class<?> type) {
		this.table = table;
		this.name = name;
		this.type = type;
		with(TiDBColumn.class, "name", name);
		try {
			Identifier.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"%s has a column with a name that TiDB does not accept. %s".formatted(table, ex.getMessage()), ex);
		}
	}

	public DescribedColumn key() {
		return with(PrimaryKey.class);
	}

	public DescribedColumn autoRandom(int shardBits, int rangeBits) {
		return with(AutoRandom.class, "shardBits", shardBits).with(AutoRandom.class, "rangeBits", rangeBits);
	}

	public DescribedColumn autoIncrement() {
		return with(AutoIncrement.class);
	}

	public DescribedColumn json() {
		return with(JsonColumn.class);
	}

	public DescribedColumn fullText() {
		return with(FullTextColumn.class);
	}

	/**
	 * Add a full-text index.
	 * @param index the name of the index
	 * @param parser the name of its parser; {@code null} for the default
	 * @return this column
	 */
	public DescribedColumn fullText(String index, @Nullable String parser) {
		with(FullTextColumn.class, "indexName", index);
		return (parser != null) ? with(FullTextColumn.class, "parser", FullTextColumn.Parser.valueOf(parser)) : this;
	}

	public DescribedColumn vector(int dimensions) {
		return with(VectorColumn.class, "dimensions", dimensions);
	}

	public DescribedColumn distanceMetric(DistanceMetric metric) {
		return with(VectorColumn.class, "distanceMetric", metric);
	}

	public DescribedColumn source(String column) {
		return with(VectorColumn.class, "source", column);
	}

	public DescribedColumn sourceMediaType(MimeType mediaType) {
		return with(VectorColumn.class, "sourceMediaType", mediaType.toString());
	}

	public DescribedColumn vectorIndex() {
		return with(VectorColumn.class, "index", true);
	}

	/**
	 * Add a vector index.
	 * @param index the name of the index
	 * @param metric its distance metric
	 * @return this column
	 */
	public DescribedColumn vectorIndex(String index, DistanceMetric metric) {
		return vectorIndex().with(VectorColumn.class, "indexName", index).distanceMetric(metric);
	}

	public DescribedColumn length(int length) {
		return with(TiDBColumn.class, "length", length);
	}

	public DescribedColumn sqlType(String sqlType) {
		return with(TiDBColumn.class, "type", sqlType);
	}

	public DescribedColumn notNull() {
		return with(TiDBColumn.class, "nullable", false);
	}

	public DescribedColumn defaultExpression(String expression) {
		return with(TiDBColumn.class, "defaultExpression", expression);
	}

	public DescribedColumn onUpdate(String expression) {
		return with(TiDBColumn.class, "onUpdate", expression);
	}

	/**
	 * Have the server compute the column from others.
	 * @param expression the expression
	 * @param stored whether it is computed when a row is written
	 * @return this column
	 */
	public DescribedColumn generatedAs(String expression, boolean stored) {
		return with(TiDBColumn.class, "generatedAs", expression).with(TiDBColumn.class, "stored", stored);
	}

	boolean isKey() {
		return this.annotations.containsKey(PrimaryKey.class);
	}

	private DescribedColumn with(Class<? extends Annotation> annotation) {
		this.annotations.computeIfAbsent(annotation, (key) -> new HashMap<>());
		return this;
	}

	private DescribedColumn with(Class<? extends Annotation> annotation, String attribute, Object value) {
		this.annotations.computeIfAbsent(annotation, (key) -> new HashMap<>()).put(attribute, value);
		return this;
	}

	MapType.Column column() {
		List<? extends Annotation> all = this.annotations.entrySet()
			.stream()
			.map((annotation) -> DescribedTable.annotation(annotation.getKey(), annotation.getValue()))
			.toList();
		return new MapType.Column(this.name, this.type, all);
	}

	/**
	 * Return the exception for a fact that the column cannot have.
	 * @param problem what is wrong
	 * @return the exception
	 */
	public IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException("%s.%s %s".formatted(this.table.name(), this.name, problem));
	}

}
