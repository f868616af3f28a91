package io.github.tidbspring.client.vector;

import java.util.List;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmbeddingContent}, and for functions without it.
 */
@NullMarked
class EmbeddingContentTests {

	private static final EmbeddingContent PICTURE = EmbeddingContent.of(new byte[] { 1, 2 }, MimeTypeUtils.IMAGE_PNG);

	@Test
	void contentHasBytesAndAMediaType() {
		assertThat(PICTURE.bytes()).containsExactly(1, 2);
		assertThat(PICTURE.mediaType()).isEqualTo(MimeTypeUtils.IMAGE_PNG);
	}

	@Test
	void arraysAreCopied() {
		byte[] bytes = { 1, 2 };
		EmbeddingContent content = EmbeddingContent.of(bytes, MimeTypeUtils.IMAGE_PNG);
		bytes[0] = 9;
		content.bytes()[1] = 9;
		assertThat(content).isEqualTo(PICTURE);
	}

	@Test
	void contentsAreEqualByTheirValuesAndAreNotShown() {
		assertThat(PICTURE).isEqualTo(EmbeddingContent.of(new byte[] { 1, 2 }, MimeType.valueOf("image/png")))
			.hasSameHashCodeAs(EmbeddingContent.of(new byte[] { 1, 2 }, MimeTypeUtils.IMAGE_PNG))
			.isNotEqualTo(EmbeddingContent.of(new byte[] { 1, 3 }, MimeTypeUtils.IMAGE_PNG))
			.isNotEqualTo(EmbeddingContent.of(new byte[] { 1, 2 }, MimeTypeUtils.IMAGE_GIF))
			.isNotEqualTo(new Object())
			.hasToString("EmbeddingContent[mediaType=image/png, 2 bytes]");
	}

	@Test
	@SuppressWarnings("NullAway")
	void contentIsNeitherEmptyNorNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingContent.of(new byte[0], MimeTypeUtils.IMAGE_PNG))
			.withMessage("There is no content of the type image/png: the array is empty");
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingContent.of(null, MimeTypeUtils.IMAGE_PNG))
			.withMessage("'bytes' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingContent.of(new byte[1], null))
			.withMessage("'mediaType' must not be null");
	}

	@Test
	void functionOfTextsRejectsContent() {
		EmbeddingFunction texts = (each) -> List.of(new float[] { 1 });
		String message = "This embedding function embeds texts, and not content of the type image/png: "
				+ "that needs one that implements embedContents";
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> texts.embedContents(List.of(PICTURE)))
			.withMessage(message);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> texts.cached(10).embedQuery(PICTURE))
			.withMessage(message);
	}

}
