package io.github.tidbspring.test;

import java.security.CodeSource;
import java.util.Set;

/**
 * Tells the statements that the client makes from those that a test, or the application
 * that is tested, writes by hand: of all classes of this project, and of Hibernate, the
 * one nearest to the driver is the author, unless it only passes on what others have
 * written. What Hibernate holds back until the client commits is Hibernate's.
 */
final class StatementAuthor {

	private static final String PROJECT = "io.github.tidbspring.";

	private static final String HIBERNATE = "org.hibernate.";

	private static final String CLIENT = PROJECT + "client.";

	/**
	 * The client's own template, and its statements and connections: whatever is sent
	 * goes through them. The check of TiDB's grammar fails where one is missing here,
	 * since it takes the statements of tests for the client's then.
	 */
	private static final Set<String> PASSING_ON = Set.of(CLIENT + "ClientJdbcClient", CLIENT + "ClientJdbcTemplate",
			CLIENT + "PreparingJdbcTemplate", CLIENT + "ClientStatement", CLIENT + "StatementOfConnection",
			CLIENT + "SharedConnection", CLIENT + "SwitchedConnection", CLIENT + "BoundedDataSource");

	private static final StackWalker stack = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private StatementAuthor() {
	}

	/**
	 * Returns whether the client is sending the statement that is about to be executed on
	 * this thread.
	 * @return whether it is the client
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

	// The client's tests are in the client's packages.
	private static boolean isOfClient(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return type.getName().startsWith(CLIENT)
				&& (source == null || !source.getLocation().getPath().endsWith("/test-classes/"));
	}

}
