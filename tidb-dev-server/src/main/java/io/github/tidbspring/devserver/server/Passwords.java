package io.github.tidbspring.devserver.server;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generates passwords that need no quoting in SQL, URLs or TOML.
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
