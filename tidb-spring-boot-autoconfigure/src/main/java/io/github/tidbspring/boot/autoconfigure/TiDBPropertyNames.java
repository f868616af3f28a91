package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The names of the properties of a connection, derived from the class that binds them.
 */
final class TiDBPropertyNames {

	/** Each of these alone says that a TiDB is meant. */
	static final List<String> EXPLICIT = List.of("tidb.host", "tidb.database-url", "tidb.username");

	/**
	 * These take part in a connection, whoever says where it goes: they apply beside
	 * connection details too.
	 */
	static final String ENSURE_DATABASE = "tidb.ensure-database";

	static final String DRIVER_PROPERTIES = "tidb.driver-properties";

	/** These say where TiDB is, and how to log in: connection details replace them. */
	static final List<String> CONNECTION = of(TiDBConnectionProperties.class).stream()
		.filter((name) -> !Set.of(ENSURE_DATABASE, DRIVER_PROPERTIES).contains(name))
		.toList();

	/**
	 * These mean a connection to a server that is there; those that say so alone come
	 * first. The database is not one: it is also what a development server is to have.
	 */
	static final List<String> OF_A_SERVER = Stream.concat(EXPLICIT.stream(), CONNECTION.stream())
		.filter((name) -> !name.equals("tidb.database"))
		.distinct()
		.toList();

	private TiDBPropertyNames() {
	}

	private static List<String> of(Class<?> type) {
		List<String> names = new ArrayList<>();
		collect("tidb", type, names);
		return names;
	}

	private static void collect(String prefix, Class<?> type, List<String> names) {
		for (Field field : type.getDeclaredFields()) {
			// Tools that measure coverage add static ones.
			if (!Modifier.isStatic(field.getModifiers())) {
				String name = prefix + "." + DataObjectPropertyName.toDashedForm(field.getName());
				boolean section = field.getType().getEnclosingClass() == TiDBConnectionProperties.class;
				if (section) {
					collect(name, field.getType(), names);
				}
				else {
					names.add(name);
				}
			}
		}
	}

}
