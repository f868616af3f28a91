package io.github.tidbspring.test;

import java.security.CodeSource;
import java.util.Set;

/**
 * Distinguishes statements that the client generates from statements that are written in
 * a test or an application. The author is the class of this project or of Hibernate that
 * is nearest to the driver in the call stack, except for classes that only pass on
 * statements. Statements that Hibernate defers until the client commits are Hibernate's.
 */
final class StatementAuthor {

	private static final String PROJECT = "io.github.tidbspring.";

	private static final String HIBERNATE = "org.hibernate.";

	private static final String CLIENT = PROJECT + "client.";

	/**
	 * The client's classes that pass on all statements: its JDBC template, statements and
	 * connections. If a class is missing here, statements of tests are attributed to the
	 * client, and the check of TiDB's grammar fails.
	 */
	private static final Set<String> PASSING_ON = Set.of(CLIENT + "ClientJdbcClient", CLIENT + "ClientJdbcTemplate",
			CLIENT + "ClientStatement", CLIENT + "JdbcProxy", CLIENT + "internal.driver.ConnectorJ",
			CLIENT + "SharedConnection", CLIENT + "SwitchedConnection", CLIENT + "BoundedDataSource");

	private static final StackWalker stack = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private StatementAuthor() {
	}

	/**
	 * Returns whether the client has generated the statement that is about to be executed
	 * on this thread.
	 * @return {@code true} if the client has
	 */
	static boolean isClient() {
		return stack.walk((frames) -> frames.map(StackWalker.StackFrame::getDeclaringClass)
			.filter((type) -> type.getName().startsWith(PROJECT) || type.getName().startsWith(HIBERNATE))
			.filter((type) -> type.getPackage() != StatementAuthor.class.getPackage())
			.filter((type) -> !PASSING_ON.contains(outermost(type)))
			.findFirst()
			.filter(StatementAuthor::isOfClient)
			.isPresent());
	}

	private static String outermost(Class<?> type) {
		String name = type.getName();
		int nested = name.indexOf('$');
		return (nested >= 0) ? name.substring(0, nested) : name;
	}

	// Tests of the client are in the same packages and must be excluded.
	private static boolean isOfClient(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return type.getName().startsWith(CLIENT)
				&& (source == null || !source.getLocation().getPath().endsWith("/test-classes/"));
	}

}
