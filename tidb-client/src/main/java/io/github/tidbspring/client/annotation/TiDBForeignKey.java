package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a foreign key: on a property, of its column; on a type, of the columns that
 * the annotation names. It can be repeated. The referenced table must exist before this
 * one is created.
 *
 * <pre class="code">
 * record Comment(&#064;PrimaryKey &#064;AutoRandom &#064;Nullable Long id,
 * 		&#064;TiDBForeignKey(references = Article.class, onDelete = Action.CASCADE) String article, String text) {
 * }
 * </pre>
 *
 * TiDB makes an index of the columns with the name of the foreign key, unless there is
 * one that begins with them.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/foreign-key/">Foreign keys</a>
 */
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(TiDBForeignKey.List.class)
public @interface TiDBForeignKey {

	/**
	 * The columns of this table, by the names of their properties or their own names. At
	 * least one on a type; none on a property.
	 * @return the names
	 */
	String[] value() default {};

	/**
	 * The type that describes the referenced table.
	 * @return the type; {@code void} if there is a {@link #table()}
	 */
	Class<?> references() default void.class;

	/**
	 * The name of the referenced table, if no type describes it.
	 * @return the name; empty if there is a type that it {@link #references()}
	 */
	String table() default "";

	/**
	 * The referenced columns, as many as there are columns of this table. By default, the
	 * primary key of the type that it {@link #references()}.
	 * @return the names of columns, or of properties of the referenced type
	 */
	String[] columns() default {};

	/**
	 * What happens to a row if the row that it refers to is deleted.
	 * @return the action
	 */
	Action onDelete() default Action.RESTRICT;

	/**
	 * What happens to a row if the key of the row that it refers to is changed.
	 * @return the action
	 */
	Action onUpdate() default Action.RESTRICT;

	/**
	 * The name of the foreign key. By default {@code fk_}, the name of the table, and the
	 * names of the columns.
	 * @return the name
	 */
	String name() default "";

	/**
	 * What happens to the rows that refer to a row.
	 *
	 * @since 0.1
	 */
	enum Action {

		/** The row cannot be deleted or changed while other rows refer to it. */
		RESTRICT,

		/** The rows that refer to it are deleted or changed too. */
		CASCADE,

		/** The columns of the rows that refer to it become NULL. */
		SET_NULL

	}

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
		 * The foreign keys.
		 * @return the foreign keys
		 */
		TiDBForeignKey[] value();

	}

}
