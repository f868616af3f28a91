package io.github.tidbspring.boot.autoconfigure.devserver;

import java.nio.file.Path;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the development server.
 *
 * @since 0.1
 */
@ConfigurationProperties("tidb.dev-server")
public class TiDBDevServerProperties {

	/**
	 * Whether to start the development server if it is on the class path and no
	 * connection is configured.
	 */
	private boolean enabled = true;

	/**
	 * Server to start: auto selects a TiDB if one is installed on this machine, and the
	 * stand-in otherwise.
	 */
	private TiDBDevServer.Type type = TiDBDevServer.Type.AUTO;

	/**
	 * Executable of the TiDB to start. By default, the first that exists of: the value of
	 * the environment variable TIDB_SERVER_BINARY, tidb-server on the PATH, and the
	 * newest release that is installed by TiUP.
	 */
	private @Nullable Path tidbBinary;

	/**
	 * Port of the development server; 0 selects a free port.
	 */
	private int port;

	/**
	 * Directory of the development server's data, which is kept across restarts. By
	 * default, the data is deleted when the application ends.
	 */
	private @Nullable Path dataDirectory;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public TiDBDevServer.Type getType() {
		return this.type;
	}

	public void setType(TiDBDevServer.Type type) {
		this.type = type;
	}

	public @Nullable Path getTidbBinary() {
		return this.tidbBinary;
	}

	public void setTidbBinary(@Nullable Path tidbBinary) {
		this.tidbBinary = tidbBinary;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public @Nullable Path getDataDirectory() {
		return this.dataDirectory;
	}

	public void setDataDirectory(@Nullable Path dataDirectory) {
		this.dataDirectory = dataDirectory;
	}

}
