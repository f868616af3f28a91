package io.github.tidbspring.client.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The differences between a table and the type that describes it, as the statements that
 * bring the table to its type: text for a migration of Flyway or Liquibase. See
 * {@link SchemaOperations#diff()}.
 *
 * <pre class="code">
 * notes.schema().diff().statements().forEach(System.out::println);
 * </pre>
 *
 * Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class SchemaDiff {

	private final List<String> statements;

	private final List<String> refused;

	private SchemaDiff(List<String> statements, List<String> refused) {
		this.statements = List.copyOf(statements);
		this.refused = List.copyOf(refused);
	}

	/**
	 * Create a difference, such as one for a test.
	 * @param statements the statements
	 * @param refused the differences without statements
	 * @return the difference
	 */
	public static SchemaDiff of(List<String> statements, List<String> refused) {
		return new SchemaDiff(statements, refused);
	}

	/**
	 * Return whether the table is what the type describes.
	 * @return {@code true} if there is nothing to change, by a statement or by hand
	 */
	public boolean isEmpty() {
		return this.statements.isEmpty() && this.refused.isEmpty();
	}

	/**
	 * Return the statements that change the table without any loss of data, to be run in
	 * this order. Each makes one change, without a semicolon.
	 * @return the statements; empty if there is nothing to change
	 */
	public List<String> statements() {
		return this.statements;
	}

	/**
	 * Return the differences for which there is no statement, because it would lose data,
	 * or because TiDB does not support the change. They are to be changed by hand.
	 * @return a sentence for each, with the reason
	 */
	public List<String> refused() {
		return this.refused;
	}

	/** The statements, and the other differences as comments in SQL. */
	@Override
	public String toString() {
		return Stream
			.concat(this.statements.stream().map((statement) -> statement + ";"),
					this.refused.stream().map((difference) -> "-- " + difference.replace("\n", "\n-- ")))
			.collect(Collectors.joining("\n"));
	}

}
