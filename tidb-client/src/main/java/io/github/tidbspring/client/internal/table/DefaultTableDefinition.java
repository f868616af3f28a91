package io.github.tidbspring.client.internal.table;

import java.util.function.Consumer;

import io.github.tidbspring.client.internal.schema.DescribedColumn;
import io.github.tidbspring.client.internal.schema.DescribedTable;
import io.github.tidbspring.client.table.TableDefinition;
import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;

/**
 * Default implementation of {@link TableDefinition.Builder}.
 *
 * @param table collects the columns
 */
record DefaultTableDefinition(DescribedTable table) implements TableDefinition.Builder {

	private static final int SHARD_BITS = 5;

	/** Keys are then below 2<sup>53</sup>, and exact as doubles. */
	private static final int RANGE_BITS = 54;

	@Override
	public TableDefinition.Builder primaryKey(String name, Class<?> type) {
		describe(name, type).key();
		return this;
	}

	@Override
	public TableDefinition.Builder autoRandomKey(String name) {
		this.table.column(name, Long.class).key().autoRandom(SHARD_BITS, RANGE_BITS);
		return this;
	}

	@Override
	public TableDefinition.Builder autoIncrementKey(String name) {
		this.table.column(name, Long.class).key().autoIncrement();
		return this;
	}

	@Override
	public TableDefinition.Builder column(String name, Class<?> type) {
		describe(name, type);
		return this;
	}

	@Override
	public TableDefinition.Builder column(String name, Class<?> type,
			Consumer<? super TableDefinition.ColumnOptions> options) {
		Assert.notNull(options, "'options' must not be null");
		options.accept(new Options(describe(name, type)));
		return this;
	}

	private DescribedColumn describe(String name, Class<?> type) {
		DescribedColumn column = this.table.column(name, type);
		if (type == float[].class) {
			throw column.invalid("is a float[], which vectorColumn(name, dimensions) describes");
		}
		return column;
	}

	@Override
	public TableDefinition.Builder jsonColumn(String name) {
		this.table.column(name, Object.class).json();
		return this;
	}

	@Override
	public TableDefinition.Builder fullTextColumn(String name) {
		this.table.column(name, String.class).fullText();
		return this;
	}

	@Override
	public TableDefinition.Builder vectorColumn(String name, int dimensions) {
		this.table.column(name, float[].class).vector(dimensions);
		return this;
	}

	@Override
	public TableDefinition.Builder vectorColumn(String name, int dimensions,
			Consumer<? super TableDefinition.VectorOptions> options) {
		Assert.notNull(options, "'options' must not be null");
		options.accept(new Vector(this.table.column(name, float[].class).vector(dimensions)));
		return this;
	}

	@Override
	public TableDefinition.Builder index(String... columns) {
		this.table.index(false, "", columns);
		return this;
	}

	@Override
	public TableDefinition.Builder uniqueIndex(String... columns) {
		this.table.index(true, "", columns);
		return this;
	}

	private record Options(DescribedColumn column) implements TableDefinition.ColumnOptions {

		@Override
		public TableDefinition.ColumnOptions length(int length) {
			if (length < 1) {
				throw this.column.invalid("has the length %s; it is 1 or more".formatted(length));
			}
			this.column.length(length);
			return this;
		}

		@Override
		public TableDefinition.ColumnOptions notNull() {
			this.column.notNull();
			return this;
		}

		@Override
		public TableDefinition.ColumnOptions type(String type) {
			if (type == null || type.isBlank()) {
				throw this.column.invalid("has a blank type; without type(…) it has the default of its Java type");
			}
			this.column.sqlType(type);
			return this;
		}

	}

	private record Vector(DescribedColumn column) implements TableDefinition.VectorOptions {

		@Override
		public TableDefinition.VectorOptions source(String column) {
			if (column == null || column.isEmpty()) {
				throw this.column.invalid("has a source without a name");
			}
			this.column.source(column);
			return this;
		}

		@Override
		public TableDefinition.VectorOptions source(String column, MimeType mediaType) {
			Assert.notNull(mediaType, "'mediaType' must not be null");
			source(column);
			this.column.sourceMediaType(mediaType);
			return this;
		}

		@Override
		public TableDefinition.VectorOptions index() {
			this.column.vectorIndex();
			return this;
		}

		@Override
		public TableDefinition.VectorOptions distanceMetric(DistanceMetric metric) {
			if (metric == null) {
				throw this.column.invalid("has the distance metric null");
			}
			this.column.distanceMetric(metric);
			return this;
		}

	}

}
