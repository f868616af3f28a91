package io.github.tidbspring.devserver.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.tidbspring.devserver.certificate.CertificateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. Thread-safe.
 *
 * @since 0.1
 */
public final class RunningServer implements AutoCloseable {

	/**
	 * The address that servers listen on.
	 */
	public static final String HOST = "127.0.0.1";

	private static final Logger logger = LoggerFactory.getLogger(RunningServer.class);

	private final Product product;

	private final RunFolder run;

	private final DataFolder data;

	private final ServerProcess process;

	private final String password;

	private final int port;

	private final CertificateFiles certificates;

	private final AtomicBoolean closed = new AtomicBoolean();

	RunningServer(Product product, RunFolder run, DataFolder data, ServerProcess process, String password, int port,
			CertificateFiles certificates) {
		this.product = product;
		this.run = run;
		this.data = data;
		this.process = process;
		this.password = password;
		this.port = port;
		this.certificates = certificates;
		process.handle().onExit().thenRun(this::warnIfUnexpected);
	}

	/**
	 * Return the product of the server.
	 * @return the product
	 */
	public Product product() {
		return this.product;
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
	 * @return the password, made for this server
	 */
	public String password() {
		return this.password;
	}

	/**
	 * Return the certificate of the CA that signed the server's certificate.
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
	 * Stop the server and delete its temporary files. Further calls have no effect.
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
		if (!this.closed.get() && !isJvmEnding()) {
			logger.warn("{} at {}:{} has ended{}", this.product, HOST, this.port, this.process.lastLines());
		}
	}

	/**
	 * A signal from the terminal, such as Ctrl-C, may reach both processes: then the
	 * server ends before it is closed, which is not unexpected.
	 */
	private static boolean isJvmEnding() {
		Thread hook = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			Runtime.getRuntime().removeShutdownHook(hook);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	static void closeQuietly(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// The next start deletes the remaining files.
			logger.debug("Not everything could be deleted", ex);
		}
	}

}
