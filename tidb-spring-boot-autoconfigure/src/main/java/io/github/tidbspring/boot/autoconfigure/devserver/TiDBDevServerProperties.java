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
	 * Whether to start the development server where it is on the class path and no
	 * connection is configured.
	 */
	private boolean enabled = true;

	/**
	 * Server to start: auto is a TiDB where this machine has one, and otherwise the
	 * stand-in.
	 */
	private TiDBDevServer.Type type = TiDBDevServer.Type.AUTO;

	/**
	 * Program of the TiDB to start. By default what TIDB_SERVER_BINARY names in the
	 * environment, tidb-server on the PATH, or the newest release that TiUP has
	 * installed.
	 */
	private @Nullable Path tidbBinary;

	/**
	 * Port of the development server; 0 for a free one.
	 */
	private int port;

	/**
	 * Directory for the development server's data, kept over restarts. Without it, the
	 * data is gone when the application ends.
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
