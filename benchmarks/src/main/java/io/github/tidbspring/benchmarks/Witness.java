package io.github.tidbspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;

/**
 * Not a benchmark: starts a stand-in for the comparison with pytidb, and executes
 * requests with this client. It reads one request and writes one answer per line.
 * {@code .ci/pytidb-witness} runs it and compares the answers with pytidb's.
 */
public final class Witness {

	/** Prefix of each answer, because the output may contain other lines. */
	private static final String ANSWER = "witness>";

	private Witness() {
	}

	/**
	 * Run until the input ends.
	 * @param arguments none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (TiDBDevServer server = TiDBDevServer.builder().type(TiDBDevServer.Type.STAND_IN).start();
				TiDBClient tidb = TiDBClient.builder((connection) -> connection.databaseUrl(server.url()))
					.decorateDataSource(server::wrap)
					.build()) {
			// The URL contains the password: the calling script must not print it.
			answers.println(ANSWER + server.url());
			WitnessService service = new WitnessService(tidb);
			for (String line = requests.readLine(); line != null; line = requests.readLine()) {
				answers.println(ANSWER + service.answer(line));
			}
		}
	}

}
