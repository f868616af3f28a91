package io.github.tidbspring.client.connection;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Hints for a native image: classes that are loaded by name, which are the driver by the
 * pool, and the client's socket factory by the driver. Classes that the driver itself
 * loads are part of GraalVM's reachability metadata.
 */
final class ConnectionRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		List.<Class<?>>of(Driver.class, TiDBSQLExceptionOverride.class, SslContextSocketFactory.class)
			.forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
		// Proxies of the client for objects of the driver.
		List.<Class<?>>of(Connection.class, Statement.class, PreparedStatement.class, CallableStatement.class,
				ResultSet.class, JdbcConnection.class)
			.forEach((type) -> hints.proxies().registerJdkProxy(type));
	}

}
