package io.github.tidbspring.benchmarks;

import java.io.IOException;

/**
 * Starts a development server with the table of the benchmarks for programs in other
 * languages, and prints its URL. The URL contains the password, but the server can be
 * reached from this machine only and ends with this program.
 */
public final class DevServer {

	private DevServer() {
	}

	/**
	 * Run the server until Enter is pressed.
	 * @param arguments none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		try (BenchmarkServer server = BenchmarkServer.of()) {
			server.articles();
			System.out.println(server.url());
			System.err.println("Enter ends it");
			System.in.read();
		}
	}

}
