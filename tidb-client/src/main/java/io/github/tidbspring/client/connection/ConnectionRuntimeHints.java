package io.github.tidbspring.client.connection;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image has to keep because it is loaded by its name: the driver by the
 * pool, and our socket factory by the driver. What the driver loads itself is known to
 * GraalVM's reachability metadata.
 */
final class ConnectionRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection().registerType(Driver.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		hints.reflection().registerType(TiDBSQLExceptionOverride.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		// What the client puts around those of the driver.
		hints.proxies().registerJdkProxy(Connection.class);
		hints.proxies().registerJdkProxy(Statement.class);
		hints.proxies().registerJdkProxy(PreparedStatement.class);
		hints.proxies().registerJdkProxy(CallableStatement.class);
		hints.proxies().registerJdkProxy(JdbcConnection.class);
		hints.reflection().registerType(SslContextSocketFactory.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
