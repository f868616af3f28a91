package io.github.tidbspring.test;

import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * Distinguishes statements whose parameters Connector/J inserts into the text from
 * statements prepared by the server. Works without the driver on the class path.
 */
final class InlinedParameters {

	private static final String PREPARED = "com.mysql.cj.jdbc.JdbcPreparedStatement";

	private static final String PREPARED_ON_SERVER = "com.mysql.cj.jdbc.ServerPreparedStatement";

	private InlinedParameters() {
	}

	static boolean isIn(@Nullable Statement statement) {
		try {
			Class<?> prepared = Class.forName(PREPARED);
			return statement != null && statement.isWrapperFor(prepared)
					&& !Class.forName(PREPARED_ON_SERVER).isInstance(statement.unwrap(prepared));
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The statement cannot be unwrapped", ex);
		}
	}

}
