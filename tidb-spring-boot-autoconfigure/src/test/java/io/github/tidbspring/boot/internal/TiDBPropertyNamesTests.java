package io.github.tidbspring.boot.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionProperties;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new setting of a connection is written in three files, {@link ConnectionSettings},
 * {@link TiDBConnectionProperties} and {@code PropertiesTiDBConnectionDetails}: whatever
 * else needs its name derives it.
 */
class TiDBPropertyNamesTests {

	/** Of the builder: a URL's certificate file has a section of its own, and so on. */
	private static final List<String> WITHOUT_PROPERTY = List.of("credentials", "ssl-context", "pool", "build");

	private static final List<String> CONNECTION = TiDBPropertyNames.ofConnection(TiDBConnectionProperties.class);

	@Test
	void namesAreThoseOfTheFieldsThatBindThem() {
		assertThat(CONNECTION).containsExactly("tidb.host", "tidb.port", "tidb.username", "tidb.password",
				"tidb.database", "tidb.database-url", "tidb.ssl.mode", "tidb.ssl.bundle", "tidb.ssl.ca-certificate");
	}

	@Test
	void whatMeansAServerIsWhatConnectsWithoutTheDatabase() {
		assertThat(TiDBPropertyNames.ofServer(TiDBConnectionProperties.class))
			.startsWith("tidb.host", "tidb.database-url", "tidb.username")
			.doesNotHaveDuplicates()
			.doesNotContain("tidb.database")
			.hasSize(CONNECTION.size() - 1);
	}

	@Test
	void whenAFieldIsAddedThenItsNameNeedsNoList() {
		assertThat(TiDBPropertyNames.ofConnection(WithMoreSettings.class)).containsExactly("tidb.compression-level",
				"tidb.proxy.host-name");
		assertThat(TiDBPropertyNames.ofServer(WithMoreSettings.class)).contains("tidb.compression-level",
				"tidb.proxy.host-name");
	}

	@Test
	void eachSettingOfAConnectionHasAProperty() {
		List<String> properties = Arrays.stream(TiDBConnectionProperties.class.getDeclaredFields())
			.map((field) -> DataObjectPropertyName.toDashedForm(field.getName()))
			.toList();
		assertThat(Arrays.stream(ConnectionSettings.Builder.class.getMethods())
			.map(Method::getName)
			.map(DataObjectPropertyName::toDashedForm)
			.filter((name) -> !WITHOUT_PROPERTY.contains(name))
			.map((name) -> name.equals("driver-property") ? "driver-properties" : name)
			.map((name) -> name.startsWith("ssl-") || name.equals("ca-certificate") ? "ssl" : name)
			.collect(Collectors.toSet())).isSubsetOf(properties).hasSizeGreaterThan(8);
	}

	@SuppressWarnings("unused")
	static class WithMoreSettings {

		private int compressionLevel;

		private final Proxy proxy = new Proxy();

		static class Proxy {

			private String hostName = "";

		}

	}

}
