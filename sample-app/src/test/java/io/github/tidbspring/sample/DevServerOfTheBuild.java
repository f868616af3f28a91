package io.github.tidbspring.sample;

import java.util.List;

/**
 * Which development server this build's tests run on, for a JVM that they start.
 */
final class DevServerOfTheBuild {

	private DevServerOfTheBuild() {
	}

	static List<String> arguments() {
		return System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("tidb.dev-server."))
			.map((name) -> "-D" + name + "=" + System.getProperty(name))
			.toList();
	}

}
