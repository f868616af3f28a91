package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code String} for full-text search, which needs a full-text index. Only TiDB
 * Cloud Starter supports these, in some regions.
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
	 * The parser that splits the text into words.
	 * @return the parser
	 */
	Parser parser() default Parser.STANDARD;

	/**
	 * Whether the table is created with the index. If the server does not support it,
	 * {@link io.github.tidbspring.client.table.SchemaOperations#create()} creates the
	 * table without the index and logs a warning.
	 * {@link io.github.tidbspring.client.table.SchemaOperations#createIndex(String)}
	 * creates the index later.
	 * @return {@code false} to create the table without the index
	 */
	boolean index() default true;

	/**
	 * The name of the index. By default {@code fts_idx_} and the name of the column. An
	 * existing full-text index on the same column is used whatever its name is.
	 * @return the name of the index
	 */
	String indexName() default "";

	/**
	 * A parser that splits a text into words.
	 */
	enum Parser {

		/** For English and languages that separate words in the same way. */
		STANDARD,

		/** For several languages, including those without spaces between words. */
		MULTILINGUAL

	}

}
