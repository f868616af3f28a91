package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A program that is a TiDB.
 *
 * @param path where it is
 * @param product what it says it is
 * @since 0.1
 */
public record TiDBBinary(Path path, Product product) {

	private static final Pattern VERSION = Pattern.compile("Release Version:\\s*v?(\\S+)");

	private static final int SECONDS_TO_ANSWER = 30;

	private static final int SHOWN = 200;

	/**
	 * Look at a program.
	 * @param path where it is
	 * @param origin who says so, such as the name of a property
	 * @return the program
	 * @throws ServerException if it is no TiDB
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static TiDBBinary at(Path path, String origin) throws ServerException, InterruptedException {
		String who = path + " (from " + origin + ")";
		if (!Files.exists(path)) {
			throw new ServerException("There is no " + who + ": a tidb-server is expected there");
		}
		if (Files.isDirectory(path)) {
			throw new ServerException(who + " is a directory: name the program tidb-server in it");
		}
		if (!Files.isExecutable(path)) {
			throw new ServerException(who + " cannot be executed: give this user the permission (chmod u+x)");
		}
		String answer = answer(path, who);
		Matcher version = VERSION.matcher(answer);
		if (!version.find()) {
			throw new ServerException(
					"%s is no tidb-server: it answers -V with '%s'".formatted(who, shortened(answer)));
		}
		try {
			// The real path is what the operating system tells about a process.
			return new TiDBBinary(path.toRealPath(), new Product(Product.TIDB, version.group(1)));
		}
		catch (IOException ex) {
			throw new ServerException(who + " cannot be read (" + ex.getMessage() + ")", ex);
		}
	}

	private static String answer(Path path, String who) throws ServerException, InterruptedException {
		Path output = null;
		Process process = null;
		try {
			// Into a file: a program that never ends would never close its output.
			output = Files.createTempFile("tidb-dev-server", ".txt");
			process = new ProcessBuilder(path.toString(), "-V").redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			process.getOutputStream().close();
			if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
				throw new ServerException(
						who + " is no tidb-server: it has not answered -V in " + SECONDS_TO_ANSWER + " s");
			}
			return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new ServerException(who + " cannot be started (" + ex.getMessage()
					+ "): is it a tidb-server for this operating system and processor, " + Platform.current() + "?",
					ex);
		}
		finally {
			if (process != null) {
				process.destroyForcibly();
			}
			delete(output);
		}
	}

	private static void delete(@Nullable Path file) {
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			// Of a folder that the system clears away.
		}
	}

	private static String shortened(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return (line.length() > SHOWN) ? line.substring(0, SHOWN) + "…" : line;
	}

}
