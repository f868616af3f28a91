package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How a program is started.
 *
 * @param name what to call it
 * @param launcher the program that starts it and becomes it, or nothing
 * @param command the program and its arguments
 * @param environment variables that it needs
 * @param folder where it runs
 * @param log the file that it writes what happens to, or {@code null} if that is the
 * console
 * @param hint what to say where it cannot be started
 */
record ServerProgram(String name, List<String> launcher, List<String> command, Map<String, String> environment,
		Path folder, @Nullable LogFile log, String hint) {

	List<String> startCommand() {
		return Stream.concat(this.launcher.stream(), this.command.stream()).toList();
	}

}
