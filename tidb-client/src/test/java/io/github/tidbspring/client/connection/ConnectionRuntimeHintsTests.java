package io.github.tidbspring.client.connection;

import java.sql.Connection;
import java.sql.ResultSet;

import com.mysql.cj.jdbc.Driver;
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionRuntimeHintsTests {

	@Test
	void whatIsLoadedByItsNameIsKept() throws NoSuchMethodException {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(ConnectionRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Driver.class.getConstructor()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(SslContextSocketFactory.class.getConstructor())).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ResultSet.class)).accepts(hints);
	}

}
