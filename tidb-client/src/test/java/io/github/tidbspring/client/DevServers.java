package io.github.tidbspring.client;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.NullMarked;

/**
 * Development servers for test classes. A stand-in starts in no time, and each class gets
 * its own; a TiDB takes seconds, and is shared by all of them, as it would be if it were
 * named by its URL.
 */
@NullMarked
public final class DevServers {

	private static final boolean TIDB = "tidb".equals(System.getProperty("tidb.dev-server.type"));

	private DevServers() {
	}

	/**
	 * Return a server for the tests of a class, which has to release it.
	 * @return the server
	 */
	public static TiDBDevServer forOneClass() {
		return TIDB ? Shared.INSTANCE : TiDBDevServer.start();
	}

	/**
	 * Release a server: close it, unless others use it too. A shared one ends with the
	 * JVM.
	 * @param server the server
	 */
	public static void release(TiDBDevServer server) {
		if (!TIDB) {
			server.close();
		}
	}

	private static final class Shared {

		private static final TiDBDevServer INSTANCE = TiDBDevServer.start();

	}

}
