package io.github.tidbspring.client;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.github.tidbspring.standin.TiDBStandIn;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.testcontainers.tidb.TiDBContainer;

/**
 * The server that tests of behaviour run on, in a database of their own: a stand-in, or
 * the TiDB whose URL is in the system property {@code tidb.test.url} or the environment
 * variable {@code TIDB_TEST_URL}. What tests send is recorded.
 */
@NullMarked
public final class ContractServer implements AutoCloseable {

	private final @Nullable TiDBStandIn standIn;

	private final @Nullable TiDBContainer container;

	private final String url;

	private final String database;

	private final TiDBClient client;

	private ContractServer(@Nullable TiDBStandIn standIn, @Nullable TiDBContainer container, String url) {
		this.standIn = standIn;
		this.container = container;
		this.database = "contract_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
		this.url = url.replaceFirst("^([^/]*//[^/?]*)(/[^?]*)?", "$1/" + this.database);
		this.client = client(Map.of());
	}

	/**
	 * Start a stand-in, unless a TiDB is named.
	 * @return the server
	 */
	public static ContractServer start() {
		String url = namedUrl();
		return (url != null) ? at(url) : standIn();
	}

	/**
	 * Start a stand-in, also if a TiDB is named.
	 * @return the server
	 */
	public static ContractServer standIn() {
		TiDBStandIn standIn = TiDBStandIn.start();
		return new ContractServer(standIn, null, standIn.url());
	}

	/**
	 * Use a TiDB that runs somewhere.
	 * @param url its URL
	 * @return the server
	 */
	public static ContractServer at(String url) {
		return new ContractServer(null, null, url);
	}

	/**
	 * Start a TiDB in a container. It has no TiFlash, and so no vector index.
	 * @param image the image, such as {@code pingcap/tidb:v8.5.3}
	 * @return the server
	 */
	public static ContractServer container(String image) {
		TiDBContainer container = new TiDBContainer(image);
		container.start();
		return new ContractServer(null, container,
				"mysql://root:@%s:%d/".formatted(container.getHost(), container.getMappedPort(4000)));
	}

	/**
	 * Return the URL of the TiDB that tests are to run on.
	 * @return the URL, or {@code null} if none is named
	 */
	public static @Nullable String namedUrl() {
		String url = System.getProperty("tidb.test.url", System.getenv("TIDB_TEST_URL"));
		return (url != null && !url.isBlank()) ? url : null;
	}

	/**
	 * Return whether this is the stand-in.
	 * @return {@code false} on a TiDB
	 */
	public boolean isStandIn() {
		return this.standIn != null;
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
		TiDBClient.Builder builder = TiDBClient.builder().url(this.url).ensureDatabase(true).decorate(this::decorate);
		driverProperties.forEach(builder::driverProperty);
		return builder.build();
	}

	private DataSource decorate(DataSource dataSource) {
		return StatementRecording.record((this.standIn != null) ? this.standIn.wrap(dataSource) : dataSource);
	}

	/**
	 * Drop the database, and stop the server if it was started here.
	 */
	@Override
	public void close() {
		try (this.client) {
			this.client.databases().dropIfExists(this.database);
		}
		finally {
			if (this.standIn != null) {
				this.standIn.close();
			}
			if (this.container != null) {
				this.container.stop();
			}
		}
	}

}
