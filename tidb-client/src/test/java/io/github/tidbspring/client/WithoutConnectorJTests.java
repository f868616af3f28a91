package io.github.tidbspring.client;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A class path without Connector/J, as an application with another driver may have it.
 */
class WithoutConnectorJTests {

	@Test
	void dataSourceOfAnotherDriverIsReadInTransactionsAndStreams() throws Exception {
		assertThat(withoutDriver(OtherDriver.class)).isEqualTo("[1, 2]");
	}

	@Test
	void poolOfItsOwnIsRefusedWithWhatIsMissing() throws Exception {
		assertThat(withoutDriver(OwnPool.class)).asString()
			.startsWith("IllegalStateException")
			.contains("com.mysql:mysql-connector-j");
	}

	private static Object withoutDriver(Class<? extends Callable<?>> application) throws Exception {
		String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
		List<String> kept = Arrays.stream(entries).filter((entry) -> !entry.contains("mysql-connector-j")).toList();
		assertThat(kept).hasSizeLessThan(entries.length);
		try (URLClassLoader classLoader = new URLClassLoader(
				kept.stream().map(WithoutConnectorJTests::url).toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			var constructor = classLoader.loadClass(application.getName()).getDeclaredConstructor();
			constructor.setAccessible(true);
			return ((Callable<?>) constructor.newInstance()).call();
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@TiDBTable("numbers")
	record Row(@PrimaryKey long id) {

	}

	static class OtherDriver implements Callable<String> {

		@Override
		public String call() {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setURL("jdbc:h2:mem:other-driver;MODE=MySQL;DB_CLOSE_DELAY=-1");
			TiDBClient tidb = TiDBClient.create(dataSource);
			tidb.sql("CREATE TABLE `numbers` (`id` BIGINT PRIMARY KEY)").update();
			tidb.sql("INSERT INTO `numbers` VALUES (1), (2)").update();
			return tidb.inTransaction(TransactionOptions.defaults().readOnly(), (tx) -> {
				try (Stream<Row> rows = tx.table(Row.class).find().stream()) {
					return rows.map(Row::id).sorted().toList().toString();
				}
			});
		}

	}

	static class OwnPool implements Callable<String> {

		@Override
		public String call() {
			try {
				TiDBClient.create("mysql://root@127.0.0.1:4000/test").close();
				return "connected";
			}
			catch (RuntimeException | LinkageError ex) {
				return ex.getClass().getSimpleName() + ": " + ex.getMessage();
			}
		}

	}

}
