package io.github.tidbspring.devserver.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

import io.github.tidbspring.devserver.sql.ShownVectorIndex;

/**
 * The answer of {@code SHOW CREATE TABLE}, with vector indexes as TiDB shows them.
 */
final class ShownDefinition {

	private static final String COLUMN = "Create Table";

	private ShownDefinition() {
	}

	/**
	 * Return whether a result has the definition of a table.
	 * @param result the result
	 * @return {@code true} if it is that of {@code SHOW CREATE TABLE}
	 */
	static boolean isIn(ResultSet result) {
		try {
			ResultSetMetaData columns = result.getMetaData();
			return columns != null && columns.getColumnCount() == 2 && COLUMN.equals(columns.getColumnLabel(2));
		}
		catch (SQLException ex) {
			// The reader of the result gets the same exception.
			return false;
		}
	}

	static ResultSet of(ResultSet result) {
		return (ResultSet) Proxy.newProxyInstance(ShownDefinition.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, (proxy, method, arguments) -> {
					try {
						Object value = method.invoke(result, arguments);
						return (method.getName().startsWith("get") && value instanceof String text)
								? ShownVectorIndex.translate(text) : value;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
