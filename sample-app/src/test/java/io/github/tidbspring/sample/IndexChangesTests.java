package io.github.tidbspring.sample;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexChanges}.
 */
class IndexChangesTests {

	private static final String MODEL = "model";

	private final PropertyMetadata first = new PropertyMetadata("first", "int", "1", "First.");

	private final PropertyMetadata second = new PropertyMetadata("second", null, null, "Second.");

	@Test
	void whenNothingIsStoredThenAllIsMissing() {
		IndexChanges changes = IndexChanges.between(Map.of(), List.of(this.first, this.second), MODEL);
		assertThat(changes.missing()).containsExactly(this.first, this.second);
		assertThat(changes.gone()).isEmpty();
	}

	@Test
	void whenAllIsStoredThenNothingChanges() {
		IndexChanges changes = IndexChanges.between(
				Map.of("first", this.first.digest(MODEL), "second", this.second.digest(MODEL)),
				List.of(this.first, this.second), MODEL);
		assertThat(changes.missing()).isEmpty();
		assertThat(changes.gone()).isEmpty();
	}

	@Test
	void changedPropertyIsMissing() {
		IndexChanges changes = IndexChanges.between(Map.of("first", "0", "second", this.second.digest(MODEL)),
				List.of(this.first, this.second), MODEL);
		assertThat(changes.missing()).containsExactly(this.first);
		assertThat(changes.gone()).isEmpty();
	}

	@Test
	void propertyThatIsNoMoreIsGone() {
		IndexChanges changes = IndexChanges.between(
				Map.of("first", this.first.digest(MODEL), "second", this.second.digest(MODEL)), List.of(this.first),
				MODEL);
		assertThat(changes.missing()).isEmpty();
		assertThat(changes.gone()).containsExactly("second");
	}

	@Test
	void whenModelIsAnotherThenAllIsMissing() {
		IndexChanges changes = IndexChanges.between(Map.of("first", this.first.digest(MODEL)), List.of(this.first),
				"another");
		assertThat(changes.missing()).containsExactly(this.first);
	}

}
