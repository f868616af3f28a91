package io.github.tidbspring.client.vector;

import java.util.Arrays;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;

/**
 * Content other than a text that an {@link EmbeddingFunction} converts to a vector: an
 * image, a sound, a document. Immutable and thread-safe; two are equal if their bytes and
 * their media types are.
 *
 * @since 0.1
 */
public final class EmbeddingContent {

	private final byte[] bytes;

	private final MimeType mediaType;

	private EmbeddingContent(byte[] bytes, MimeType mediaType) {
		this.bytes = bytes;
		this.mediaType = mediaType;
	}

	/**
	 * Create content.
	 * @param bytes the bytes, at least one; the array is copied
	 * @param mediaType the media type, such as
	 * {@link org.springframework.util.MimeTypeUtils#IMAGE_PNG}; with a wildcard, such as
	 * {@code image/*}, if it is not known exactly
	 * @return the content
	 * @throws IllegalArgumentException if an argument is {@code null}, or there are no
	 * bytes
	 */
	public static EmbeddingContent of(byte[] bytes, MimeType mediaType) {
		Assert.notNull(bytes, "'bytes' must not be null");
		Assert.notNull(mediaType, "'mediaType' must not be null");
		Assert.isTrue(bytes.length > 0,
				() -> "There is no content of the type %s: the array is empty".formatted(mediaType));
		return new EmbeddingContent(bytes.clone(), mediaType);
	}

	/**
	 * Return the bytes.
	 * @return a copy of the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the media type.
	 * @return the media type, which may have a wildcard
	 */
	public MimeType mediaType() {
		return this.mediaType;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof EmbeddingContent content && this.mediaType.equals(content.mediaType)
				&& Arrays.equals(this.bytes, content.bytes));
	}

	@Override
	public int hashCode() {
		return 31 * this.mediaType.hashCode() + Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return "EmbeddingContent[mediaType=%s, %s bytes]".formatted(this.mediaType, this.bytes.length);
	}

}
