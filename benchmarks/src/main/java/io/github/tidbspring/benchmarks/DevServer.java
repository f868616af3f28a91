package io.github.tidbspring.benchmarks;

import java.io.IOException;

/**
 * Starts a development server with the table of the benchmarks for programs in other
 * languages, and shows its URL, password and all: it is a server of this machine only,
 * and gone after this.
 */
public final class DevServer {

	private DevServer() {
	}

	/**
	 * Run it until Enter.
	 * @param arguments none
	 * @throws IOException if there is no input
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
