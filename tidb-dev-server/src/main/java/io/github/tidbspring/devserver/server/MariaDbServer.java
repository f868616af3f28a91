package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.tidbspring.devserver.certificate.CertificateAuthority;
import io.github.tidbspring.devserver.certificate.CertificateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server of MariaDB.
 *
 * @since 0.1
 */
public final class MariaDbServer implements AutoCloseable {

	/**
	 * The address that the server listens on.
	 */
	public static final String HOST = "127.0.0.1";

	private static final Logger logger = LoggerFactory.getLogger(MariaDbServer.class);

	private static final int ATTEMPTS = 5;

	private static final String PORT_TAKEN = "Bind on TCP/IP port";

	private final RunFolder run;

	private final DataFolder data;

	private final ServerProcess process;

	private final String password;

	private final int port;

	private final String mariaDbVersion;

	private final CertificateFiles certificates;

	private final AtomicBoolean closed = new AtomicBoolean();

	private MariaDbServer(RunFolder run, DataFolder data, ServerProcess process, String password, int port,
			String mariaDbVersion, CertificateFiles certificates) {
		this.run = run;
		this.data = data;
		this.process = process;
		this.password = password;
		this.port = port;
		this.mariaDbVersion = mariaDbVersion;
		this.certificates = certificates;
		process.handle().onExit().thenRun(this::warnIfUnexpected);
	}

	/**
	 * Start a server and wait until it takes connections.
	 * @param settings what it should be like
	 * @return the server
	 * @throws ServerException if it cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static MariaDbServer start(ServerSettings settings) throws ServerException, InterruptedException {
		CacheDirectory cache = CacheDirectory.open(settings.cacheDirectory());
		try {
			ServerBinaries binaries = new BinariesLocator(cache).locate();
			Path template = new DataTemplate(cache, binaries).path();
			RunFolder run = RunFolder.open(cache);
			try {
				return start(settings, cache, binaries, template, run);
			}
			catch (ServerException | IOException | GeneralSecurityException | InterruptedException
					| RuntimeException ex) {
				closeQuietly(run);
				throw ex;
			}
		}
		catch (ClosedByInterruptException | FileLockInterruptionException ex) {
			throw new InterruptedException();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new ServerException("The stand-in cannot use the directory " + cache.root() + " (" + ex
					+ "): is there space left, and may this user write there?", ex);
		}
	}

	private static MariaDbServer start(ServerSettings settings, CacheDirectory cache, ServerBinaries binaries,
			Path template, RunFolder run)
			throws ServerException, IOException, GeneralSecurityException, InterruptedException {
		CertificateFiles certificates = cache
			.exclusively(() -> writeCertificates(cache.createDirectory("certificates"), run, settings));
		Path directory = settings.dataDirectory();
		DataFolder data = (directory != null) ? DataFolder.persistent(directory, template, binaries.version())
				: DataFolder.temporary(run, template);
		try {
			String password = randomPassword();
			ServerCommand command = new ServerCommand(settings, binaries, run, data, certificates);
			for (int attempt = 1;; attempt++) {
				int port = (settings.port() != 0) ? settings.port() : freePort();
				command.writeInitFile(password);
				ServerProcess process = startProcess(command.on(port), binaries, run, data);
				if (awaitReady(process, settings, port, attempt)) {
					command.deleteInitFile();
					return new MariaDbServer(run, data, process, password, port, binaries.version(), certificates);
				}
			}
		}
		catch (ServerException | IOException | InterruptedException | RuntimeException ex) {
			closeQuietly(data);
			throw ex;
		}
	}

	private static CertificateFiles writeCertificates(Path cache, RunFolder run, ServerSettings settings)
			throws IOException {
		try {
			return CertificateAuthority.in(cache)
				.writeTo(run.path(), settings.certificateHosts(), settings.certificateValidity());
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	private static ServerProcess startProcess(List<String> command, ServerBinaries binaries, RunFolder run,
			DataFolder data) throws ServerException, IOException {
		ServerProcess process = ServerProcess.start(command, binaries, run.path());
		try {
			new ProcessRecord(run.path()).write(process.handle(), binaries.server());
			data.record(process.handle(), binaries.server());
			return process;
		}
		catch (IOException | RuntimeException ex) {
			process.kill();
			throw ex;
		}
	}

	/**
	 * Wait for the server.
	 * @return {@code false} if another port should be tried
	 */
	private static boolean awaitReady(ServerProcess process, ServerSettings settings, int port, int attempt)
			throws ServerException, InterruptedException {
		boolean ready = false;
		try {
			ready = process.awaitReady(settings.startTimeout());
			if (ready) {
				return true;
			}
			if (!process.hasSaid(PORT_TAKEN)) {
				throw new ServerException("MariaDB did not start" + process.lastLines());
			}
			if (settings.port() != 0) {
				throw new ServerException(
						"The port " + port + " of " + HOST + " is taken: choose another, or 0 for one that is free");
			}
			if (attempt == ATTEMPTS) {
				throw new ServerException(ATTEMPTS + " ports that were free a moment before were taken");
			}
			return false;
		}
		finally {
			if (!ready) {
				process.kill();
			}
		}
	}

	/**
	 * Return the port that the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the password of the user {@code root}.
	 * @return the password, made for this start
	 */
	public String password() {
		return this.password;
	}

	/**
	 * Return MariaDB's version.
	 * @return the version, such as {@code 11.4.5}
	 */
	public String mariaDbVersion() {
		return this.mariaDbVersion;
	}

	/**
	 * Return the certificate of the authority that signed the server's.
	 * @return a PEM file
	 */
	public Path caCertificate() {
		return this.certificates.authority();
	}

	/**
	 * Return the process of the server.
	 * @return the process
	 */
	public ProcessHandle process() {
		return this.process.handle();
	}

	/**
	 * Stop the server and delete what need not be kept.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		if (this.data.isPersistent()) {
			this.process.shutDown();
		}
		else {
			this.process.kill();
		}
		closeQuietly(this.data);
		closeQuietly(this.run);
	}

	private void warnIfUnexpected() {
		if (!this.closed.get()) {
			logger.warn("The stand-in at {}:{} has ended{}", HOST, this.port, this.process.lastLines());
		}
	}

	private static void closeQuietly(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// The next start clears away what is left.
			logger.debug("Not everything could be deleted", ex);
		}
	}

	private static String randomPassword() {
		byte[] bytes = new byte[18];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
