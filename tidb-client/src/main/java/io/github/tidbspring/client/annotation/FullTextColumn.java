package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text column that is searched for words, with a full-text index. Only TiDB Cloud
 * Starter has them, and not in all regions.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
 * search</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FullTextColumn {

	/**
	 * How the text is taken apart.
	 * @return the parser
	 */
	Parser parser() default Parser.STANDARD;

	/**
	 * Whether the table is created with the index, where the server can have it; where it
	 * cannot, {@link io.github.tidbspring.client.table.SchemaOperations#create()} creates
	 * the table without and says so.
	 * {@link io.github.tidbspring.client.table.SchemaOperations#createIndex(String)}
	 * makes it later.
	 * @return {@code false} to create the table without
	 */
	boolean index() default true;

	/**
	 * The name of the index. By default {@code fts_idx_} and the name of the column. An
	 * index of another name on the same column counts as this one.
	 * @return the name of the index
	 */
	String indexName() default "";

	/**
	 * How a text is taken apart into words.
	 */
	enum Parser {

		/** For English and alike. */
		STANDARD,

		/** For several languages, also those without spaces between words. */
		MULTILINGUAL

	}

}
