package io.github.tidbspring.test;

import java.util.Objects;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves parameters of the type {@link TiDBDevServer} with the development server that
 * all tests of a JVM share. It is started for the first test, and JUnit closes it after
 * the last one. A test must not close it, and must not leave state for other tests: it
 * uses a separate database, and drops everything outside of that database. A test that
 * changes the server itself starts its own server.
 *
 * @since 0.1
 */
public final class SharedDevServer implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(SharedDevServer.class);

	/**
	 * Creates the extension; for JUnit.
	 */
	public SharedDevServer() {
	}

	/**
	 * Returns the server.
	 * @param context the context of any test or class of the JVM
	 * @return the server, which the first call starts
	 */
	public static TiDBDevServer in(ExtensionContext context) {
		return Objects.requireNonNull(context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(TiDBDevServer.class, (key) -> TiDBDevServer.start(), TiDBDevServer.class));
	}

	/**
	 * Returns the URL of a database of the server.
	 * @param server the server
	 * @param database the name of the database, which need not exist; letters, digits and
	 * underscores
	 * @return the URL
	 */
	public static String url(TiDBDevServer server, String database) {
		return server.url().replaceFirst("/[^/]*$", "/" + database);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TiDBDevServer.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return in(context);
	}

}
