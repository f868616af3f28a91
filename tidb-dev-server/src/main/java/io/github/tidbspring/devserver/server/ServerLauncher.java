package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

import io.github.tidbspring.devserver.certificate.CertificateAuthority;
import io.github.tidbspring.devserver.certificate.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a server, and waits until it accepts connections.
 *
 * @since 0.1
 */
public abstract class ServerLauncher {

	private static final Logger logger = LoggerFactory.getLogger(ServerLauncher.class);

	private static final int ATTEMPTS = 5;

	/** The messages of servers about a full disk, on Unix and on Windows. */
	private static final List<String> NO_SPACE = List.of("no space left on device", "not enough space on the disk");

	private final ServerSettings settings;

	ServerLauncher(ServerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return a launcher of a stand-in.
	 * @param settings the settings of the server
	 * @return the launcher
	 */
	public static ServerLauncher ofStandIn(ServerSettings settings) {
		return new MariaDbLauncher(settings);
	}

	/**
	 * Return a launcher of a TiDB.
	 * @param settings the settings of the server
	 * @param binary the executable
	 * @return the launcher
	 */
	public static ServerLauncher of(ServerSettings settings, TiDBBinary binary) {
		return new TiDBLauncher(settings, binary);
	}

	/**
	 * Start the server.
	 * @return the running server
	 * @throws ServerException if it cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public final RunningServer launch() throws ServerException, InterruptedException {
		requirePort();
		requireOwnData();
		CacheDirectory cache = CacheDirectory.open(this.settings.cacheDirectory());
		try {
			return launch(cache, prepare(cache));
		}
		catch (ClosedByInterruptException | FileLockInterruptionException ex) {
			throw new InterruptedException();
		}
		catch (IOException ex) {
			throw new ServerException("The development server cannot use the directory "
					+ ((this.settings.dataDirectory() != null) ? this.settings.dataDirectory() + ", or " : "")
					+ cache.root() + " (" + ServerException.reason(ex)
					+ "): check that there is space left, and that this user may write there", ex);
		}
	}

	/** Check the port first, before any slow work and before data is changed. */
	private void requirePort() throws ServerException {
		int port = this.settings.port();
		try (ServerSocket socket = bind(port)) {
			logger.debug("The port {} is free", socket.getLocalPort());
		}
		catch (BindException ex) {
			throw (port != 0) ? portTaken(port, ex.getMessage()) : new ServerException("There is no free port at "
					+ RunningServer.HOST + " (" + ex.getMessage() + "): close programs that listen on ports", ex);
		}
		catch (IOException ex) {
			throw new ServerException("This machine cannot listen at " + RunningServer.HOST + " ("
					+ ServerException.reason(ex) + "): the development server needs that address", ex);
		}
	}

	private void requireOwnData() throws ServerException {
		Path directory = this.settings.dataDirectory();
		try {
			if (directory != null) {
				DataFolder.requireName(directory, productName());
			}
		}
		catch (IOException ex) {
			throw new ServerException("The data directory " + directory + " cannot be read ("
					+ ServerException.reason(ex) + "): choose another", ex);
		}
	}

	private static ServerSocket bind(int port) throws IOException {
		return new ServerSocket(port, 1, InetAddress.getByName(RunningServer.HOST));
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = bind(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ServerException portTaken(int port, @Nullable String reason) {
		return new ServerException("The port " + port + " of " + RunningServer.HOST + " is in use"
				+ ((reason != null) ? ", or this user may not use it (" + reason + ")" : "")
				+ ": choose another, or 0 for a free one");
	}

	private RunningServer launch(CacheDirectory cache, Product product)
			throws ServerException, IOException, InterruptedException {
		RunFolder run = RunFolder.open(cache);
		RunningServer server = null;
		try {
			CertificateFiles certificates = cache
				.exclusively(() -> writeCertificates(cache.createDirectory("certificates"), run));
			server = launch(product, run, certificates);
			return server;
		}
		finally {
			if (server == null) {
				RunningServer.closeQuietly(run);
			}
		}
	}

	private CertificateFiles writeCertificates(Path cache, RunFolder run) throws IOException {
		try {
			return CertificateAuthority.in(cache)
				.writeTo(run.path(), this.settings.certificateHosts(), this.settings.certificateValidity());
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	private RunningServer launch(Product product, RunFolder run, CertificateFiles certificates)
			throws ServerException, IOException, InterruptedException {
		Path directory = this.settings.dataDirectory();
		DataFolder data = (directory != null) ? DataFolder.persistent(directory, product) : DataFolder.temporary(run);
		RunningServer server = null;
		try {
			fill(data, product);
			String password = password(data);
			data.note(product);
			server = launch(product, new Start(run, data, certificates, this.settings.port(), password));
			return server;
		}
		finally {
			if (server == null) {
				RunningServer.closeQuietly(data);
			}
		}
	}

	private RunningServer launch(Product product, Start first)
			throws ServerException, IOException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			Start start = first.at((this.settings.port() != 0) ? this.settings.port() : freePort());
			ServerProcess process = startProcess(start);
			boolean ready = false;
			try {
				ready = awaitReady(process, start);
				if (ready) {
					ready(start);
					start.data().finish();
					return new RunningServer(product, start.run(), start.data(), process, start.password(),
							start.port(), start.certificates());
				}
			}
			finally {
				if (!ready) {
					process.kill();
				}
			}
			if (attempt == ATTEMPTS) {
				throw new ServerException(ATTEMPTS
						+ " free ports were taken by other programs before the server could use them: start again, or choose a port");
			}
		}
	}

	private ServerProcess startProcess(Start start) throws ServerException, IOException {
		ServerProgram program = program(start);
		ProcessRecord record = new ProcessRecord(start.run().path());
		record.announce(program.command());
		start.data().announce(program.command());
		ServerProcess process = ServerProcess.start(program, start.password());
		boolean recorded = false;
		try {
			record.write(process.handle(), program.command());
			start.data().record(process.handle(), program.command());
			recorded = true;
			return process;
		}
		finally {
			if (!recorded) {
				process.kill();
			}
		}
	}

	/**
	 * Wait until the server accepts connections.
	 * @return {@code false} if another port should be tried
	 */
	private boolean awaitReady(ServerProcess process, Start start)
			throws ServerException, IOException, InterruptedException {
		Duration timeout = this.settings.startTimeout();
		return switch (readiness().await(process, timeout, start.port(), start.password())) {
			case READY -> true;
			case ENDED -> {
				requirePortTaken(process, start);
				yield false;
			}
			case REFUSES -> throw new ServerException(refusal(start.data()) + process.lastLines());
			case TOO_SLOW -> throw new ServerException(problem() + " in "
					+ ((timeout.toSeconds() > 0) ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms")
					+ ": if the machine is busy, set a longer startTimeout(...)" + process.lastLines());
		};
	}

	private void requirePortTaken(ServerProcess process, Start start) throws ServerException, IOException {
		// Without disk space, a server may fail before it can log the reason.
		long megabytes = start.data().usableSpace() >> 20;
		if (megabytes < megabytesNeeded(start.data()) || NO_SPACE.stream().anyMatch(process::hasSaid)) {
			throw new ServerException(
					problem() + ": there is not enough space left on the disk of " + start.data().path() + " ("
							+ megabytes + " MB). Free some, or choose another directory" + process.lastLines());
		}
		if (!isPortTaken(process) && isFree(start.port())) {
			throw new ServerException(problem() + process.lastLines());
		}
		if (this.settings.port() != 0) {
			throw portTaken(start.port(), null);
		}
	}

	final ServerSettings settings() {
		return this.settings;
	}

	/** Return the name of the product whose data this launcher can use. */
	abstract String productName();

	/** Find the executable, and create the files that are created once. */
	abstract Product prepare(CacheDirectory cache) throws ServerException, IOException, InterruptedException;

	/** Create the data in a folder that has none. */
	abstract void fill(DataFolder data, Product product) throws ServerException, IOException, InterruptedException;

	/** Return the password of root: a new one, or the one of the kept data. */
	abstract String password(DataFolder data) throws ServerException, IOException;

	/** Write the configuration files of the server, and return its command. */
	abstract ServerProgram program(Start start) throws IOException;

	abstract Readiness readiness();

	/** Return the disk space in megabytes that the server needs to start. */
	abstract int megabytesNeeded(DataFolder data);

	abstract boolean isPortTaken(ServerProcess process);

	/** Return the message for a server that ended instead of starting. */
	abstract String problem();

	/** Return the message for a server that denies root's password. */
	abstract String refusal(DataFolder data);

	/** Called when the server accepts connections. */
	abstract void ready(Start start) throws IOException;

	private static int freePort() throws IOException {
		try (ServerSocket socket = bind(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * The parameters of one start.
	 *
	 * @param run the folder of temporary files
	 * @param data the folder of the data
	 * @param certificates the certificates of the server
	 * @param port its port
	 * @param password the password of root
	 */
	record Start(RunFolder run, DataFolder data, CertificateFiles certificates, int port, String password) {

		Start at(int chosenPort) {
			return new Start(this.run, this.data, this.certificates, chosenPort, this.password);
		}

	}

}
