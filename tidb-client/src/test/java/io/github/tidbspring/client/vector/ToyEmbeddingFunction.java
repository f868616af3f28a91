package io.github.tidbspring.client.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.NullMarked;

/**
 * Makes vectors of three dimensions of the letters of a text: always the same ones, and
 * without a model. Keeps what it was asked.
 */
@NullMarked
public class ToyEmbeddingFunction implements EmbeddingFunction {

	private final List<List<String>> calls = new ArrayList<>();

	private final int maxBatchSize;

	/** Take a hundred texts in a call. */
	public ToyEmbeddingFunction() {
		this(100);
	}

	/**
	 * Take some texts in a call.
	 * @param maxBatchSize how many at most
	 */
	public ToyEmbeddingFunction(int maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	/**
	 * Return the vector that a text has.
	 * @param text the text
	 * @return its vector
	 */
	public static float[] vectorOf(String text) {
		return new float[] { text.length(), text.hashCode() % 1000 / 1000f, text.isEmpty() ? 0 : text.charAt(0) };
	}

	@Override
	public OptionalInt dimensions() {
		return OptionalInt.of(3);
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		this.calls.add(List.copyOf(texts));
		return texts.stream().map(ToyEmbeddingFunction::vectorOf).toList();
	}

	@Override
	public int maxBatchSize() {
		return this.maxBatchSize;
	}

	/**
	 * Return what was asked.
	 * @return the texts of each call
	 */
	public List<List<String>> calls() {
		return this.calls;
	}

}
