package io.github.tidbspring.test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.jayway.jsonpath.JsonPath;
import com.mysql.cj.jdbc.ClientPreparedStatement;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link StatementRecording}. They record in a file of their own, for they send
 * nothing to a server.
 */
class StatementRecordingTests {

	private static final String PROPERTY = "tidb.statements";

	private final @Nullable String fileOfTheBuild = System.getProperty(PROPERTY);

	private final MysqlDataSource target = mock();

	private final JdbcConnection targetConnection = mock();

	private final Statement targetStatement = mock();

	private final PreparedStatement targetPreparedStatement = mock();

	private final DataSource dataSource = StatementRecording.record(this.target);

	private Path file;

	@BeforeEach
	void recordInAFileOfOurOwn(@TempDir Path folder) throws SQLException {
		this.file = folder.resolve("not/there/yet/statements.jsonl");
		System.setProperty(PROPERTY, this.file.toString());
		given(this.target.getConnection()).willReturn(this.targetConnection);
		given(this.targetConnection.createStatement()).willReturn(this.targetStatement);
		given(this.targetConnection.prepareStatement(anyString())).willReturn(this.targetPreparedStatement);
		given(this.targetConnection.clientPrepareStatement(anyString())).willReturn(this.targetPreparedStatement);
		given(this.targetConnection.unwrap(JdbcConnection.class)).willReturn(this.targetConnection);
	}

	@AfterEach
	void recordInTheFileOfTheBuild() {
		if (this.fileOfTheBuild != null) {
			System.setProperty(PROPERTY, this.fileOfTheBuild);
		}
		else {
			System.clearProperty(PROPERTY);
		}
	}

	@Test
	void writesOneJsonLineForEachStatement() throws Exception {
		execute("SELECT 1");
		execute("SELECT 2");
		String test = getClass().getName() + ".writesOneJsonLineForEachStatement";
		assertThat(lines()).containsExactly("{\"test\":\"" + test + "\",\"statement\":\"SELECT 1\"}",
				"{\"test\":\"" + test + "\",\"statement\":\"SELECT 2\"}");
		assertThat(this.file).content().endsWith("}\n");
	}

	@Test
	void escapesWhateverAStatementContains() throws Exception {
		String sql = "SELECT 'a\\b', \"c\",\n\t`d`\r\n, '\u0001\b\f\u001f\u007f', 'Grüße 😀\u2028'";
		execute(sql);
		assertThat(lines()).hasSize(1);
		assertThat(statements()).containsExactly(sql);
	}

	@Test
	void recordsEachWayToExecuteAStatement() throws Exception {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("A");
			statement.executeQuery("B");
			statement.executeUpdate("C");
			statement.executeLargeUpdate("D");
			statement.executeUpdate("E", Statement.RETURN_GENERATED_KEYS);
			statement.addBatch("F");
			statement.addBatch("G");
			statement.executeBatch();
		}
		assertThat(statements()).containsExactly("A", "B", "C", "D", "E", "F", "G");
	}

	@Test
	void recordsPreparedStatementsWhenTheyAreExecuted() throws Exception {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.prepareStatement("NEVER EXECUTED");
			connection.prepareStatement("A").executeQuery();
			connection.prepareStatement("B").executeUpdate();
			connection.prepareStatement("C").execute();
			PreparedStatement batch = connection.prepareStatement("D");
			batch.addBatch();
			batch.addBatch();
			batch.executeBatch();
		}
		assertThat(statements()).containsExactly("A", "B", "C", "D");
	}

	@Test
	void recordsWhatIsPreparedInADriversWay() throws Exception {
		try (Connection connection = this.dataSource.getConnection()) {
			JdbcConnection driversConnection = connection.unwrap(JdbcConnection.class);
			PreparedStatement statement = driversConnection.clientPrepareStatement("A");
			statement.executeQuery();
			driversConnection.prepareStatement("B").executeQuery();
			assertThat(statement.getConnection()).isSameAs(driversConnection);
		}
		assertThat(statements()).containsExactly("A", "B");
	}

	@Test
	void marksWhatTheDriverPutsTheParametersInto() throws Exception {
		given(this.targetConnection.serverPrepareStatement(anyString())).willReturn(this.targetPreparedStatement);
		try (Connection connection = this.dataSource.getConnection()) {
			JdbcConnection driversConnection = connection.unwrap(JdbcConnection.class);
			driversConnection.clientPrepareStatement("A").executeQuery();
			driversConnection.serverPrepareStatement("B").executeQuery();
			driversConnection.prepareStatement("C").executeQuery();
		}
		assertThat(statements()).containsExactly("A", "B", "C");
		assertThat(marks("inlined")).containsExactly(true, false, false);
	}

	@Test
	void marksWhatIsPreparedOnTheClientByItsKind() throws Exception {
		PreparedStatement onClient = mock();
		PreparedStatement onServer = mock();
		given(onClient.isWrapperFor(JdbcPreparedStatement.class)).willReturn(true);
		given(onClient.unwrap(JdbcPreparedStatement.class)).willReturn(mock(ClientPreparedStatement.class));
		given(onServer.isWrapperFor(JdbcPreparedStatement.class)).willReturn(true);
		given(onServer.unwrap(JdbcPreparedStatement.class)).willReturn(mock(ServerPreparedStatement.class));
		given(this.targetConnection.prepareStatement("A")).willReturn(onClient);
		given(this.targetConnection.prepareStatement("B")).willReturn(onServer);
		try (Connection connection = this.dataSource.getConnection()) {
			connection.prepareStatement("A").executeQuery();
			connection.prepareStatement("B").executeQuery();
		}
		assertThat(marks("inlined")).containsExactly(true, false);
	}

	@Test
	void whatHibernateSendsWhileTheClientCommitsIsNotTheClients() throws Exception {
		Runnable hibernate = sender("A", "org.hibernate.Sender", "file:/classes/");
		runner(hibernate, "io.github.tidbspring.client.Committing", "file:/classes/").run();
		Runnable client = sender("B", "io.github.tidbspring.client.Sender", "file:/classes/");
		runner(client, "org.hibernate.Calling", "file:/classes/").run();
		assertThat(marks("byClient")).containsExactly(false, true);
	}

	@Test
	void marksWhatTheClientMakes() throws Exception {
		Runnable ofClient = sender("A", "io.github.tidbspring.client.Sender", "file:/classes/");
		Runnable ofItsTests = sender("B", "io.github.tidbspring.client.Sender", "file:/test-classes/");
		Runnable ofAnApplication = sender("C", "io.github.tidbspring.sample.Sender", "file:/classes/");
		ofClient.run();
		ofItsTests.run();
		ofAnApplication.run();
		execute("D");
		StatementRecording.written("E");
		sender("F", "io.github.tidbspring.client.ClientStatement$Sent", "file:/classes/").run();
		assertThat(marks("byClient")).containsExactly(true, false, false, false, true, false);
	}

	@Test
	void recordsFailedStatements() throws Exception {
		given(this.targetStatement.execute("SELEC 1")).willThrow(new SQLException("wrong"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute("SELEC 1")).withMessage("wrong");
		assertThat(statements()).containsExactly("SELEC 1");
	}

	@Test
	void recordsAStatementOnceForATest() throws Exception {
		execute("SELECT 1");
		execute("SELECT 1");
		StatementRecording.notForTiDB(() -> executeUnchecked("SELECT 1"));
		assertThat(lines()).hasSize(2);
	}

	@Test
	void marksWhatIsNotForTiDB() throws Exception {
		StatementRecording.notForTiDB(() -> executeUnchecked("A"));
		String result = StatementRecording.notForTiDB(() -> {
			execute("B");
			StatementRecording.notForTiDB(() -> executeUnchecked("C"));
			execute("D");
			return "result";
		});
		execute("E");
		assertThat(result).isEqualTo("result");
		assertThat(marks("notForTiDB")).containsExactly(true, true, true, true, false);
	}

	@Test
	void forgetsTheMarkWhenTheWorkFails() throws Exception {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> StatementRecording.notForTiDB((Runnable) () -> {
				throw new IllegalStateException();
			}));
		execute("A");
		assertThat(marks("notForTiDB")).containsExactly(false);
	}

	@Test
	void marksNothingThatOtherThreadsSend() throws Exception {
		StatementRecording.notForTiDB(() -> {
			Thread other = new Thread(() -> executeUnchecked("A"));
			other.start();
			other.join();
			return null;
		});
		assertThat(marks("notForTiDB")).containsExactly(false);
	}

	@Test
	void keepsLinesWholeWhenManyThreadsWrite() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		for (int i = 0; i < 400; i++) {
			String sql = "SELECT " + i + ", '" + "x".repeat(20_000) + "'";
			threads.execute(() -> executeUnchecked(sql));
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(statements()).hasSize(400).allMatch((sql) -> sql.endsWith("x'"));
	}

	@Test
	void recordsOnAnInterruptedThread() throws Exception {
		Thread.currentThread().interrupt();
		execute("SELECT 1");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(statements()).containsExactly("SELECT 1");
	}

	@Test
	void appendsToWhatAnotherProcessHasWritten() throws Exception {
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, "{\"test\":\"x\",\"statement\":\"BEFORE\"}\n");
		execute("AFTER");
		assertThat(statements()).containsExactly("BEFORE", "AFTER");
	}

	@Test
	void writesNothingWithoutAFile() throws Exception {
		System.clearProperty(PROPERTY);
		execute("SELECT 1");
		assertThat(this.file).doesNotExist();
	}

	@Test
	void unwrapsToWhatIsBelow() throws Exception {
		given(this.target.unwrap(MysqlDataSource.class)).willReturn(this.target);
		given(this.target.isWrapperFor(MysqlDataSource.class)).willReturn(true);
		given(this.targetConnection.isWrapperFor(JdbcConnection.class)).willReturn(true);
		assertThat(this.dataSource.isWrapperFor(MysqlDataSource.class)).isTrue();
		assertThat(this.dataSource.unwrap(MysqlDataSource.class)).isSameAs(this.target);
		try (Connection connection = this.dataSource.getConnection()) {
			assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
			connection.unwrap(JdbcConnection.class).resetServerState();
		}
		verify(this.targetConnection).resetServerState();
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private void executeUnchecked(String sql) {
		try {
			execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Sends a statement from a class of another name and origin. */
	private Runnable sender(String sql, String className, String origin) throws Exception {
		return runner(() -> executeUnchecked(sql), className, origin);
	}

	/** Runs something from a class of another name and origin. */
	private Runnable runner(Runnable action, String className, String origin) throws Exception {
		CodeSource source = new CodeSource(URI.create(origin).toURL(), (Certificate[]) null);
		return new ByteBuddy().subclass(Object.class)
			.implement(Runnable.class)
			.name(className)
			.method(named("run"))
			.intercept(MethodCall.run(action))
			.make()
			.load(getClass().getClassLoader(),
					ClassLoadingStrategy.Default.WRAPPER.with(new ProtectionDomain(source, null)))
			.getLoaded()
			.asSubclass(Runnable.class)
			.getDeclaredConstructor()
			.newInstance();
	}

	private List<String> lines() throws IOException {
		return Files.readAllLines(this.file);
	}

	private List<String> statements() throws IOException {
		return lines().stream().map((line) -> JsonPath.<String>read(line, "$.statement")).toList();
	}

	private List<Boolean> marks(String name) throws IOException {
		return lines().stream().map((line) -> line.contains(",\"" + name + "\":true")).toList();
	}

}
