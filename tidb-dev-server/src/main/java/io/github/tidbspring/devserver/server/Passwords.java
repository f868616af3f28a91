package io.github.tidbspring.devserver.server;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes passwords that need no quoting anywhere.
 */
final class Passwords {

	private static final int BYTES = 18;

	private Passwords() {
	}

	static String random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
