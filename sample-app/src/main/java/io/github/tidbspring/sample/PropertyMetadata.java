package io.github.tidbspring.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a jar says of a configuration property.
 *
 * @param name the name, such as {@code server.port}
 * @param type the Java type, or {@code null} where the jar does not say it
 * @param defaultValue the default as text, or {@code null} where there is none
 * @param description the description
 */
record PropertyMetadata(String name, @Nullable String type, @Nullable String defaultValue, String description) {

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern AFTER_FIRST_SENTENCE = Pattern.compile("(?<=\\.)\\s+(?=\\p{Lu}).*", Pattern.DOTALL);

	private static final Pattern ASIDES_AND_QUOTES = Pattern.compile("\\([^)]*\\)|[`'\"*]");

	/**
	 * Return what is embedded and searched for words: the words of the name and the first
	 * sentence of the description, which says what the property is for. The sentences
	 * after it are about formats and exceptions, and made the results worse when they
	 * were compared.
	 * @return the text
	 */
	String text() {
		String words = BETWEEN_WORDS.matcher(this.name).replaceAll(" ").strip();
		String sentence = AFTER_FIRST_SENTENCE.matcher(this.description).replaceFirst("");
		return words + " - " + ASIDES_AND_QUOTES.matcher(sentence).replaceAll("").strip();
	}

	/**
	 * Return a digest of all that is stored, by which a row of the table is known to be
	 * up to date.
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
			throw new IllegalStateException("Each Java has SHA-256", ex);
		}
	}

}
