package io.github.tidbspring.client.table;

import java.util.List;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table in the database is not what its type describes.
 *
 * @since 0.1
 */
public class TableMismatchException extends InvalidDataAccessResourceUsageException {

	private final transient List<String> differences;

	public TableMismatchException(String table, Class<?> type, List<String> differences) {
		super("The table %s is not what %s describes:\n- %s".formatted(table, type.getSimpleName(),
				String.join("\n- ", differences)));
		this.differences = List.copyOf(differences);
	}

	/**
	 * Return the differences.
	 * @return a sentence for each
	 */
	public List<String> getDifferences() {
		return this.differences;
	}

}
