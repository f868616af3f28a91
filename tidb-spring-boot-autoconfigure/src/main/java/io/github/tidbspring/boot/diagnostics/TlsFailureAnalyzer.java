package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Explains what TLS has prevented.
 */
final class TlsFailureAnalyzer extends AbstractConnectionFailureAnalyzer {

	TlsFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable String action(ConnectionFailure failure) {
		return switch (failure.reason()) {
			case TLS_REQUIRED -> "Remove 'tidb.ssl.mode', so that TLS is used as the host needs it, "
					+ "or set it to 'required', 'verify-ca' or 'verify-identity'.";
			case LOGIN_NEEDS_TLS -> "Remove 'tidb.ssl.mode=disabled', so that TLS is used if the server has it, "
					+ "or set 'tidb.ssl.mode' to 'required', 'verify-ca' or 'verify-identity'; enable TLS on a server "
					+ "that has none.";
			case UNTRUSTED_CERTIFICATE ->
				"Name the CA certificate of the server in 'tidb.ssl.ca-certificate' (a PEM file), "
						+ "or an SSL bundle that contains it in 'tidb.ssl.bundle'.";
			case EXPIRED_CERTIFICATE -> "Renew the certificate of the server, or set the clock of this machine.";
			case WRONG_HOST_NAME -> "Set 'tidb.host' to a name in the certificate of the server, "
					+ "or 'tidb.ssl.mode=verify-ca' if it is enough that a trusted CA has signed it.";
			case TLS_UNSUPPORTED -> "Enable TLS on the server. On a network that you trust, "
					+ "'tidb.ssl.mode=preferred' connects without.";
			case TLS_FAILED ->
				"Check 'tidb.ssl.*' and the SSL bundle: a server that asks for a certificate of the client "
						+ "needs a key store in it.";
			default -> null;
		};
	}

}
