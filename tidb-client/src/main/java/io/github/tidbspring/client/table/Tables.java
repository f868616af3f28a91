package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All tables of the current database, by name, also those that no type describes.
 * {@code TiDBClient.table(type)} returns the table of a type.
 * <p>
 * Names have no quotes. An invalid name, such as an empty one, leads to an
 * {@link IllegalArgumentException}. To drop a table commits a running transaction.
 * <p>
 * Thread-safe. Applications do not implement this interface: methods may be added to it.
 *
 * @since 0.1
 */
public interface Tables {

	/**
	 * Return a table as it is in the database, with rows as maps: its columns, its key,
	 * the dimensions of its vectors, and its indexes with their distance metrics are
	 * read, once. Later changes of the table are not seen.
	 * <p>
	 * The values of a column have the Java type that {@link TableDefinition} would
	 * describe it with, or the next larger one: a {@code DATETIME} is a
	 * {@link java.time.LocalDateTime}, a {@code TIMESTAMP} an {@link java.time.Instant},
	 * {@code TINYINT(1)} a {@code Boolean}, and a column of a type that no Java type has
	 * is a text. A vector has no
	 * {@link io.github.tidbspring.client.annotation.VectorColumn#source() source}, which
	 * the database does not know: it is given in each row, while the query of a search is
	 * embedded as usual.
	 * @param name its name
	 * @return the table
	 * @throws org.springframework.dao.InvalidDataAccessResourceUsageException if there is
	 * no such table, or it has no primary key
	 */
	Table<Map<String, @Nullable Object>> open(String name);

	/**
	 * Return the names of all tables.
	 * @return the names, in alphabetical order, without views
	 */
	List<String> list();

	/**
	 * Return whether there is a table.
	 * @param name its name
	 * @return {@code true} if there is
	 */
	boolean exists(String name);

	/**
	 * Drop a table with all its rows.
	 * @param name its name
	 * @throws org.springframework.dao.DataAccessException if there is none
	 */
	void drop(String name);

	/**
	 * Drop a table with all its rows if there is one.
	 * @param name its name
	 */
	void dropIfExists(String name);

}
