package io.github.tidbspring.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Prints a {@link ContractSummary} at the end of a run, and keeps it in a file of the
 * folder {@code target}. A run without a test of the contract suite has none. Where a
 * build shares its tests out among several JVMs, each has a summary of its own part, in a
 * file with its number. JUnit finds the listener by itself.
 */
@NullMarked
public final class ContractSummaryListener implements LauncherSessionListener, TestExecutionListener {

	private static final String ASSUMPTION = "Assumption failed: ";

	/** The last one is that of the run within the others, if there are several. */
	private static final Deque<ContractSummaryListener> RUNNING = new ConcurrentLinkedDeque<>();

	private final ContractSummary summary = new ContractSummary();

	private final Path file;

	private final boolean printing;

	private @Nullable TestPlan plan;

	/**
	 * Creates the listener; for JUnit.
	 */
	public ContractSummaryListener() {
		this(Path.of("target", "contract-summary" + part() + ".txt"), true);
	}

	ContractSummaryListener(Path file, boolean printing) {
		this.file = file;
		this.printing = printing;
	}

	private static String part() {
		return (Integer.getInteger("tidb.tests.forks", 1) > 1) ? System.getProperty("tidb.tests.part", "") : "";
	}

	/**
	 * Take down what the tests run on.
	 * @param server the server
	 */
	static void runsOn(ContractServer server) {
		ContractSummaryListener running = RUNNING.peekLast();
		if (running != null) {
			running.summary.server(server.info(), server::supports, driver(server.client()));
		}
	}

	private static String driver(TiDBClient client) {
		try {
			return Objects.requireNonNull(
					JdbcUtils.extractDatabaseMetaData(client.dataSource(), ContractSummaryListener::describe));
		}
		catch (MetaDataAccessException ex) {
			return "unknown";
		}
	}

	private static String describe(DatabaseMetaData driver) throws SQLException {
		return driver.getDriverName() + ", " + driver.getDriverVersion().replaceFirst(" \\(.*", "");
	}

	ContractSummary summary() {
		return this.summary;
	}

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		session.getLauncher().registerTestExecutionListeners(this);
	}

	@Override
	public void launcherSessionClosed(LauncherSession session) {
		finish();
	}

	@Override
	public void testPlanExecutionStarted(TestPlan testPlan) {
		this.plan = testPlan;
		RUNNING.addLast(this);
	}

	@Override
	public void testPlanExecutionFinished(TestPlan testPlan) {
		RUNNING.remove(this);
		this.plan = null;
	}

	/** A run may consist of several plans. */
	void finish() {
		if (!this.summary.isEmpty()) {
			String text = this.summary.text();
			write(text);
			if (this.printing) {
				System.out.println("\n" + text);
			}
		}
	}

	private void write(String text) {
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			Files.writeString(this.file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void executionSkipped(TestIdentifier identifier, String reason) {
		String type = typeOf(identifier);
		int tests = Math.max(1, testsIn(identifier));
		if (isOfContract(identifier)) {
			this.summary.skipped(type, tests, reason);
		}
		else {
			this.summary.otherSkipped(type, tests, reason);
		}
	}

	@Override
	public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
		if (!isOfContract(identifier)) {
			if (identifier.isTest()) {
				this.summary.other();
			}
			return;
		}
		switch (result.getStatus()) {
			case SUCCESSFUL -> {
				if (identifier.isTest()) {
					this.summary.passed();
				}
			}
			case FAILED -> this.summary.failed(nameOf(identifier));
			case ABORTED ->
				this.summary.skipped(typeOf(identifier), Math.max(1, testsIn(identifier)), reasonOf(result));
		}
	}

	private static @Nullable String reasonOf(TestExecutionResult result) {
		String message = result.getThrowable().map(Throwable::getMessage).orElse(null);
		return (message != null && message.startsWith(ASSUMPTION)) ? message.substring(ASSUMPTION.length()) : message;
	}

	/** The tests of a class with parameters do not have its tags. */
	private boolean isOfContract(TestIdentifier identifier) {
		return identifier.getTags().contains(TestTag.create(ContractTests.TAG))
				|| (this.plan != null && this.plan.getParent(identifier).filter(this::isOfContract).isPresent());
	}

	/** A method with parameters counts once: with which ones is not known yet. */
	private int testsIn(TestIdentifier identifier) {
		return (this.plan == null || identifier.isTest()) ? 1
				: (int) this.plan.getDescendants(identifier)
					.stream()
					.filter((descendant) -> descendant.getSource().orElse(null) instanceof MethodSource)
					.count();
	}

	private String typeOf(TestIdentifier identifier) {
		TestSource source = identifier.getSource().orElse(null);
		if (source instanceof MethodSource method) {
			return simpleName(method.getClassName());
		}
		return (source instanceof ClassSource type) ? simpleName(type.getClassName()) : identifier.getDisplayName();
	}

	private String nameOf(TestIdentifier identifier) {
		return (identifier.getSource().orElse(null) instanceof MethodSource method)
				? simpleName(method.getClassName()) + "." + method.getMethodName() : typeOf(identifier);
	}

	private static String simpleName(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

}
