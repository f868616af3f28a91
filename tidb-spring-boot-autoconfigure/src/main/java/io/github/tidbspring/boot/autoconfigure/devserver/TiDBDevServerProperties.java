package io.github.tidbspring.boot.autoconfigure.devserver;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the stand-in server.
 *
 * @since 0.1
 */
@ConfigurationProperties("tidb.dev-server")
public class TiDBDevServerProperties {

	/**
	 * Whether to start the stand-in server where it is on the class path and no
	 * connection is configured.
	 */
	private boolean enabled = true;

	/**
	 * Port of the stand-in server; 0 for a free one.
	 */
	private int port;

	/**
	 * Directory for the stand-in server's data, kept over restarts. Without it, the data
	 * is gone when the application ends.
	 */
	private @Nullable Path dataDirectory;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
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
