package io.github.tidbspring.boot.internal;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The names of the connection properties, derived from the class that binds them. It is a
 * parameter, because this package does not depend on the one of the auto-configurations.
 */
public final class TiDBPropertyNames {

	private static final String PREFIX = "tidb";

	/** Each of these alone means that the application connects to a TiDB. */
	public static final List<String> EXPLICIT = explicit(PREFIX);

	/** Applies to connection details too, as the driver properties do. */
	public static final String ENSURE_DATABASE = "tidb.ensure-database";

	public static final String DRIVER_PROPERTIES = "tidb.driver-properties";

	private TiDBPropertyNames() {
	}

	/**
	 * Return the properties of which each alone means that a client connects to a TiDB.
	 * @param prefix the prefix of the client's properties, without a dot at its end
	 * @return the names
	 */
	public static List<String> explicit(String prefix) {
		return Stream.of("host", "database-url", "username").map((name) -> prefix + "." + name).toList();
	}

	/**
	 * Return whether a client's properties specify a server.
	 * @param environment the environment
	 * @param prefix the prefix of the client's properties, without a dot at its end
	 * @return {@code true} if one of the {@link #explicit(String) explicit} ones is set
	 */
	public static boolean isExplicit(Environment environment, String prefix) {
		return explicit(prefix).stream().anyMatch((name) -> isSet(environment, name));
	}

	/**
	 * Return the properties of server address, credentials and TLS: connection details
	 * replace these.
	 * @param properties the class that binds the properties of a connection
	 * @return the names, in the order of the fields
	 */
	public static List<String> ofConnection(Class<?> properties) {
		return names(PREFIX, properties, properties)
			.filter((name) -> !Set.of(ENSURE_DATABASE, DRIVER_PROPERTIES).contains(name))
			.toList();
	}

	/**
	 * Return the properties of which each means a connection to an existing server, so
	 * that no development server is started. {@code tidb.database} is not one of them,
	 * because it also names the database of a development server.
	 * @param properties the class that binds the properties of a connection
	 * @return the names, the explicit ones first
	 */
	public static List<String> ofServer(Class<?> properties) {
		return Stream.concat(EXPLICIT.stream(), ofConnection(properties).stream())
			.filter((name) -> !name.equals("tidb.database"))
			.distinct()
			.toList();
	}

	/**
	 * Return whether a property is set to a text that is not blank, or to a placeholder
	 * that cannot be resolved: that one is reported when it is bound.
	 * @param environment the environment
	 * @param name the name of the property
	 * @return {@code true} if it is set
	 */
	public static boolean isSet(Environment environment, String name) {
		try {
			return StringUtils.hasText(environment.getProperty(name));
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	private static Stream<String> names(String prefix, Class<?> type, Class<?> properties) {
		// Coverage tools add static fields.
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.flatMap((field) -> {
				String name = prefix + "." + DataObjectPropertyName.toDashedForm(field.getName());
				boolean isSection = field.getType().getEnclosingClass() == properties;
				return isSection ? names(name, field.getType(), properties) : Stream.of(name);
			});
	}

}
