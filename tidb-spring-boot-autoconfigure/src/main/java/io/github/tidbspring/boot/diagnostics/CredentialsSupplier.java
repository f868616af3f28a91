package io.github.tidbspring.boot.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Describes the credentials supplier that failed: where it is defined, and the class of
 * its exception. The exception's message is left out, because it may contain a secret.
 */
final class CredentialsSupplier {

	/** By name, because the class is not public. */
	private static final String UNAVAILABLE = "io.github.tidbspring.client.connection.CredentialsUnavailableException";

	private CredentialsSupplier() {
	}

	static String describe(Throwable failure, @Nullable BeanFactory beanFactory) {
		return "The credentials supplier of " + place(beanFactory) + " " + outcome(failure) + ".";
	}

	private static String place(@Nullable BeanFactory beanFactory) {
		if (ConnectionSource.isOwnClient(beanFactory)) {
			return "the application's own TiDBClient";
		}
		String details = ConnectionSource.details(beanFactory);
		return (details != null) ? "the bean '" + details + "' (TiDBConnectionDetails)" : "the connection settings";
	}

	private static String outcome(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getClass().getName().equals(UNAVAILABLE)) {
				return outcomeOfSupplier(cause.getCause());
			}
		}
		// Not everything that uses a DataSource keeps the cause.
		return "failed";
	}

	private static String outcomeOfSupplier(@Nullable Throwable thrown) {
		if (thrown == null) {
			return "returned null";
		}
		Throwable root = NestedExceptionUtils.getRootCause(thrown);
		String name = thrown.getClass().getName();
		return "threw " + name + ((root != null) ? ", caused by " + root.getClass().getName() : "");
	}

}
