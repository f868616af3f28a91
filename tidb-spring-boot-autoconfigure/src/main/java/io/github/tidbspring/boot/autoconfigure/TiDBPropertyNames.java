package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The names of the connection properties, derived from the class that binds them.
 */
final class TiDBPropertyNames {

	/** Each of these alone means that the application connects to a TiDB. */
	static final List<String> EXPLICIT = List.of("tidb.host", "tidb.database-url", "tidb.username");

	/** Applies to connection details too, as the driver properties do. */
	static final String ENSURE_DATABASE = "tidb.ensure-database";

	static final String DRIVER_PROPERTIES = "tidb.driver-properties";

	/** Server address, credentials and TLS: connection details replace these. */
	static final List<String> CONNECTION = names("tidb", TiDBConnectionProperties.class)
		.filter((name) -> !Set.of(ENSURE_DATABASE, DRIVER_PROPERTIES).contains(name))
		.toList();

	/**
	 * Each of these means a connection to an existing server, so that no development
	 * server is started; the explicit ones come first. {@code tidb.database} is not one
	 * of them, because it also names the database of a development server.
	 */
	static final List<String> OF_A_SERVER = Stream.concat(EXPLICIT.stream(), CONNECTION.stream())
		.filter((name) -> !name.equals("tidb.database"))
		.distinct()
		.toList();

	private TiDBPropertyNames() {
	}

	/**
	 * Return whether a property is set to a text that is not blank, or to a placeholder
	 * that cannot be resolved: that one is reported when it is bound.
	 */
	static boolean isSet(Environment environment, String name) {
		try {
			return StringUtils.hasText(environment.getProperty(name));
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		// Coverage tools add static fields.
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.flatMap((field) -> {
				String name = prefix + "." + DataObjectPropertyName.toDashedForm(field.getName());
				boolean isSection = field.getType().getEnclosingClass() == TiDBConnectionProperties.class;
				return isSection ? names(name, field.getType()) : Stream.of(name);
			});
	}

}
