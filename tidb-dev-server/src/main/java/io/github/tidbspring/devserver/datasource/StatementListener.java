package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.sql.StatementTranslator;
import io.github.tidbspring.devserver.sql.TiDBErrors;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Translates statements before they reach the driver, and errors before they reach the
 * caller.
 */
final class StatementListener implements MethodExecutionListener {

	private static final Set<String> METHODS_WITH_SQL = Set.of("prepareStatement", "prepareCall", "execute",
			"executeQuery", "executeUpdate", "executeLargeUpdate", "addBatch", "nativeSQL");

	private static final Set<String> METHODS_WITH_DATABASE = Set.of("setCatalog", "setSchema");

	private final StatementTranslator translator;

	private final KnownDatabases databases;

	StatementListener(StatementTranslator translator, KnownDatabases databases) {
		this.translator = translator;
		this.databases = databases;
	}

	@Override
	public void beforeMethod(MethodExecutionContext context) {
		Object[] arguments = context.getMethodArgs();
		if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof String text)) {
			return;
		}
		String method = context.getMethod().getName();
		try {
			if (METHODS_WITH_SQL.contains(method)) {
				translate(context, text);
			}
			else if (METHODS_WITH_DATABASE.contains(method) && context.getTarget() instanceof Connection) {
				this.databases.ensure(text);
			}
		}
		catch (SQLException ex) {
			throw Rethrow.asIs(ex);
		}
	}

	@Override
	public void afterMethod(MethodExecutionContext context) {
		if (context.getThrown() instanceof SQLException ex) {
			SQLException translated = TiDBErrors.translate(ex, textOf(context));
			if (translated != ex) {
				throw Rethrow.asIs(translated);
			}
		}
		else if (context.getTarget() instanceof DataSource && context.getResult() instanceof Connection connection) {
			ensureFunctions(connection);
		}
	}

	/** The text of the failed statement; a prepared one shows it, as the driver does. */
	private static String textOf(MethodExecutionContext context) {
		Object[] arguments = context.getMethodArgs();
		if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) {
			return text;
		}
		return (context.getTarget() instanceof PreparedStatement prepared) ? prepared.toString() : "";
	}

	private void translate(MethodExecutionContext context, String sql) throws SQLException {
		Connection connection = connectionOf(context.getTarget());
		if (connection == null) {
			return;
		}
		String translated = this.translator.translate(sql, new ServerTables(connection));
		if (!translated.equals(sql)) {
			Object[] arguments = context.getMethodArgs().clone();
			arguments[0] = translated;
			context.setMethodArgs(arguments);
		}
	}

	private void ensureFunctions(Connection connection) {
		try {
			this.databases.ensure(connection.getCatalog());
		}
		catch (SQLException ex) {
			try {
				connection.close();
			}
			catch (SQLException closing) {
				ex.addSuppressed(closing);
			}
			throw Rethrow.asIs(ex);
		}
	}

	private static @Nullable Connection connectionOf(Object target) throws SQLException {
		if (target instanceof Connection connection) {
			return connection;
		}
		return (target instanceof Statement statement) ? statement.getConnection() : null;
	}

}
