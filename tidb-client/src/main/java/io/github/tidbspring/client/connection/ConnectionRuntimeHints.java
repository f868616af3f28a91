package io.github.tidbspring.client.connection;

import com.mysql.cj.jdbc.Driver;
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
		hints.reflection().registerType(SslContextSocketFactory.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
