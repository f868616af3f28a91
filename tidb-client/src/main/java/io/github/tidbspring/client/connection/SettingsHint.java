package io.github.tidbspring.client.connection;

import java.util.regex.Pattern;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Derives a hint from the settings if the server rejects a login without a specific
 * reason. It describes a suspicious value, but never contains it.
 */
final class SettingsHint {

	/** A placeholder that was not replaced. */
	private static final Pattern PLACEHOLDER = Pattern
		.compile("[$#]\\{[^}]*}.*|\\{\\{.*}}|\\$[A-Z][A-Z0-9_]+|%[A-Z_]+%", Pattern.DOTALL);

	private SettingsHint() {
	}

	/**
	 * Return a hint.
	 * @param reason the reason of the failure
	 * @param settings the settings
	 * @return a sentence without a full stop, or {@code null}
	 */
	static @Nullable String of(Reason reason, ConnectionSettings settings) {
		return switch (reason) {
			case ACCESS_DENIED -> {
				String hint = ofCredentials(settings);
				yield (hint != null) ? hint : ofTls(settings);
			}
			case MISSING_USER_PREFIX -> settings.isAskingForCredentials() ? null
					: ofValue("user name", settings.credentials().get().username());
			case UNKNOWN_DATABASE, NOT_PERMITTED -> ofValue("database's name", settings.database());
			default -> null;
		};
	}

	private static @Nullable String ofCredentials(ConnectionSettings settings) {
		if (settings.hasCredentialsByHost() || settings.isAskingForCredentials()) {
			return null;
		}
		ConnectionSettings.Credentials credentials = settings.credentials().get();
		String password = credentials.password();
		String inPassword = ofValue("password", password);
		String inUsername = ofValue("user name", credentials.username());
		if (inUsername != null) {
			return (inPassword != null) ? inUsername + ". " + inPassword : inUsername;
		}
		return (password == null || password.isEmpty()) ? "No password is set" : inPassword;
	}

	private static @Nullable String ofValue(String what, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			return null;
		}
		if (PLACEHOLDER.matcher(value.strip()).matches()) {
			return "The %s looks like a placeholder that was not replaced: set the variable that it names"
				.formatted(what);
		}
		char first = value.charAt(0);
		char last = value.charAt(value.length() - 1);
		if (last == '\n' || last == '\r') {
			return "The %s ends with a line break, which is part of it; echo puts one there, echo -n does not"
				.formatted(what);
		}
		boolean blank = isBlank(first) || isBlank(last);
		return blank ? "The %s begins or ends with white space, which is part of it".formatted(what) : null;
	}

	private static boolean isBlank(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
	}

	/** Servers report missing TLS or a missing certificate as a wrong password. */
	private static @Nullable String ofTls(ConnectionSettings settings) {
		if (settings.sslMode() == SslMode.DISABLED) {
			return "This connection is plain text (TLS mode disabled): a user with REQUIRE SSL or REQUIRE X509 "
					+ "is refused with the same message, and needs the TLS mode required, and for X509 a certificate";
		}
		if (settings.mayShowCertificate()) {
			return null;
		}
		String certificate = "This client shows no certificate: a user with REQUIRE X509, ISSUER or SUBJECT "
				+ "is refused with the same message, and needs one (sslContext, in Spring Boot tidb.ssl.bundle)";
		return (settings.sslMode() == SslMode.PREFERRED)
				? certificate + "; a user with REQUIRE SSL is, too, if the server offers no TLS" : certificate;
	}

}
