package io.github.tidbspring.client.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ConcurrentLruCache;

/**
 * An embedding function that remembers the vectors of the texts that were used last.
 */
final class CachingEmbeddingFunction implements EmbeddingFunction {

	private final EmbeddingFunction function;

	private final ConcurrentLruCache<Key, Slot> slots;

	CachingEmbeddingFunction(EmbeddingFunction function, int maxTexts) {
		Assert.isTrue(maxTexts >= 1, () -> "A cache of vectors must have room for 1 text or more, not " + maxTexts);
		this.function = function;
		this.slots = new ConcurrentLruCache<>(maxTexts, (key) -> new Slot());
	}

	@Override
	public List<float[]> embed(List<String> texts) {
		Map<String, float @Nullable []> vectors = vectors(new LinkedHashSet<>(texts), false);
		List<float[]> copies = new ArrayList<>(texts.size());
		texts.forEach((text) -> copies.add(copy(vectors.get(text))));
		return copies;
	}

	@Override
	public float[] embedQuery(String text) {
		return copy(vectors(new LinkedHashSet<>(List.of(text)), true).get(text));
	}

	/** The caller reports a vector that the function does not return. */
	@SuppressWarnings("NullAway")
	private static float[] copy(float @Nullable [] vector) {
		return (vector != null) ? vector.clone() : null;
	}

	/**
	 * Return the vectors of texts. Those that are neither known nor being computed by
	 * another thread are computed in one call; only afterwards is another thread waited
	 * for, so that two threads never wait for each other.
	 */
	private Map<String, float @Nullable []> vectors(Set<String> missing, boolean query) {
		Map<String, float @Nullable []> vectors = new HashMap<>();
		while (!missing.isEmpty()) {
			Map<String, Slot> own = new LinkedHashMap<>();
			Map<String, Slot> others = new HashMap<>();
			for (String text : missing) {
				Slot slot = slot(new Key(text, query));
				(slot.claim() ? own : others).put(text, slot);
			}
			if (!own.isEmpty()) {
				vectors.putAll(compute(own, query));
				missing.removeAll(own.keySet());
			}
			others.forEach((text, slot) -> {
				float[] vector = slot.await();
				// Without one, the call of the other thread has failed, and this thread
				// makes a call of its own.
				if (vector != null) {
					vectors.put(text, vector);
					missing.remove(text);
				}
			});
		}
		return vectors;
	}

	private Slot slot(Key key) {
		// The first call creates a slot, which another thread may have done at the same
		// time: the second call returns the one that is in the cache.
		this.slots.get(key);
		return this.slots.get(key);
	}

	private Map<String, float @Nullable []> compute(Map<String, Slot> own, boolean query) {
		try {
			List<String> texts = List.copyOf(own.keySet());
			List<float[]> computed = query ? List.of(this.function.embedQuery(texts.get(0)))
					: this.function.embed(texts);
			Assert.state(computed.size() == texts.size(),
					() -> "The embedding function returned %s vectors for %s texts".formatted(computed.size(),
							texts.size()));
			Map<String, float @Nullable []> vectors = new HashMap<>();
			Iterator<float[]> each = computed.iterator();
			own.forEach((text, slot) -> {
				float[] vector = each.next();
				vectors.put(text, vector);
				if (isValid(vector)) {
					slot.complete(vector.clone());
				}
			});
			return vectors;
		}
		finally {
			own.forEach((text, slot) -> {
				if (slot.fail()) {
					this.slots.remove(new Key(text, query));
				}
			});
		}
	}

	private static boolean isValid(float @Nullable [] vector) {
		if (vector == null) {
			return false;
		}
		for (float element : vector) {
			if (!Float.isFinite(element)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public List<float[]> embedContents(List<EmbeddingContent> contents) {
		return this.function.embedContents(contents);
	}

	@Override
	public float[] embedQuery(EmbeddingContent content) {
		return this.function.embedQuery(content);
	}

	@Override
	public OptionalInt dimensions() {
		return this.function.dimensions();
	}

	@Override
	public int maxBatchSize() {
		return this.function.maxBatchSize();
	}

	@Override
	public EmbeddingFunction cached(int maxTexts) {
		return this.function.cached(maxTexts);
	}

	/** The number of texts in the cache. */
	int size() {
		return this.slots.size();
	}

	@Override
	public String toString() {
		return "cached(%s) of %s".formatted(this.slots.capacity(), this.function);
	}

	/**
	 * A model may embed the text of a query in another way than the same text if it is
	 * stored.
	 */
	private record Key(String text, boolean query) {
	}

	/**
	 * The vector of a text, or its place until it is known.
	 */
	private static final class Slot {

		private final AtomicBoolean claimed = new AtomicBoolean();

		private final CompletableFuture<float @Nullable []> vector = new CompletableFuture<>();

		/** Whether the caller is to compute the vector. */
		private boolean claim() {
			return this.claimed.compareAndSet(false, true);
		}

		private void complete(float[] vector) {
			this.vector.complete(vector);
		}

		/** Let others compute the vector; {@code false} if it is known. */
		private boolean fail() {
			return this.vector.complete(null);
		}

		private float @Nullable [] await() {
			return this.vector.join();
		}

	}

}
