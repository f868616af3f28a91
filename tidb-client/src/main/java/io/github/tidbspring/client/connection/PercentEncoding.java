package io.github.tidbspring.client.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as RFC 3986 has it. Unlike {@link java.net.URLDecoder}, a plus sign
 * stays one, and what is not valid is refused.
 */
final class PercentEncoding {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private PercentEncoding() {
	}

	/**
	 * Decode a part of a URL.
	 * @param part what to call the part in a message; its text is never shown
	 * @param text the text
	 * @return the decoded text
	 */
	static String decode(String part, String text) {
		String decoded = (text.indexOf('%') >= 0) ? decodeBytes(part, text) : text;
		if (decoded.indexOf('\0') >= 0) {
			// It would end the text early in the protocol's handshake.
			throw DatabaseUrl.invalid("the " + part + " contains a NUL character (%00), which TiDB does not take");
		}
		return decoded;
	}

	private static String decodeBytes(String part, String text) {
		byte[] source = text.getBytes(StandardCharsets.UTF_8);
		ByteBuffer target = ByteBuffer.allocate(source.length);
		for (int i = 0; i < source.length; i++) {
			if (source[i] != '%') {
				target.put(source[i]);
				continue;
			}
			int high = (i + 2 < source.length) ? Character.digit(source[i + 1], 16) : -1;
			int low = (i + 2 < source.length) ? Character.digit(source[i + 2], 16) : -1;
			if (high < 0 || low < 0) {
				throw DatabaseUrl.invalid("the percent-encoding of the " + part
						+ " is broken; each % is followed by two hexadecimal digits, and a % itself is written %25");
			}
			target.put((byte) (high * 16 + low));
			i += 2;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(target.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			throw DatabaseUrl.invalid("the percent-encoding of the " + part + " is not UTF-8");
		}
	}

	/**
	 * Encode a text so that it can be any part of a URL: everything but letters, digits
	 * and {@code -._~} is escaped.
	 * @param text the text
	 * @return the encoded text
	 */
	static String encode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xFF);
			boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
			encoded.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
		}
		return encoded.toString();
	}

}
