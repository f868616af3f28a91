package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.devserver.file.OwnerOnly;

/**
 * Starts a TiDB: one process with embedded storage.
 */
final class TiDBLauncher extends ServerLauncher {

	private static final List<String> PORT_TAKEN = List.of("address already in use",
			"Only one usage of each socket address");

	private static final String HINT = "It needs a file system that allows programs";

	private static final String PASSWORD = "password";

	private final TiDBBinary binary;

	TiDBLauncher(ServerSettings settings, TiDBBinary binary) {
		super(settings);
		this.binary = binary;
	}

	@Override
	Product prepare(CacheDirectory cache) {
		return this.binary.product();
	}

	/** The server makes its data itself, when it starts first. */
	@Override
	void fill(DataFolder data) throws IOException {
		if (data.isEmpty()) {
			data.begin();
		}
	}

	/**
	 * Only the first start can set it, so it is kept with the data, for their owner alone
	 * to read.
	 */
	@Override
	String password(DataFolder data) throws IOException {
		Path file = data.resolve(PASSWORD);
		if (data.isEmpty() || !Files.exists(file)) {
			OwnerOnly.write(file, Passwords.random());
		}
		return Files.readString(file).strip();
	}

	@Override
	Path executable() {
		return this.binary.path();
	}

	@Override
	ServerProcess startProcess(Start start) throws ServerException, IOException {
		TiDBConfiguration configuration = new TiDBConfiguration(settings(), start);
		configuration.write();
		return ServerProcess.start(this.binary.product().toString(),
				List.of(this.binary.path().toString(), "-config", configuration.file().toString()), Map.of(),
				start.run().path(), new LogFile(configuration.log()), HINT);
	}

	@Override
	Readiness readiness() {
		return new LoginReadiness();
	}

	@Override
	boolean isPortTaken(ServerProcess process) {
		return PORT_TAKEN.stream().anyMatch(process::hasSaid);
	}

	@Override
	String problem() {
		return this.binary.product() + " (" + this.binary.path() + ") did not start";
	}

	@Override
	void ready(Start start) throws IOException {
		start.data().finish();
		new TiDBConfiguration(settings(), start).deleteSecrets();
	}

}
