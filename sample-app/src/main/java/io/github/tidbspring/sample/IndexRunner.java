package io.github.tidbspring.sample;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Updates the index when the application starts. The web server is running by then, but
 * the readiness state changes to accepting traffic only afterwards.
 */
@Component
class IndexRunner implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(IndexRunner.class);

	private final ConfigurationPropertyReader reader;

	private final PropertyIndex index;

	private final Environment environment;

	IndexRunner(ConfigurationPropertyReader reader, PropertyIndex index, Environment environment) {
		this.reader = reader;
		this.index = index;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments args) throws IOException {
		this.index.update(this.reader.read());
		String port = this.environment.getProperty("local.server.port");
		if (port != null) {
			String path = this.environment.getProperty("server.servlet.context-path", "");
			logger.info("Ready: describe a property at http://localhost:" + port + path + "/");
		}
	}

}
