package io.github.tidbspring.client.table;

import java.util.function.Consumer;

import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.util.MimeType;

/**
 * The definition of a table whose columns are known at run time. Its rows are maps from
 * the names of the columns to their values:
 *
 * <pre class="code">
 * Table&lt;Map&lt;String, &#64;Nullable Object&gt;&gt; notes = tidb.table("notes_" + tenant, (columns) -&gt; columns
 *     .autoRandomKey("id")
 *     .column("title", String.class)
 *     .fullTextColumn("body")
 *     .jsonColumn("meta")
 *     .vectorColumn("embedding", dimensions, (vector) -&gt; vector.source("body").index()));
 * </pre>
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient#table(String, Consumer)
 */
public interface TableDefinition {

	/**
	 * Collects the columns and indexes of a table. Names are those of the database, and
	 * are used unchanged. All columns except those of the key accept NULL, unless their
	 * Java type is primitive, or {@link ColumnOptions#notNull()} excludes it. Not
	 * thread-safe, and not intended to be implemented by applications: methods may be
	 * added to it.
	 * <p>
	 * Each method throws an {@link IllegalArgumentException} if TiDB does not accept the
	 * name of the column, or there is a column of that name. What depends on several
	 * columns is checked when the definition is complete.
	 */
	interface Builder {

		/**
		 * Add a column of the primary key. Several ones are a composite key, in their
		 * order.
		 * @param name the name of the column
		 * @param type the type of its values
		 * @return this builder
		 */
		Builder primaryKey(String name, Class<?> type);

		/**
		 * Add a {@code long} primary key that the server generates at random, in 54 bits,
		 * so that each key is below 2<sup>53</sup>, and exact in JavaScript.
		 * @param name the name of the column
		 * @return this builder
		 * @see <a href=
		 * "https://docs.pingcap.com/tidb/stable/auto-random/">AUTO_RANDOM</a>
		 */
		Builder autoRandomKey(String name);

		/**
		 * Add a {@code long} primary key that the server increments. In a large table,
		 * {@link #autoRandomKey(String)} distributes writes better.
		 * @param name the name of the column
		 * @return this builder
		 * @see <a href=
		 * "https://docs.pingcap.com/tidb/stable/auto-increment/">AUTO_INCREMENT</a>
		 */
		Builder autoIncrementKey(String name);

		/**
		 * Add a column.
		 * @param name the name of the column
		 * @param type the type of its values, one that a property of a record could have;
		 * a {@code String} is a {@code VARCHAR(255)}
		 * @return this builder
		 */
		Builder column(String name, Class<?> type);

		/**
		 * Add a column.
		 * @param name the name of the column
		 * @param type the type of its values
		 * @param options what the type does not express
		 * @return this builder
		 */
		Builder column(String name, Class<?> type, Consumer<? super ColumnOptions> options);

		/**
		 * Add a JSON column. Its values are written and read by the client's mapper: read
		 * as maps, lists, strings, numbers and booleans.
		 * @param name the name of the column
		 * @return this builder
		 */
		Builder jsonColumn(String name);

		/**
		 * Add a text with a full-text index, a {@code MEDIUMTEXT}. If the server does not
		 * support the index, the table is created without it, and a warning is logged.
		 * @param name the name of the column
		 * @return this builder
		 */
		Builder fullTextColumn(String name);

		/**
		 * Add a vector without an index, that is compared by
		 * {@link DistanceMetric#COSINE}.
		 * @param name the name of the column
		 * @param dimensions the number of dimensions, 1 to 16,383
		 * @return this builder
		 */
		Builder vectorColumn(String name, int dimensions);

		/**
		 * Add a vector.
		 * @param name the name of the column
		 * @param dimensions the number of dimensions, 1 to 16,383; those that an
		 * embedding function has are checked before its first call
		 * @param options its source, its index and its distance metric
		 * @return this builder
		 */
		Builder vectorColumn(String name, int dimensions, Consumer<? super VectorOptions> options);

		/**
		 * Add an index, called {@code idx_} and the names of its columns.
		 * @param columns the columns, in the order of the index; at least one
		 * @return this builder
		 */
		Builder index(String... columns);

		/**
		 * Add a unique index, called {@code uk_} and the names of its columns.
		 * @param columns the columns, in the order of the index; at least one
		 * @return this builder
		 */
		Builder uniqueIndex(String... columns);

	}

	/**
	 * What the Java type of a column does not express.
	 */
	interface ColumnOptions {

		/**
		 * Set the maximum length of a text in characters, or of a {@code byte[]} in
		 * bytes.
		 * @param length the length; up to 16,383 it is a {@code VARCHAR} or
		 * {@code VARBINARY}
		 * @return these options
		 * @see io.github.tidbspring.client.annotation.TiDBColumn#length()
		 */
		ColumnOptions length(int length);

		/**
		 * Exclude NULL.
		 * @return these options
		 */
		ColumnOptions notNull();

		/**
		 * Set the SQL type, instead of the default for the Java type.
		 * @param type the type, such as {@code DECIMAL(10,2)}; inserted into the DDL
		 * unchanged, so it must be the application's and never user input
		 * @return these options
		 * @see io.github.tidbspring.client.annotation.TiDBColumn#type()
		 */
		ColumnOptions type(String type);

	}

	/**
	 * The source, the index and the distance metric of a vector.
	 */
	interface VectorOptions {

		/**
		 * Set the column whose text the vector is computed from when a row is written
		 * without a vector.
		 * @param column the name of a column of type {@code String}
		 * @return these options
		 * @see io.github.tidbspring.client.annotation.VectorColumn#source()
		 */
		VectorOptions source(String column);

		/**
		 * Set the column with an image or other content that the vector is computed from
		 * when a row is written without a vector.
		 * @param column the name of a column of type {@code byte[]}
		 * @param mediaType the media type of the content, such as {@code image/*}
		 * @return these options
		 * @see io.github.tidbspring.client.annotation.VectorColumn#sourceMediaType()
		 */
		VectorOptions source(String column, MimeType mediaType);

		/**
		 * Create the table with an HNSW index on this column. If the server does not
		 * support it, the table is created without it, and a warning is logged.
		 * @return these options
		 * @see io.github.tidbspring.client.annotation.VectorColumn#index()
		 */
		VectorOptions index();

		/**
		 * Set the distance metric of searches that do not specify another one, and of the
		 * index. The default is {@link DistanceMetric#COSINE}.
		 * @param metric the metric; an index requires {@link DistanceMetric#COSINE} or
		 * {@link DistanceMetric#L2}
		 * @return these options
		 */
		VectorOptions distanceMetric(DistanceMetric metric);

	}

}
