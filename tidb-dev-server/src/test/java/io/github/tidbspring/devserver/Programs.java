package io.github.tidbspring.devserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs that pretend to be a {@code tidb-server}: shell scripts that answer
 * {@code -V}, and do something else than to serve.
 */
public final class Programs {

	private static final String ANSWER = """
			#!/bin/sh
			if [ "$1" = "-V" ]; then
				printf 'Release Version: %s\\nEdition: Community\\nStore: unistore\\n'
				exit 0
			fi
			config="$2"
			value() { sed -n "s/^$1 = \\"\\{0,1\\}\\([^\\"]*\\)\\"\\{0,1\\}$/\\1/p" "$config"; }
			log=$(value filename)
			port=$(value port)
			""";

	private Programs() {
	}

	/**
	 * Write a program that says it is a TiDB of a version.
	 * @param folder where to
	 * @param version what it says
	 * @param commands what it does when it is to serve, in a shell that knows
	 * {@code $config}, {@code $log} and {@code $port}
	 * @return the program
	 * @throws IOException if it cannot be written
	 */
	public static Path tidb(Path folder, String version, String... commands) throws IOException {
		return script(folder.resolve("tidb-server"), ANSWER.formatted(version) + String.join("\n", commands) + "\n");
	}

	public static Path script(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

	/**
	 * Return which processes name a folder in their arguments.
	 * @param folder the folder
	 * @return the processes
	 */
	public static List<ProcessHandle> processesOf(Path folder) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.pid() != ProcessHandle.current().pid())
			.filter((process) -> process.info().commandLine().orElse("").contains(folder.toString()))
			.toList();
	}

	/**
	 * Return what is below a folder, however deep.
	 * @param folder the folder
	 * @return the paths, from the folder on
	 * @throws IOException if they cannot be listed
	 */
	public static List<String> contents(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.filter((file) -> !file.equals(folder))
				.map((file) -> folder.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

}
