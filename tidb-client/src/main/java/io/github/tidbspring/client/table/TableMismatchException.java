package io.github.tidbspring.client.table;

import java.util.List;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Thrown when a table in the database differs from what its type or its definition
 * describes.
 *
 * @since 0.1
 */
public class TableMismatchException extends InvalidDataAccessResourceUsageException {

	private final transient List<String> differences;

	/**
	 * Create an exception.
	 * @param table the quoted name of the table
	 * @param description what describes it, such as the name of a type
	 * @param differences a sentence for each difference
	 */
	public TableMismatchException(String table, String description, List<String> differences) {
		super("The table %s is not what %s describes:\n- %s".formatted(table, description,
				String.join("\n- ", differences)));
		this.differences = List.copyOf(differences);
	}

	/**
	 * Return the differences.
	 * @return a sentence for each difference; unmodifiable
	 */
	public List<String> getDifferences() {
		return this.differences;
	}

}
