package io.github.tidbspring.devserver.sql;

/**
 * Tables that are what they are called.
 */
final class NamedTables implements ExistingTables {

	@Override
	public String currentDatabase() {
		return "d";
	}

	@Override
	public String constraint(String database, String table, String column) {
		return switch (column) {
			case "any_dimension" -> VectorConstraint.of(column, 0);
			case "no_vector" -> "";
			default -> null;
		};
	}

	@Override
	public boolean hasIndex(String database, String table, String column, String type) {
		return table.equals("full_text") || (table.equals("indexed") && type == null);
	}

}
