package io.github.tidbspring.client.internal.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The known state of the vectors of a stored row, and of the texts that they are computed
 * from. It is updated with each row that is written.
 */
final class StoredRow {

	/** The digest of the text by vector; {@code null} for no text. */
	private final Map<ColumnSchema, @Nullable String> digests = new HashMap<>();

	/** The vectors that are not NULL. */
	private final Set<ColumnSchema> vectors = new HashSet<>();

	private boolean there;

	StoredRow(boolean there) {
		this.there = there;
	}

	boolean isThere() {
		return this.there;
	}

	void found(ColumnSchema vector, @Nullable String digest, boolean hasVector) {
		this.digests.put(vector, digest);
		if (hasVector) {
			this.vectors.add(vector);
		}
	}

	/**
	 * Return whether a vector stays as it is if a row is saved without it.
	 * @param vector the vector, computed from a text
	 * @param row the row
	 * @return {@code true} if the text is the stored one, and there is a vector unless
	 * the text is blank
	 */
	boolean keeps(ColumnSchema vector, Object row) {
		return this.there && Objects.equals(this.digests.get(vector), digest(vector, row))
				&& (this.vectors.contains(vector) || vector.sourceToEmbed(row) == null);
	}

	/**
	 * Update the state with a row that is saved.
	 * @param row the row
	 * @param embedded the vectors that are computed from texts
	 * @param leftOut the columns that are not written
	 */
	void written(Object row, List<ColumnSchema> embedded, Set<ColumnSchema> leftOut) {
		this.there = true;
		for (ColumnSchema vector : embedded) {
			this.digests.put(vector, digest(vector, row));
			if (leftOut.contains(vector)) {
				continue;
			}
			if (vector.property().value(row) != null || vector.sourceToEmbed(row) != null) {
				this.vectors.add(vector);
			}
			else {
				this.vectors.remove(vector);
			}
		}
	}

	private static @Nullable String digest(ColumnSchema vector, Object row) {
		ColumnSchema source = Objects.requireNonNull(vector.source());
		if (vector.isMadeFromBytes()) {
			byte[] bytes = source.bytes(row);
			return (bytes != null) ? digest(bytes) : null;
		}
		String text = source.text(row);
		return (text != null) ? digest(asStored(text, source).getBytes(StandardCharsets.UTF_8)) : null;
	}

	/** The server removes trailing spaces from a CHAR. */
	private static String asStored(String text, ColumnSchema source) {
		boolean padded = source.type().sqlType().toUpperCase(Locale.ROOT).matches("CHAR\\b.*");
		return padded ? StringUtils.trimTrailingCharacter(text, ' ') : text;
	}

	/** Equal to {@code SHA2(…, 256)} of the server. */
	private static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
