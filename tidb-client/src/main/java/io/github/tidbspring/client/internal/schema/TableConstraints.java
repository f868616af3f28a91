package io.github.tidbspring.client.internal.schema;

import java.util.List;

/**
 * The constraints of a table besides its indexes.
 *
 * @param foreignKeys its foreign keys
 * @param checks its CHECK constraints
 */
public record TableConstraints(List<ForeignKeySchema> foreignKeys, List<CheckSchema> checks) {

	/** No constraints. */
	public static final TableConstraints NONE = new TableConstraints(List.of(), List.of());

}
