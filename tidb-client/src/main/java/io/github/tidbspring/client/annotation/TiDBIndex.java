package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An index: on a property, of its column alone; on a type, of the columns that it names.
 * Each index of several columns is one more annotation on the type: <pre class="code">
 * &#064;TiDBIndex({ "section", "publishedAt" })
 * record Article(&#064;PrimaryKey String slug, &#064;TiDBIndex(unique = true) String title, String section,
 * 		Instant publishedAt) {
 * }
 * </pre>
 * <p>
 * Vectors and texts have indexes of other kinds: see {@link VectorColumn#index()} and
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
	 * The columns in their order in the index, by the names of their properties or their
	 * own. On a type at least one; on a property none, as it is the column.
	 * @return the names
	 */
	String[] value() default {};

	/**
	 * Whether no two rows may have the same values.
	 * @return {@code true} for a unique index
	 */
	boolean unique() default false;

	/**
	 * The name of the index. By default {@code idx_}, or {@code uk_} where it is unique,
	 * and the names of the columns.
	 * @return the name
	 */
	String name() default "";

	/**
	 * Several indexes; the compiler writes it.
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
