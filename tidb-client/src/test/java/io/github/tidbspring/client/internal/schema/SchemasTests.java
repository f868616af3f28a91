package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.annotation.PrimaryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Schemas}.
 */
class SchemasTests {

	private final Schemas schemas = new Schemas(ColumnTypes.standard());

	@Test
	void typeIsReadOnce() {
		TableSchema<Note> notes = this.schemas.table(Note.class);
		assertThat(this.schemas.table(Note.class)).isSameAs(notes);
		assertThat(this.schemas.results(notes, Title.class)).isSameAs(this.schemas.results(notes, Title.class));
	}

	@Test
	void whenResultsOfOneTypeAreOfTwoTablesThenEachHasItsOwnColumns() {
		RowMapping<Title> ofNotes = this.schemas.results(this.schemas.table(Note.class), Title.class);
		RowMapping<Title> ofBooks = this.schemas.results(this.schemas.table(Book.class), Title.class);
		assertThat(ofNotes.columns().get(0).isKey()).isFalse();
		assertThat(ofBooks.columns().get(0).isKey()).isTrue();
	}

	@Test
	void whenTypeDescribesNoTableThenItIsRefusedEachTime() {
		for (int i = 0; i < 2; i++) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.schemas.table(Title.class))
				.withMessageContaining("Title has no @PrimaryKey");
		}
	}

	record Note(@PrimaryKey long id, String title) {
	}

	record Book(@PrimaryKey String title) {
	}

	record Title(String title) {
	}

}
