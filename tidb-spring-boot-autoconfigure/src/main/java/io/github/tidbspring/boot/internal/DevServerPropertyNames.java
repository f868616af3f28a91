package io.github.tidbspring.boot.internal;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The names of the development server's properties that are treated specially. The others
 * need no list: they are all names below the same prefix. The class that binds them is
 * not read, because its fields have types of an optional module.
 */
public final class DevServerPropertyNames {

	public static final String PREFIX = "tidb.dev-server";

	public static final String ENABLED = PREFIX + ".enabled";

	/** These describe the machine, for all applications on it. */
	public static final List<String> OF_THE_MACHINE = List.of(PREFIX + ".type", PREFIX + ".tidb-binary");

	private static final ConfigurationPropertyName PARENT = ConfigurationPropertyName.of(PREFIX);

	private static final List<ConfigurationPropertyName> OF_ANY_SERVER = Stream
		.concat(Stream.of(ENABLED), OF_THE_MACHINE.stream())
		.map(ConfigurationPropertyName::of)
		.toList();

	private DevServerPropertyNames() {
	}

	/**
	 * Return whether a property configures one server, such as its port: neither whether
	 * there is a server, nor what the machine has.
	 * @param name the name of the property
	 * @return {@code true} if it does
	 */
	public static boolean isOfOneServer(ConfigurationPropertyName name) {
		return PARENT.isAncestorOf(name) && !OF_ANY_SERVER.contains(name);
	}

}
