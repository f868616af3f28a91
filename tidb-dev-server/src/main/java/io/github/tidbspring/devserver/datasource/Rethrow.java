package io.github.tidbspring.devserver.datasource;

/**
 * Throws a checked exception where the proxy's listeners declare none. What they throw
 * leaves the proxied method of JDBC, which does declare it.
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
