package io.github.tidbspring.boot;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * An application that is started with a class path of its own, and so speaks with nobody
 * but the JDK.
 */
public class MinimalApplication {

	static final String CONTAINER = "io.github.tidbspring.boot.testcontainers.PostgresContainerConfiguration";

	/**
	 * Start and stop the application.
	 * @param configuration the name of a configuration class to add, or nothing
	 * @throws ClassNotFoundException if there is no such class
	 */
	public static void start(String configuration) throws ClassNotFoundException {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE);
		if (!configuration.isEmpty()) {
			application.sources(Class.forName(configuration));
		}
		try (ConfigurableApplicationContext context = application.run("--tidb.host=tidb.example.org")) {
			HikariDataSource dataSource = context.getBean("tidbDataSource", HikariDataSource.class);
			Assert.state(dataSource.getJdbcUrl().contains("tidb.example.org"), "Not ours");
			if (!configuration.isEmpty()) {
				HikariDataSource another = context.getBean("dataSource", HikariDataSource.class);
				Assert.state(another.getJdbcUrl().startsWith("jdbc:h2:"), "Not that of the container");
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	static class Application {

	}

}
