package io.github.tidbspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.Distance;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.standin.TiDBStandIn;
import tools.jackson.databind.json.JsonMapper;

/**
 * No benchmark: searches a table on a stand-in, writes down what was asked and found, and
 * keeps the server up, so that pytidb can be asked the same. {@code .ci/pytidb-witness}
 * runs it and compares.
 */
public final class SearchWitness {

	private static final int QUERIES = 6;

	private SearchWitness() {
	}

	/**
	 * Run it until its input ends, or until Enter.
	 * @param arguments the file to write, in a folder that nobody else can read: the
	 * server's password is in it
	 * @throws IOException if the file cannot be written, or there is no input
	 */
	public static void main(String[] arguments) throws IOException {
		if (arguments.length != 1) {
			throw new IllegalArgumentException("Which file shall be written?");
		}
		try (TiDBStandIn server = TiDBStandIn.start();
				TiDBClient tidb = TiDBClient.builder().url(server.url()).decorate(server::wrap).build()) {
			Table<Passage> table = tidb.table(Passage.class).recreate();
			table.insertAll(Passage.many());
			write(Path.of(arguments[0]), server.url(), answers(table));
			System.in.read();
		}
	}

	private static List<WitnessedSearch> answers(Table<Passage> table) {
		WitnessedQueries queries = new WitnessedQueries(table);
		List<WitnessedSearch> answers = new ArrayList<>();
		for (float[] vector : Passage.queries(QUERIES)) {
			for (Distance distance : Distance.values()) {
				answers.addAll(queries.vectors(vector, distance));
			}
			answers.addAll(queries.hybrids(vector));
		}
		return answers;
	}

	/** Write all of it or nothing: somebody is waiting for the file. */
	private static void write(Path file, String url, List<WitnessedSearch> answers) throws IOException {
		Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
		Files.writeString(unfinished,
				JsonMapper.shared().writeValueAsString(Map.of("url", url, "rows", Passage.ROWS, "searches", answers)));
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
	}

}
