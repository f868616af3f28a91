package io.github.tidbspring.boot.internal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of the beans and properties of the clients that {@code tidb.clients.<name>.*}
 * configures.
 */
public final class NamedClients {

	public static final String PREFIX = "tidb.clients";

	private static final String ROOT = "tidb";

	/**
	 * Attribute of the bean definition of the {@code DataSource} that stands for the
	 * missing one of an application with named clients only: it has no connections.
	 */
	public static final String NO_DATA_SOURCE = "io.github.tidbspring.boot.no-default-data-source";

	private static final ConfigurationPropertyName PARENT = ConfigurationPropertyName.of(PREFIX);

	private static final String CLIENT = "TiDBClient";

	private static final String DATA_SOURCE = "TiDBDataSource";

	private NamedClients() {
	}

	/**
	 * Return the prefix of a client's properties.
	 * @param name the name of the client
	 * @return the prefix in the canonical form of property names, which has no capitals
	 * and underscores: {@code tidb.clients.my-client} for {@code myClient}
	 */
	public static String prefix(String name) {
		return PREFIX + "." + DataObjectPropertyName.toDashedForm(name);
	}

	/**
	 * Return the name of a setting of a client in exceptions.
	 * @param name the name of the client
	 * @param setting the setting, such as {@code host}
	 * @return the name below {@code tidb}, such as {@code clients.reporting.host}
	 */
	public static String setting(String name, String setting) {
		return prefix(name).substring(ROOT.length() + 1) + "." + setting;
	}

	public static String clientBean(String name) {
		return name + CLIENT;
	}

	public static String dataSourceBean(String name) {
		return name + DATA_SOURCE;
	}

	/**
	 * Return the name of the client that a bean belongs to, if it has the name of a
	 * client's bean.
	 * @param bean the name of a bean
	 * @return the name of the client, or {@code null}
	 */
	public static @Nullable String nameOf(String bean) {
		for (String suffix : new String[] { CLIENT, DATA_SOURCE }) {
			if (bean.endsWith(suffix) && bean.length() > suffix.length()) {
				return bean.substring(0, bean.length() - suffix.length());
			}
		}
		return null;
	}

	/**
	 * Return the name of the client that a property configures.
	 * @param property the name of a property below {@link #PREFIX}
	 * @return the name as it is written
	 */
	public static String nameIn(ConfigurationPropertyName property) {
		return property.getElement(PARENT.getNumberOfElements(), Form.ORIGINAL);
	}

	/**
	 * Return the property of the default client that has the same meaning.
	 * @param property the name of a property
	 * @return {@code tidb.host} for {@code tidb.clients.reporting.host}; {@code null} if
	 * it is not a property of a named client
	 */
	public static @Nullable ConfigurationPropertyName counterpart(ConfigurationPropertyName property) {
		int elements = PARENT.getNumberOfElements();
		return (PARENT.isAncestorOf(property) && property.getNumberOfElements() > elements + 1)
				? ConfigurationPropertyName.of(ROOT).append(property.subName(elements + 1)) : null;
	}

}
