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
 * Starts a server, and waits until it takes connections.
 *
 * @since 0.1
 */
public abstract class ServerLauncher {

	private static final Logger logger = LoggerFactory.getLogger(ServerLauncher.class);

	private static final int ATTEMPTS = 5;

	/** What servers say of a full disk, on Unix and on Windows. */
	private static final List<String> NO_SPACE = List.of("no space left on device", "not enough space on the disk");

	private final ServerSettings settings;

	ServerLauncher(ServerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return what starts a stand-in.
	 * @param settings what it should be like
	 * @return the launcher
	 */
	public static ServerLauncher ofStandIn(ServerSettings settings) {
		return new MariaDbLauncher(settings);
	}

	/**
	 * Return what starts a TiDB.
	 * @param settings what it should be like
	 * @param binary its program
	 * @return the launcher
	 */
	public static ServerLauncher of(ServerSettings settings, TiDBBinary binary) {
		return new TiDBLauncher(settings, binary);
	}

	/**
	 * Start the server.
	 * @return the server
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
					+ "): is there space left, and may this user write there?", ex);
		}
	}

	/** Before anything is done that takes time, or changes data. */
	private void requirePort() throws ServerException {
		int port = this.settings.port();
		try (ServerSocket socket = bind(port)) {
			logger.debug("The port {} is free", socket.getLocalPort());
		}
		catch (BindException ex) {
			throw (port != 0) ? portTaken(port, ex.getMessage())
					: new ServerException("There is no free port at " + RunningServer.HOST + " (" + ex.getMessage()
							+ "): close programs that have ports of their own", ex);
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
		return new ServerException("The port " + port + " of " + RunningServer.HOST + " is taken"
				+ ((reason != null) ? ", or not this user's (" + reason + ")" : "")
				+ ": choose another, or 0 for one that is free");
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
				throw new ServerException(ATTEMPTS + " ports that were free a moment before were taken: start again, "
						+ "or choose a port");
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
	 * Wait for the server.
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
					+ ": is the machine busy? startTimeout(...) gives it longer" + process.lastLines());
		};
	}

	private void requirePortTaken(ServerProcess process, Start start) throws ServerException, IOException {
		// A server without space may fail before it can say why.
		long megabytes = start.data().usableSpace() >> 20;
		if (megabytes < megabytesNeeded(start.data()) || NO_SPACE.stream().anyMatch(process::hasSaid)) {
			throw new ServerException(
					problem() + ": there is not enough space left on the disk of " + start.data().path() + " ("
							+ megabytes + " MB). Make some, or choose another directory" + process.lastLines());
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

	/** Whose data it can read. */
	abstract String productName();

	/** Find the program, and make what is made once. */
	abstract Product prepare(CacheDirectory cache) throws ServerException, IOException, InterruptedException;

	/** Make the data of a folder that has none. */
	abstract void fill(DataFolder data, Product product) throws ServerException, IOException, InterruptedException;

	/** The password of root, a new one or that of the data. */
	abstract String password(DataFolder data) throws ServerException, IOException;

	/** Write what the program needs. */
	abstract ServerProgram program(Start start) throws IOException;

	abstract Readiness readiness();

	/** How much space the server takes at its start. */
	abstract int megabytesNeeded(DataFolder data);

	abstract boolean isPortTaken(ServerProcess process);

	/** What to say of a server that ended instead of starting. */
	abstract String problem();

	/** What to say of a server that lets its user not in. */
	abstract String refusal(DataFolder data);

	/** The server takes connections. */
	abstract void ready(Start start) throws IOException;

	private static int freePort() throws IOException {
		try (ServerSocket socket = bind(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * What one start is made of.
	 *
	 * @param run where its own files are
	 * @param data where its data are
	 * @param certificates its certificates
	 * @param port its port
	 * @param password the password of root
	 */
	record Start(RunFolder run, DataFolder data, CertificateFiles certificates, int port, String password) {

		Start at(int chosenPort) {
			return new Start(this.run, this.data, this.certificates, chosenPort, this.password);
		}

	}

}
