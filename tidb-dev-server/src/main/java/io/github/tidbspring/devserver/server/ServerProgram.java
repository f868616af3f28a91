package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A program and how to start it.
 *
 * @param name the name for messages
 * @param launcher a command that replaces itself by the program (exec), or an empty list
 * @param command the program and its arguments
 * @param environment the environment variables that it needs
 * @param folder the working directory
 * @param log the log file, or {@code null} if the program logs to the console
 * @param hint the advice in the message if it cannot be started
 */
record ServerProgram(String name, List<String> launcher, List<String> command, Map<String, String> environment,
		Path folder, @Nullable LogFile log, String hint) {

	List<String> startCommand() {
		return Stream.concat(this.launcher.stream(), this.command.stream()).toList();
	}

}
