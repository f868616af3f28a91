package io.github.tidbspring.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of a configuration property.
 *
 * @param name the name, such as {@code server.port}
 * @param type the Java type, or {@code null} if the metadata has none
 * @param defaultValue the default as text, or {@code null} if there is none
 * @param description the description
 */
record PropertyMetadata(String name, @Nullable String type, @Nullable String defaultValue, String description) {

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern AFTER_FIRST_SENTENCE = Pattern.compile("(?<=\\.)\\s+(?=\\p{Lu}).*", Pattern.DOTALL);

	private static final Pattern ASIDES_AND_QUOTES = Pattern.compile("\\([^)]*\\)|[`'\"*]");

	/**
	 * Return the text for embedding and full-text search: the words of the name and the
	 * first sentence of the description, which states the purpose. The other sentences
	 * are about formats and exceptions; in a comparison they made the results worse.
	 * @return the text
	 */
	String text() {
		String words = BETWEEN_WORDS.matcher(this.name).replaceAll(" ").strip();
		String sentence = AFTER_FIRST_SENTENCE.matcher(this.description).replaceFirst("");
		return words + " - " + ASIDES_AND_QUOTES.matcher(sentence).replaceAll("").strip();
	}

	/**
	 * Return a digest of all stored values, which tells whether a row is up to date.
	 * @param model the name of the embedding model
	 * @return 64 hexadecimal digits
	 */
	String digest(String model) {
		String stored = String.join("\0", model, text(), this.name, Objects.requireNonNullElse(this.type, ""),
				Objects.requireNonNullElse(this.defaultValue, ""), this.description);
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha256.digest(stored.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform must support SHA-256", ex);
		}
	}

}
