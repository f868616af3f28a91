package io.github.tidbspring.client.query;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The columns that a {@link Filter} and a {@link SortOrder} may name. The client's tables
 * implement it; applications have no need to.
 *
 * @since 0.1
 */
public interface Columns {

	/**
	 * Return the column of a name.
	 * @param name the name of a property or of a column
	 * @return the column, or {@code null} if there is none
	 */
	@Nullable ColumnReference find(String name);

	/**
	 * Return the names that a message lists where one is unknown.
	 * @return the names, in the order of the table
	 */
	Collection<String> names();

	/**
	 * Return what the columns belong to, for a message.
	 * @return a description, such as <code>table `notes`</code>
	 */
	String description();

	/**
	 * Convert a value that is compared with no column in particular: a parameter of
	 * {@link Filter#sql(String, java.util.Map) Filter.sql}.
	 * @param value the value
	 * @return what is sent
	 */
	default Object toParameter(Object value) {
		return value;
	}

	/**
	 * Return what is known of a value in a JSON column.
	 * @param name the name that the filter has for it, for a message
	 * @param column the column
	 * @param path the keys (strings) and positions (integers) that lead to the value
	 * @return the place
	 */
	default JsonPlace jsonPlace(String name, ColumnReference column, List<Object> path) {
		return JsonPlace.UNKNOWN;
	}

	/**
	 * Take down that a condition has a text of its author's own
	 * ({@link Filter#sql(String, java.util.Map) Filter.sql}), which may name any column.
	 */
	default void anyMayBeNamed() {
	}

}
