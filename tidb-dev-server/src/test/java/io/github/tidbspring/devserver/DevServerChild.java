package io.github.tidbspring.devserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM with a stand-in, which lives until its input ends. It never closes the stand-in.
 */
final class DevServerChild implements AutoCloseable {

	private final Process process;

	private final long serverId;

	private final Path folder;

	private DevServerChild(Process process, long serverId, Path folder) {
		this.process = process;
		this.serverId = serverId;
		this.folder = folder;
	}

	public static void main(String[] arguments) throws IOException {
		TiDBDevServer.Builder builder = TiDBDevServer.builder();
		if (arguments.length > 0 && !arguments[0].isEmpty()) {
			builder.dataDirectory(Path.of(arguments[0]));
		}
		if (arguments.length > 1) {
			builder.cacheDirectory(Path.of(arguments[1]));
		}
		TiDBDevServer server = builder.start();
		if (arguments.length > 0) {
			System.out.println("URL " + server.url());
		}
		System.out.println("SERVER " + server.processId() + " " + server.caCertificate().getParent());
		System.out.flush();
		while (System.in.read() >= 0) {
			// Wait.
		}
	}

	static DevServerChild start(String... arguments) throws IOException {
		Process process = begin(List.of(), arguments);
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		StringBuilder output = new StringBuilder();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			if (line.startsWith("SERVER ")) {
				String[] words = line.split(" ", 3);
				return new DevServerChild(process, Long.parseLong(words[1]), Path.of(words[2]));
			}
			output.append(line).append('\n');
		}
		throw new IOException("The child failed:\n" + output);
	}

	/**
	 * Start a JVM that starts a server, and do not wait for that.
	 * @param options options of the JVM
	 * @param arguments where the data are kept, and the cache
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static Process begin(List<String> options, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path")));
		// The options of this JVM, which shorten the start.
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((option) -> option.startsWith("-XX:"))
			.forEach(command::add);
		System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("tidb.dev-server."))
			.filter((name) -> !name.startsWith("tidb.dev-server.owned"))
			.forEach((name) -> command.add("-D" + name + "=" + System.getProperty(name)));
		command.addAll(options);
		command.add(DevServerChild.class.getName());
		command.addAll(Arrays.asList(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	ProcessHandle server() {
		return ProcessHandle.of(this.serverId).orElse(null);
	}

	Path folder() {
		return this.folder;
	}

	void exit() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		this.process.waitFor();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
