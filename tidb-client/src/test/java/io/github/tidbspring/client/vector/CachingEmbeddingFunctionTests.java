package io.github.tidbspring.client.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EmbeddingFunction#cached(int)}.
 */
@NullMarked
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CachingEmbeddingFunctionTests {

	private final Model model = new Model();

	private final EmbeddingFunction cached = this.model.cached(100);

	@Test
	void vectorOfATextIsComputedOnce() {
		assertThat(this.cached.embed(List.of("a", "b"))).containsExactly(vector("a"), vector("b"));
		assertThat(this.cached.embed(List.of("b", "c", "a"))).containsExactly(vector("b"), vector("c"), vector("a"));
		assertThat(this.cached.embed(List.of("a"))).containsExactly(vector("a"));
		assertThat(this.model.calls).containsExactly(List.of("a", "b"), List.of("c"));
	}

	@Test
	void textThatIsInACallTwiceIsComputedOnce() {
		assertThat(this.cached.embed(List.of("a", "b", "a"))).containsExactly(vector("a"), vector("b"), vector("a"));
		assertThat(this.model.calls).containsExactly(List.of("a", "b"));
	}

	@Test
	void queryIsRememberedApartFromTheSameStoredText() {
		this.cached.embed(List.of("a"));
		assertThat(this.cached.embedQuery("a")).isEqualTo(vector("query: a"));
		assertThat(this.cached.embedQuery("a")).isEqualTo(vector("query: a"));
		assertThat(this.cached.embed(List.of("a"))).containsExactly(vector("a"));
		assertThat(this.model.calls).containsExactly(List.of("a"), List.of("query: a"));
	}

	@Test
	void arraysAreCopied() {
		float[] first = this.cached.embed(List.of("a")).get(0);
		first[0] = 99;
		float[] second = this.cached.embed(List.of("a")).get(0);
		assertThat(second).isEqualTo(vector("a"));
		second[0] = 99;
		assertThat(this.cached.embed(List.of("a"))).containsExactly(vector("a"));
	}

	@Test
	void arrayThatTheModelKeepsIsCopied() {
		float[] kept = { 1, 2 };
		EmbeddingFunction keeping = ((EmbeddingFunction) (texts) -> List.of(kept)).cached(1);
		keeping.embed(List.of("a"));
		kept[0] = 99;
		assertThat(keeping.embed(List.of("a"))).containsExactly(new float[] { 1, 2 });
	}

	@Test
	void noMoreTextsAreRememberedThanTheBound() {
		CachingEmbeddingFunction small = new CachingEmbeddingFunction(this.model, 10);
		IntStream.range(0, 1000).forEach((i) -> small.embed(List.of("text " + i)));
		assertThat(small.size()).isLessThanOrEqualTo(10);
		small.embed(List.of("text 0"));
		assertThat(this.model.calls).hasSize(1001);
	}

	@Test
	void whenACallHasMoreTextsThanTheBoundThenAllAreEmbedded() {
		List<String> texts = IntStream.range(0, 50).mapToObj((i) -> "text " + i).toList();
		assertThat(this.model.cached(3).embed(texts))
			.containsExactlyElementsOf(texts.stream().map(CachingEmbeddingFunctionTests::vector).toList());
		assertThat(this.model.calls).containsExactly(texts);
	}

	@Test
	void failedCallIsNotRemembered() {
		this.model.failures.set(2);
		assertThatIllegalStateException().isThrownBy(() -> this.cached.embed(List.of("a", "b")))
			.withMessage("no connection");
		assertThatIllegalStateException().isThrownBy(() -> this.cached.embedQuery("a")).withMessage("no connection");
		assertThat(this.cached.embed(List.of("a"))).containsExactly(vector("a"));
		assertThat(this.cached.embedQuery("a")).isEqualTo(vector("query: a"));
	}

	@Test
	void vectorThatIsNotValidIsPassedOnAndNotRemembered() {
		for (float[] wrong : Arrays.<float @Nullable []>asList(new float[] { 1, Float.NaN }, null)) {
			Model wrongModel = new Model();
			EmbeddingFunction function = wrongModel.cached(10);
			wrongModel.result = (vectors) -> Collections.singletonList(wrong);
			assertThat(function.embed(List.of("a"))).containsExactly(wrong);
			wrongModel.result = UnaryOperator.identity();
			assertThat(function.embed(List.of("a"))).containsExactly(vector("a"));
		}
	}

	@Test
	void whenTheModelReturnsTooFewVectorsThenNoneIsRemembered() {
		this.model.result = (vectors) -> vectors.subList(0, 1);
		assertThatIllegalStateException().isThrownBy(() -> this.cached.embed(List.of("a", "b")))
			.withMessage("The embedding function returned 1 vectors for 2 texts");
		this.model.result = UnaryOperator.identity();
		assertThat(this.cached.embed(List.of("a", "b"))).containsExactly(vector("a"), vector("b"));
	}

	@Test
	void threadsThatNeedTheSameTextWaitForOneCall() throws Exception {
		this.model.open = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<List<float[]>>> results = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				results.add(threads.submit(() -> this.cached.embed(List.of("a"))));
			}
			await().until(() -> this.model.calls.size() == 1);
			this.model.open.countDown();
			for (Future<List<float[]>> result : results) {
				assertThat(result.get()).containsExactly(vector("a"));
			}
			assertThat(this.model.calls).containsExactly(List.of("a"));
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenTheCallOfAnotherThreadFailsThenTheTextIsEmbeddedByTheThreadThatWaited() throws Exception {
		this.model.open = new CountDownLatch(1);
		this.model.failures.set(1);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<List<float[]>> first = threads.submit(() -> this.cached.embed(List.of("a")));
			await().until(() -> this.model.calls.size() == 1);
			Future<List<float[]>> second = threads.submit(() -> this.cached.embed(List.of("b", "a")));
			await().until(() -> this.model.calls.size() == 2);
			this.model.open.countDown();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get)
				.withMessageContaining("no connection");
			assertThat(second.get()).containsExactly(vector("b"), vector("a"));
			assertThat(this.model.calls).containsExactly(List.of("a"), List.of("b"), List.of("a"));
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void threadsWithOverlappingTextsDoNotWaitForEachOther() throws Exception {
		List<String> texts = IntStream.range(0, 40).mapToObj((i) -> "text " + i).toList();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<List<float[]>>> calls = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				List<String> shuffled = new ArrayList<>(texts);
				Collections.rotate(shuffled, i * 7);
				List<String> part = shuffled.subList(0, 25);
				calls.add(() -> {
					List<float[]> vectors = this.cached.embed(part);
					assertThat(vectors)
						.containsExactlyElementsOf(part.stream().map(CachingEmbeddingFunctionTests::vector).toList());
					return vectors;
				});
			}
			for (Future<List<float[]>> result : threads.invokeAll(calls)) {
				assertThat(result.get()).hasSize(25);
			}
			assertThat(this.model.calls.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(40);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whatTheModelSaysOfItselfIsPassedOn() {
		assertThat(this.cached.dimensions()).isEqualTo(OptionalInt.of(2));
		assertThat(this.cached.maxBatchSize()).isEqualTo(64);
		assertThat(this.cached).hasToString("cached(100) of the model");
	}

	@Test
	void cacheMustHaveRoom() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.cached(0))
			.withMessage("A cache of vectors must have room for 1 text or more, not 0");
	}

	private static float[] vector(String text) {
		return new float[] { text.length(), text.hashCode() };
	}

	/**
	 * Counts its calls.
	 */
	private static final class Model implements EmbeddingFunction {

		private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

		private volatile CountDownLatch open = new CountDownLatch(0);

		/** The number of calls that fail, of those that have the text "a". */
		private final AtomicInteger failures = new AtomicInteger();

		private volatile UnaryOperator<List<float[]>> result = UnaryOperator.identity();

		@Override
		public List<float[]> embed(List<String> texts) {
			this.calls.add(List.copyOf(texts));
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			boolean ofA = texts.stream().anyMatch((text) -> text.endsWith("a"));
			if (ofA && this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
				throw new IllegalStateException("no connection");
			}
			return this.result.apply(texts.stream().map(CachingEmbeddingFunctionTests::vector).toList());
		}

		@Override
		public float[] embedQuery(String text) {
			return embed(List.of("query: " + text)).get(0);
		}

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(2);
		}

		@Override
		public int maxBatchSize() {
			return 64;
		}

		@Override
		public String toString() {
			return "the model";
		}

	}

}
