package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import io.github.tidbspring.devserver.certificate.CertificateAuthority;
import io.github.tidbspring.devserver.certificate.CertificateFiles;

/**
 * Starts a server, and waits until it takes connections.
 *
 * @since 0.1
 */
public abstract class ServerLauncher {

	private static final int ATTEMPTS = 5;

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
		CacheDirectory cache = CacheDirectory.open(this.settings.cacheDirectory());
		try {
			Product product = prepare(cache);
			RunFolder run = RunFolder.open(cache);
			try {
				CertificateFiles certificates = cache
					.exclusively(() -> writeCertificates(cache.createDirectory("certificates"), run));
				return launch(product, run, certificates);
			}
			catch (ServerException | IOException | InterruptedException | RuntimeException ex) {
				RunningServer.closeQuietly(run);
				throw ex;
			}
		}
		catch (ClosedByInterruptException | FileLockInterruptionException ex) {
			throw new InterruptedException();
		}
		catch (IOException ex) {
			throw new ServerException("The development server cannot use the directory "
					+ ((this.settings.dataDirectory() != null) ? this.settings.dataDirectory() + ", or " : "")
					+ cache.root() + " (" + ex + "): is there space left, and may this user write there?", ex);
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
		try {
			fill(data);
			String password = password(data);
			for (int attempt = 1;; attempt++) {
				int port = (this.settings.port() != 0) ? this.settings.port() : freePort();
				ServerProcess process = start(new Start(run, data, certificates, port, password));
				if (awaitReady(process, port, password, attempt)) {
					ready(new Start(run, data, certificates, port, password));
					return new RunningServer(product, run, data, process, password, port, certificates);
				}
			}
		}
		catch (ServerException | IOException | InterruptedException | RuntimeException ex) {
			RunningServer.closeQuietly(data);
			throw ex;
		}
	}

	private ServerProcess start(Start start) throws ServerException, IOException {
		Path executable = executable();
		ServerProcess process = startProcess(start);
		try {
			new ProcessRecord(start.run().path()).write(process.handle(), executable);
			start.data().record(process.handle(), executable);
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
	private boolean awaitReady(ServerProcess process, int port, String password, int attempt)
			throws ServerException, InterruptedException {
		boolean ready = false;
		try {
			ready = process.awaitReady(readiness(), this.settings.startTimeout(), port, password);
			if (ready) {
				return true;
			}
			if (!isPortTaken(process)) {
				throw new ServerException(problem() + process.lastLines());
			}
			if (this.settings.port() != 0) {
				throw new ServerException("The port " + port + " of " + RunningServer.HOST
						+ " is taken: choose another, or 0 for one that is free");
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

	final ServerSettings settings() {
		return this.settings;
	}

	/** Find the program, and make what is made once. */
	abstract Product prepare(CacheDirectory cache) throws ServerException, IOException, InterruptedException;

	/** Make the data of a folder that has none. */
	abstract void fill(DataFolder data) throws ServerException, IOException, InterruptedException;

	/** The password of root, a new one or that of the data. */
	abstract String password(DataFolder data) throws IOException;

	abstract Path executable();

	abstract ServerProcess startProcess(Start start) throws ServerException, IOException;

	abstract Readiness readiness();

	abstract boolean isPortTaken(ServerProcess process);

	/** What to say of a server that ended instead of starting. */
	abstract String problem();

	/** The server takes connections. */
	abstract void ready(Start start) throws IOException;

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(RunningServer.HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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

	}

}
