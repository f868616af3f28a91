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
	 * The columns in the order of the index, by the names of their properties or their
	 * own names. At least one on a type; none on a property.
	 * @return the names
	 */
	String[] value() default {};

	/**
	 * Whether the index is unique: no two rows may have the same values.
	 * @return {@code true} for a unique index
	 */
	boolean unique() default false;

	/**
	 * The name of the index. By default {@code idx_}, or {@code uk_} if it is unique, and
	 * the names of the columns.
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
