package io.github.tidbspring.standin.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.standin.sql.StatementTranslator;

/**
 * The stored functions that teach MariaDB TiDB's words. A stored function belongs to a
 * database, so each database gets them all.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions of TiDB</a>
 */
public final class StoredFunctions {

	/**
	 * What each distance computes of the elements x and y, where yy is the sum of all
	 * squares of y. Nothing is far from nothing, but for the cosine, which is NULL then,
	 * as it is for a vector of zeros.
	 */
	private static final Map<String, String> DISTANCES = Map.of( //
			"VEC_L1_DISTANCE", "COALESCE(SUM(ABS(x - {y})), 0)", //
			"VEC_L2_DISTANCE", "SQRT(COALESCE(SUM(POW(x - {y}, 2)), 0))", //
			"VEC_NEGATIVE_INNER_PRODUCT", "0 - COALESCE(SUM(x * {y}), 0)", //
			"VEC_COSINE_DISTANCE", "1 - GREATEST(-1, LEAST(1, SUM(x * {y}) / NULLIF(SQRT(SUM(x * x) * {yy}), 0)))");

	private final List<String> statements = new ArrayList<>();

	/**
	 * Read the functions.
	 * @param version what {@code TIDB_VERSION()} says
	 */
	public StoredFunctions(String version) {
		for (String statement : read("functions.sql").split("(?m)^//$")) {
			this.statements.add(statement.replace("${version}", version.replace("'", "''")));
		}
		String distance = read("distance.sql");
		DISTANCES.forEach((name,
				sum) -> this.statements.add(distance.replace("${name}", name)
					.replace("${with_other}", sum.replace("{y}", "y").replace("{yy}", "SUM(y * y)"))
					.replace("${with_kept}", sum.replace("{y}", "COLUMN_GET(@tidb_stand_in_elements, i AS DOUBLE)")
						.replace("{yy}", "@tidb_stand_in_square"))));
	}

	/**
	 * Create the functions, or replace them, in the connection's database.
	 * @param connection a connection to the database
	 * @throws SQLException if they cannot be created
	 */
	public void install(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : this.statements) {
				statement.execute(sql);
			}
		}
	}

	private static String read(String resource) {
		try (InputStream stream = StoredFunctions.class.getResourceAsStream(resource)) {
			if (stream == null) {
				throw new IllegalStateException("The resource " + resource + " is missing");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("SQL SECURITY INVOKER",
					"SQL SECURITY INVOKER COMMENT '" + StatementTranslator.ROUTINE_COMMENT + "'");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
