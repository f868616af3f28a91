package io.github.tidbspring.devserver.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.devserver.sql.StatementTranslator;

/**
 * The stored functions by which MariaDB has TiDB's functions. A stored function belongs
 * to a database, so they are installed in each database.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/vector-search-functions-and-operators/">Vector
 * functions of TiDB</a>
 */
public final class StoredFunctions {

	private static final List<Distance> DISTANCES = List.of(
			new Distance("VEC_L1_DISTANCE", "@tidb_stand_in_sum := <@tidb_stand_in_sum + ABS(<x - y>)>", "",
					"@tidb_stand_in_sum"),
			new Distance("VEC_L2_DISTANCE", "@tidb_stand_in_sum := <@tidb_stand_in_sum + <POW(<x - y>, 2)>>", "",
					"SQRT(@tidb_stand_in_sum)"),
			new Distance("VEC_NEGATIVE_INNER_PRODUCT", "ABS(@tidb_stand_in_sum := <@tidb_stand_in_sum + <x * y>>)", "",
					"-1e0 * @tidb_stand_in_sum"),
			new Distance("VEC_COSINE_DISTANCE",
					"ABS(@tidb_stand_in_sum := <@tidb_stand_in_sum + <x * y>>)"
							+ " + (@tidb_stand_in_x := <@tidb_stand_in_x + <x * x>>)",
					" + (@tidb_stand_in_y := <@tidb_stand_in_y + <y * y>>)",
					// NaN becomes NULL, and an infinite value 1 or -1.
					"1 - CASE WHEN @tidb_stand_in_x * @tidb_stand_in_y = 0 AND"
							+ " (@tidb_stand_in_sum = 0 OR GREATEST(@tidb_stand_in_x, @tidb_stand_in_y) >= 1e150)"
							+ " OR ABS(@tidb_stand_in_sum) >= 1e150"
							+ " AND GREATEST(@tidb_stand_in_x, @tidb_stand_in_y) >= 1e150 THEN NULL"
							+ " WHEN @tidb_stand_in_x * @tidb_stand_in_y = 0 THEN SIGN(@tidb_stand_in_sum)"
							+ " ELSE GREATEST(-1, LEAST(1, @tidb_stand_in_sum"
							+ " / SQRT(@tidb_stand_in_x * @tidb_stand_in_y))) END"));

	private final List<String> statements = new ArrayList<>();

	/**
	 * Read the definitions of the functions.
	 * @param version the result of {@code TIDB_VERSION()}
	 */
	public StoredFunctions(String version) {
		for (String statement : read("functions.sql").split("(?m)^//$")) {
			this.statements.add(statement.replace("${version}", version.replace("'", "''")));
		}
		String distance = read("distance.sql");
		DISTANCES.forEach((function) -> this.statements.add(function.statement(distance)));
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

	/**
	 * The formula of a distance of vectors with the elements x and y, computed with
	 * 32-bit floats as in TiDB.
	 *
	 * @param name the function's name
	 * @param step adds a pair of elements to the sums, and has the size of one of them;
	 * expressions in angle brackets are rounded to 32 bits
	 * @param squares the same for the squares of y, or an empty text if they are not
	 * needed
	 * @param result the distance, computed from the sums
	 */
	private record Distance(String name, String step, String squares, String result) {

		private static final String KEPT = "COLUMN_GET(@tidb_stand_in_elements, i AS DOUBLE)";

		private String statement(String template) {
			String all = this.step + this.squares;
			return template.replace("${name}", this.name)
				.replace("${with_kept}", rounded(this.step.replaceAll("\\by\\b", KEPT), "CAST(", " AS FLOAT)"))
				.replace("${with_other}", rounded(all, "CAST(", " AS FLOAT)"))
				.replace("${checked}", rounded(all, "TIDB_STAND_IN_FLOAT(", ")"))
				.replace("${needs_kept_square}", this.squares.isEmpty() ? "FALSE" : "TRUE")
				.replace("${result}", this.result);
		}

		private static String rounded(String expression, String before, String after) {
			return expression.replace("<", before).replace(">", after);
		}

	}

}
