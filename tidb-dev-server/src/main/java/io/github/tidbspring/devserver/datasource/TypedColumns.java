package io.github.tidbspring.devserver.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The columns of tables in JDBC's metadata, with the types {@code VECTOR} and
 * {@code JSON}, which MariaDB stores as texts: a library that compares the columns with
 * its own types would reject them.
 */
final class TypedColumns {

	/** The driver's types for TiDB's. */
	private static final Map<String, Integer> CODES = Map.of("VECTOR", Types.LONGVARBINARY, "JSON", Types.LONGVARCHAR);

	private static final Map<Object, String> NAMES = Map.of("DATA_TYPE", "DATA_TYPE", 5, "DATA_TYPE", "TYPE_NAME",
			"TYPE_NAME", 6, "TYPE_NAME");

	private final ResultSet columns;

	private final Map<List<String>, String> types;

	private TypedColumns(ResultSet columns, Map<List<String>, String> types) {
		this.columns = columns;
		this.types = types;
	}

	/**
	 * Return the result of {@code getColumns} with the types.
	 * @param columns the result
	 * @param connection a connection of the stand-in, which translates statements
	 * @return the result, which is the given one if there are no such columns
	 * @throws SQLException if the types cannot be read
	 */
	static ResultSet of(ResultSet columns, Connection connection) throws SQLException {
		Map<List<String>, String> types = new HashMap<>();
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns "
					+ "WHERE data_type IN ('vector', 'json')");
				ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				types.put(key(row.getString(1), row.getString(2), row.getString(3)),
						row.getString(4).toUpperCase(Locale.ROOT));
			}
		}
		return types.isEmpty() ? columns : (ResultSet) Proxy.newProxyInstance(TypedColumns.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, new TypedColumns(columns, types)::invoke);
	}

	private static List<String> key(String database, String table, String column) {
		return List.of(database.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT),
				column.toLowerCase(Locale.ROOT));
	}

	private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		String name = (arguments != null && method.getName().startsWith("get")) ? NAMES.get(arguments[0]) : null;
		String type = (name != null) ? type() : null;
		if (name != null && type != null) {
			Integer code = CODES.get(type);
			boolean text = method.getName().equals("getString");
			return name.equals("TYPE_NAME") ? type : text ? String.valueOf(code) : code;
		}
		try {
			return method.invoke(this.columns, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private @Nullable String type() throws SQLException {
		return this.types.get(key(this.columns.getString("TABLE_CAT"), this.columns.getString("TABLE_NAME"),
				this.columns.getString("COLUMN_NAME")));
	}

}
