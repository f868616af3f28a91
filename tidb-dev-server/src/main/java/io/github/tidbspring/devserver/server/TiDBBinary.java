package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TiDB executable.
 *
 * @param path its path as configured, with symbolic links, because a program may evaluate
 * its own name
 * @param product the product and version that it reports
 * @since 0.1
 */
public record TiDBBinary(Path path, Product product) {

	private static final Pattern VERSION = Pattern.compile("Release Version:\\s*v?(\\S+)");

	/**
	 * Lines of the version output that only TiDB has, among PingCAP's programs with a
	 * "Release Version".
	 */
	private static final Pattern OWN_WORDS = Pattern.compile("^(Store|Check Table Before Drop):", Pattern.MULTILINE);

	private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

	private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);

	private static final int ENOUGH = 16 * 1024;

	private static final int SHOWN = 200;

	/**
	 * Check that a file is a TiDB executable, by running it with {@code -V}.
	 * @param path the path of the file
	 * @param origin the source of the path for messages, such as the name of a property
	 * @return the executable
	 * @throws ServerException if the file is missing, cannot be executed, or is not a
	 * TiDB
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static TiDBBinary at(Path path, String origin) throws ServerException, InterruptedException {
		return at(path, origin, TIME_TO_ANSWER);
	}

	static TiDBBinary at(Path path, String origin, Duration timeToAnswer) throws ServerException, InterruptedException {
		// A name without a folder would be searched on the PATH.
		Path program = path.toAbsolutePath();
		String who = program + " (from " + origin + ")";
		if (!Files.exists(program)) {
			throw new ServerException("There is no " + who + ": it must be a tidb-server"
					+ (path.startsWith("~") ? "; '~' is not expanded, use the absolute path" : ""));
		}
		if (Files.isDirectory(program)) {
			throw new ServerException(who + " is a directory: use the path of the tidb-server in it");
		}
		if (!Files.isRegularFile(program)) {
			throw new ServerException(who + " is not a file: use the path of a tidb-server");
		}
		if (!Files.isExecutable(program)) {
			throw new ServerException(who
					+ " cannot be executed: it needs the permission (chmod u+x), on a file system that allows executables");
		}
		String answer = answer(program, who, timeToAnswer);
		Matcher version = VERSION.matcher(answer);
		if (!version.find() || !OWN_WORDS.matcher(answer).find()) {
			throw new ServerException(
					"%s is not a tidb-server: it answers -V with '%s'. A tidb-server for %s is expected".formatted(who,
							shortened(answer), Platform.current()));
		}
		return new TiDBBinary(program, new Product(Product.TIDB, version.group(1)));
	}

	private static String answer(Path program, String who, Duration time) throws ServerException, InterruptedException {
		Process process = null;
		try {
			process = new ProcessBuilder(program.toString(), "-V").redirectErrorStream(true).start();
			process.getOutputStream().close();
			byte[] answer = new Answer(process, ENOUGH).await(time);
			if (answer == null) {
				throw new ServerException(
						who + " is not a tidb-server: it has not answered -V in " + time.toSeconds() + " s");
			}
			return new String(answer, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new ServerException(
					who + " cannot be started (" + ex.getMessage()
							+ "): use a tidb-server for this operating system and processor, " + Platform.current(),
					ex);
		}
		finally {
			if (process != null) {
				ProcessFamily.of(process.toHandle()).kill(TIME_TO_DIE);
			}
		}
	}

	private static String shortened(String text) {
		String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
		return (line.length() > SHOWN) ? line.substring(0, SHOWN) + "…" : line;
	}

}
