package io.github.tidbspring.boot.testcontainers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test as its author would write it, with a container in a field. The container is the
 * stand-in in disguise, so that what is made of it can be asked something.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = "tidb.host=tidb.example.org")
@DirtiesContext
class TiDBContainerIntegrationTests {

	private static final TiDBDevServer server = TiDBDevServer.start();

	/** An annotation cannot name a file whose place is not known yet. */
	private static final Path certificates = copyCertificate(Path.of("target", "container-certificates"));

	@ServiceConnection
	@PemTrustStore(certificate = "file:target/container-certificates/ca.pem")
	static final RunningTiDB container = new RunningTiDB(server.host(), server.port(), server.password());

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private DataSource dataSource;

	@AfterAll
	static void stop() throws IOException {
		server.close();
		FileSystemUtils.deleteRecursively(certificates);
	}

	@Test
	void whenContainerIsInAFieldThenTheClientTalksToIt() {
		assertThat(this.tidb.dataSource()).isSameAs(this.dataSource);
		assertThat(this.tidb.sql("SELECT @@port").query(Integer.class).single()).isEqualTo(server.port());
	}

	@Test
	void whenContainerHasATrustStoreThenItsCertificateIsVerified() {
		ServerInfo info = this.tidb.serverInfo();
		assertThat(info.isEncrypted()).isTrue();
		assertThat(((HikariDataSource) this.dataSource).getDataSourceProperties()).containsEntry("sslMode",
				"VERIFY_CA");
	}

	private static Path copyCertificate(Path directory) {
		try {
			Files.createDirectories(directory);
			Files.write(directory.resolve("ca.pem"), Files.readAllBytes(server.caCertificate()));
			return directory;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
			DataSourceAutoConfiguration.class })
	static class Application {

	}

}
