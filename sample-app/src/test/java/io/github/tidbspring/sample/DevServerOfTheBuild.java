package io.github.tidbspring.sample;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which development server this build's tests run on, for a JVM that they start.
 */
final class DevServerOfTheBuild {

	private DevServerOfTheBuild() {
	}

	/**
	 * Return the options for the JVM: those of this JVM, which shorten the start, too.
	 */
	static List<String> arguments() {
		Stream<String> server = System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("tidb.dev-server."))
			.map((name) -> "-D" + name + "=" + System.getProperty(name));
		Stream<String> options = ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((option) -> option.startsWith("-XX:"));
		return Stream.concat(options, server).toList();
	}

}
