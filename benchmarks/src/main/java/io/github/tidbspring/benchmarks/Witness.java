package io.github.tidbspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;

/**
 * No benchmark: keeps a stand-in up, on which pytidb works too, and does with this client
 * what it is asked for, a request and an answer a line. {@code .ci/pytidb-witness} runs
 * it and compares.
 */
public final class Witness {

	/** Before each answer: there may be other lines. */
	private static final String ANSWER = "witness>";

	private Witness() {
	}

	/**
	 * Run it until its input ends.
	 * @param arguments none
	 * @throws IOException if there is no input
	 */
	public static void main(String[] arguments) throws IOException {
		PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (TiDBDevServer server = TiDBDevServer.builder().type(TiDBDevServer.Type.STAND_IN).start();
				TiDBClient tidb = TiDBClient.builder((connection) -> connection.databaseUrl(server.url()))
					.decorateDataSource(server::wrap)
					.build()) {
			// The password is in it: whoever started this keeps it to itself.
			answers.println(ANSWER + server.url());
			WitnessService service = new WitnessService(tidb);
			for (String line = requests.readLine(); line != null; line = requests.readLine()) {
				answers.println(ANSWER + service.answer(line));
			}
		}
	}

}
