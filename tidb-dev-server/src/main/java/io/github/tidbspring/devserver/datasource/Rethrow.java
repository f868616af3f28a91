package io.github.tidbspring.devserver.datasource;

/**
 * Throws a checked exception from the proxy's listeners, whose methods do not declare it.
 * The exception leaves the proxied JDBC method, which declares it.
 */
final class Rethrow {

	private Rethrow() {
	}

	static RuntimeException asIs(Throwable throwable) {
		return Rethrow.<RuntimeException>sneak(throwable);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneak(Throwable throwable) throws T {
		throw (T) throwable;
	}

}
