package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Starts a MariaDB that stands in for TiDB.
 */
final class MariaDbLauncher extends ServerLauncher {

	private static final String PORT_TAKEN = "Bind on TCP/IP port";

	private static final String READY = "ready for connections";

	static final String HINT = "It needs a file system that allows executables (choose one with "
			+ "cacheDirectory(...)) and, on Linux, the GNU C library, which Alpine does not have";

	private static final int MEGABYTES = 30;

	private @Nullable ServerBinaries binaries;

	private @Nullable Path template;

	MariaDbLauncher(ServerSettings settings) {
		super(settings);
	}

	private ServerBinaries binaries() {
		return Objects.requireNonNull(this.binaries);
	}

	@Override
	String productName() {
		return Product.MARIADB;
	}

	@Override
	Product prepare(CacheDirectory cache) throws ServerException, IOException, InterruptedException {
		this.binaries = new BinariesLocator(cache).locate();
		this.template = new DataTemplate(cache, this.binaries).path();
		return new Product(Product.MARIADB, this.binaries.version());
	}

	@Override
	void fill(DataFolder data, Product product) throws IOException {
		data.copyOf(Objects.requireNonNull(this.template), product);
	}

	@Override
	String password(DataFolder data) {
		return Passwords.random();
	}

	@Override
	ServerProgram program(Start start) throws IOException {
		ServerCommand command = new ServerCommand(settings(), binaries(), start);
		command.writeInitFile(start.password());
		return new ServerProgram("MariaDB", List.of(), command.arguments(), binaries().environment(),
				start.run().path(), null, HINT);
	}

	@Override
	Readiness readiness() {
		return new ConsoleReadiness(READY);
	}

	@Override
	int megabytesNeeded(DataFolder data) {
		return MEGABYTES;
	}

	@Override
	boolean isPortTaken(ServerProcess process) {
		return process.hasSaid(PORT_TAKEN);
	}

	@Override
	String problem() {
		return "MariaDB did not start";
	}

	@Override
	String refusal(DataFolder data) {
		return "MariaDB denied access to its user root";
	}

	@Override
	void ready(Start start) throws IOException {
		ServerCommand.deleteInitFile(start.run());
	}

}
