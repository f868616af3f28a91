package io.github.tidbspring.sample;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Lets Boot's dev tools restart it twice, as after a change of its classes, and ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class RestartedApplication {

	private static final int RESTARTS = 2;

	public static void main(String[] arguments) throws InterruptedException {
		ConfigurableApplicationContext context = SpringApplication.run(RestartedApplication.class,
				"--spring.main.web-application-type=none", "--tidb.dev-server.data-directory=",
				"--spring.devtools.livereload.enabled=false");
		TiDBClient tidb = context.getBean(TiDBClient.class);
		tidb.sql("CREATE TABLE IF NOT EXISTS started (id BIGINT PRIMARY KEY AUTO_RANDOM)").update();
		int rows = tidb.sql("SELECT COUNT(*) FROM started").query(Integer.class).single();
		TiDBDevServer server = context.getBean(TiDBDevServer.class);
		System.out.println("START " + server.port() + ", process " + server() + ", rows " + rows);
		tidb.sql("INSERT INTO started VALUES ()").update();
		int restarts = ((AtomicInteger) Restarter.getInstance().getOrAddAttribute("restarts", AtomicInteger::new))
			.getAndIncrement();
		if (restarts < RESTARTS) {
			Restarter.getInstance().restart();
		}
		else {
			System.exit(0);
		}
	}

	/** Of the children of this process there is none but the server. */
	private static long server() {
		return ProcessHandle.current().children().findFirst().orElseThrow().pid();
	}

}
