package io.github.tidbspring.client;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that tests of behaviour run on, in a database of their own: the TiDB whose
 * URL is in the system property {@code tidb.test.url} or the environment variable
 * {@code TIDB_TEST_URL}, or else the development server of the build. What tests send is
 * recorded.
 */
@NullMarked
public final class ContractServer implements AutoCloseable {

	static final String URL_PROPERTY = "tidb.test.url";

	private final @Nullable TiDBDevServer devServer;

	private final String url;

	private final String database;

	private final TiDBClient client;

	private @Nullable ServerInfo info;

	private final Map<Capability, Boolean> capabilities = new EnumMap<>(Capability.class);

	private ContractServer(@Nullable TiDBDevServer devServer, String url) {
		this.devServer = devServer;
		this.database = "contract_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
		this.url = url.replaceFirst("^([^/]*//[^/?]*)(/[^?]*)?", "$1/" + this.database);
		this.client = client(Map.of());
	}

	/** A server that is only described. */
	ContractServer(TiDBClient client) {
		this.devServer = null;
		this.database = "none";
		this.url = "mysql://localhost/none";
		this.client = client;
	}

	/**
	 * Make a database on the server that is named, or else on the development server that
	 * all tests share.
	 * @param context of the tests that it is for
	 * @return the server
	 */
	static ContractServer start(ExtensionContext context) {
		String url = namedUrl(context.getConfigurationParameter(URL_PROPERTY).orElse(null));
		if (url != null) {
			return started(new ContractServer(null, url));
		}
		TiDBDevServer devServer = SharedDevServer.in(context);
		return started(new ContractServer(devServer, devServer.url()));
	}

	private static ContractServer started(ContractServer server) {
		ContractSummaryListener.runsOn(server);
		return server;
	}

	/**
	 * Return the URL of the TiDB that tests are to run on.
	 * @param property the URL that the system property says, if any
	 * @return the URL, or {@code null} if none is named
	 */
	static @Nullable String namedUrl(@Nullable String property) {
		String url = (property != null) ? property : System.getenv("TIDB_TEST_URL");
		return (url != null && !url.isBlank()) ? url : null;
	}

	/**
	 * Return whether this is the stand-in.
	 * @return {@code false} on a TiDB
	 */
	public boolean isStandIn() {
		return this.devServer != null && this.devServer.isStandIn();
	}

	/**
	 * Return what the server says of itself.
	 * @return the server, asked once
	 */
	public ServerInfo info() {
		ServerInfo known = (this.info != null) ? this.info : this.client.serverInfo();
		this.info = known;
		return known;
	}

	/**
	 * Return whether the server has a capability.
	 * @param capability the capability
	 * @return what the client says, asked once
	 */
	public boolean supports(Capability capability) {
		return this.capabilities.computeIfAbsent(capability, this.client::supports);
	}

	/**
	 * Return the client.
	 * @return the client, in the database of these tests
	 */
	public TiDBClient client() {
		return this.client;
	}

	/**
	 * Return another client.
	 * @param driverProperties what is different about its connections
	 * @return the client, to be closed by the caller
	 */
	public TiDBClient client(Map<String, String> driverProperties) {
		ConnectionSettings.Builder connection = ConnectionSettings.builder().databaseUrl(this.url).ensureDatabase(true);
		driverProperties.forEach(connection::driverProperty);
		return TiDBClient.builder(connection.build()).decorateDataSource(this::decorate).build();
	}

	private DataSource decorate(DataSource dataSource) {
		return StatementRecording.record((this.devServer != null) ? this.devServer.wrap(dataSource) : dataSource);
	}

	/**
	 * Make the table of a type for exact search. On a TiDB it has no vector index, which
	 * not each of them can have and which finds only nearly all, and no full-text index;
	 * the statements of a search are the same.
	 * @param <T> the type of the rows
	 * @param tidb a client for this server
	 * @param type the type of the rows
	 * @return the table, empty
	 */
	public <T> Table<T> recreate(TiDBClient tidb, Class<T> type) {
		TiDBClient maker = isStandIn() ? tidb : TiDBClient.create(WithoutSearchIndexes.in(tidb.dataSource()));
		maker.table(type).schema().recreate();
		return tidb.table(type);
	}

	/**
	 * Drop the database.
	 */
	@Override
	public void close() {
		try (this.client) {
			this.client.databases().dropIfExists(this.database);
		}
	}

}
