package io.github.tidbspring.boot.testcontainers;

import org.testcontainers.tidb.TiDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A TiDB container as an application sees it when it runs, without an engine.
 */
final class RunningTiDB extends TiDBContainer {

	static final String IMAGE = "pingcap/tidb:v8.5.3";

	private final String host;

	private final int port;

	private final String password;

	private int starts;

	RunningTiDB(String host, int port, String password) {
		super(DockerImageName.parse(IMAGE));
		this.host = host;
		this.port = port;
		this.password = password;
	}

	int starts() {
		return this.starts;
	}

	@Override
	public void start() {
		this.starts++;
	}

	@Override
	public void stop() {
		// Nothing was started.
	}

	@Override
	public String getDockerImageName() {
		return IMAGE;
	}

	@Override
	public String getHost() {
		return this.host;
	}

	@Override
	public Integer getMappedPort(int originalPort) {
		return (originalPort == 4000) ? this.port : originalPort;
	}

	@Override
	public String getPassword() {
		return this.password;
	}

}
