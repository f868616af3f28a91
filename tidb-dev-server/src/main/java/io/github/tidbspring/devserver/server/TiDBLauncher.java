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

	private static final String LISTENING = "server is running MySQL protocol";

	private static final String HINT = "It needs a file system that allows executables";

	private static final int MEGABYTES = 300;

	private static final int MEGABYTES_FOR_TEMPORARY = 30;

	/**
	 * {@code setsid} starts the server in a session of its own, which does not receive
	 * signals of the terminal: at Ctrl-C, a TiDB would end before the applications that
	 * still need it. It replaces itself by the server and so keeps the process id. Only
	 * Linux has it.
	 */
	private static final List<Path> SET_SID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

	private final TiDBBinary binary;

	TiDBLauncher(ServerSettings settings, TiDBBinary binary) {
		super(settings);
		this.binary = binary;
	}

	@Override
	String productName() {
		return Product.TIDB;
	}

	@Override
	Product prepare(CacheDirectory cache) {
		return this.binary.product();
	}

	/** TiDB creates its data itself at its first start. */
	@Override
	void fill(DataFolder data, Product product) throws IOException {
		if (data.isEmpty()) {
			data.begin(product);
		}
	}

	/**
	 * Only the first start can set the password, so it is stored with the data, readable
	 * only by the owner.
	 */
	@Override
	String password(DataFolder data) throws ServerException, IOException {
		if (!data.isPersistent()) {
			return Passwords.random();
		}
		Path file = data.password();
		if (data.isEmpty()) {
			OwnerOnly.write(file, Passwords.random());
		}
		String password = Files.exists(file) ? Files.readString(file).strip() : "";
		if (password.isEmpty()) {
			throw new ServerException("The data in " + data.path() + " have lost the password of root: restore the "
					+ "file " + file + ", delete the directory " + data.folder() + ", or choose another");
		}
		return password;
	}

	@Override
	ServerProgram program(Start start) throws IOException {
		TiDBConfiguration configuration = new TiDBConfiguration(settings(), start);
		configuration.write();
		List<String> setSid = Platform.current().isLinux()
				? SET_SID.stream().filter(Files::isExecutable).limit(1).map(Path::toString).toList() : List.of();
		return new ServerProgram(this.binary.product().toString(), setSid,
				List.of(this.binary.path().toString(), "-config", configuration.file().toString()),
				Map.of("TMPDIR", configuration.temporary().toString()), start.data().folder(),
				new LogFile(configuration.log()), HINT);
	}

	@Override
	Readiness readiness() {
		return new LoginReadiness(LISTENING);
	}

	/** TiDB reserves disk space for kept data. */
	@Override
	int megabytesNeeded(DataFolder data) {
		return data.isPersistent() ? MEGABYTES : MEGABYTES_FOR_TEMPORARY;
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
	String refusal(DataFolder data) {
		if (data.isBegun() || !data.isPersistent()) {
			return this.binary.product() + " (" + this.binary.path() + ") did not take a password for root"
					+ (this.binary.product().isBefore(6, 6)
							? ": it is too old, its setting 'initialize-sql-file' came with 6.6" : "");
		}
		return this.binary.product() + " denied access to root with the password in " + data.password()
				+ ": write root's current password into that file, delete the directory " + data.folder()
				+ ", or choose another";
	}

	@Override
	void ready(Start start) throws IOException {
		new TiDBConfiguration(settings(), start).deleteSecrets();
	}

}
