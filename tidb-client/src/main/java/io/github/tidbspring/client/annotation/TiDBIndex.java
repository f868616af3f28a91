package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an index: on a property, an index of its column; on a type, an index of the
 * columns that the annotation names. It can be repeated: <pre class="code">
 * &#064;TiDBIndex({ "section", "publishedAt" })
 * record Article(&#064;PrimaryKey String slug, &#064;TiDBIndex(unique = true) String title, String section,
 * 		Instant publishedAt) {
 * }
 * </pre>
 * <p>
 * A part in parentheses is an expression in SQL, as in TiDB's DDL. With
 * {@code CAST(… AS … ARRAY)}, it is a multi-valued index, which has an entry for each
 * element of a JSON array: <pre class="code">
 * &#064;TiDBIndex({ "section", "(LOWER(title))" })
 * record Article(&#064;PrimaryKey String slug, String title, String section,
 * 		&#064;TiDBIndex("(CAST(tags AS CHAR(40) ARRAY))") &#064;JsonColumn List&lt;String&gt; tags) {
 * }
 * </pre>
 * <p>
 * For vector and full-text indexes, see {@link VectorColumn#index()} and
 * {@link FullTextColumn}.
 *
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/sql-statement-create-index/">CREATE
 * INDEX</a>
 */
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(TiDBIndex.List.class)
public @interface TiDBIndex {

	/**
	 * The parts of the index in their order: columns, by the names of their properties or
	 * their own names; {@code content(100)} for the first 100 characters of a column,
	 * which a {@code TEXT} needs; expressions in parentheses, with the names of columns.
	 * TiDB accepts only some functions in expressions, such as {@code LOWER},
	 * {@code UPPER}, {@code MD5} and those of JSON. At least one part on a type; none on
	 * a property, or one that is an expression or the beginning of its column.
	 * @return the parts; expressions are inserted into the DDL unchanged
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-create-index/#expression-index">Expression
	 * indexes</a>
	 */
	String[] value() default {};

	/**
	 * Whether the index is unique: no two rows may have the same values.
	 * @return {@code true} for a unique index
	 */
	boolean unique() default false;

	/**
	 * The name of the index. By default {@code idx_}, or {@code uk_} if it is unique, and
	 * the names of the columns, or the words of the expressions.
	 * @return the name
	 */
	String name() default "";

	/**
	 * The container of repeated annotations. The compiler adds it.
	 *
	 * @since 0.1
	 */
	@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface List {

		/**
		 * The indexes.
		 * @return the indexes
		 */
		TiDBIndex[] value();

	}

}
