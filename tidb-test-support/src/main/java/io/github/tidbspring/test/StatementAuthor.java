package io.github.tidbspring.test;

import java.security.CodeSource;

/**
 * Tells the statements that the client makes from those that a test, or the application
 * that is tested, writes by hand: of all classes of this project, the one nearest to the
 * driver is the author.
 */
final class StatementAuthor {

	private static final String PROJECT = "io.github.tidbspring.";

	private static final String CLIENT = PROJECT + "client.";

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
			.filter((type) -> type.getName().startsWith(PROJECT))
			.filter((type) -> type.getPackage() != StatementAuthor.class.getPackage())
			.findFirst()
			.filter(StatementAuthor::isOfClient)
			.isPresent());
	}

	// The client's tests are in the client's packages.
	private static boolean isOfClient(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return type.getName().startsWith(CLIENT)
				&& (source == null || !source.getLocation().getPath().endsWith("/test-classes/"));
	}

}
