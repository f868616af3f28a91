package io.github.tidbspring.boot.testcontainers;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of another database as an application sees it when it runs: Postgres by its
 * image, H2 by its driver.
 */
final class RunningPostgres extends JdbcDatabaseContainer<RunningPostgres> {

	static final String URL = "jdbc:h2:mem:container";

	private static final String IMAGE = "postgres:18";

	RunningPostgres() {
		super(DockerImageName.parse(IMAGE));
	}

	@Override
	public void start() {
		// There is nothing to start.
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
	public String getDriverClassName() {
		return "org.h2.Driver";
	}

	@Override
	public String getJdbcUrl() {
		return URL;
	}

	@Override
	public String getUsername() {
		return "sa";
	}

	@Override
	public String getPassword() {
		return "";
	}

	@Override
	protected String getTestQueryString() {
		return "SELECT 1";
	}

}
