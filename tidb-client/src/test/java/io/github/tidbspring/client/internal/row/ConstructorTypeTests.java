package io.github.tidbspring.client.internal.row;

import java.beans.ConstructorProperties;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.Ignored;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ConstructorType}.
 */
@NullMarked
class ConstructorTypeTests {

	@Test
	void immutableClassIsMadeByItsConstructor() {
		RowType<Value> type = RowType.of(Value.class);
		assertThat(type.properties()).extracting(RowProperty::name).containsExactly("id", "title", "active", "tags");
		Value row = type.instantiate(new Object[] { 7L, "x", true, List.of("a") });
		assertThat(row.getTitle()).isEqualTo("x");
		assertThat(type.properties()).extracting((property) -> property.value(row))
			.containsExactly(7L, "x", true, List.of("a"));
		assertThat(type.properties().get(0).annotation(PrimaryKey.class)).isNotNull();
		assertThat(type.properties().get(3).genericType()).hasToString("java.util.List<java.lang.String>");
	}

	@Test
	void rowWithAnotherValueIsANewOne() {
		RowType<Value> type = RowType.of(Value.class);
		Value row = new Value(null, "x", false, List.of());
		Value changed = type.with(row, 0, 7L);
		assertThat(row.getId()).isNull();
		assertThat(changed.getId()).isEqualTo(7);
		assertThat(changed.getTitle()).isEqualTo("x");
	}

	@Test
	void accessorsNeedNotBeGetters() {
		RowType<Fluent> type = RowType.of(Fluent.class);
		Fluent row = type.instantiate(new Object[] { 1L, true, "hidden" });
		assertThat(row.id()).isEqualTo(1);
		assertThat(row.isOpen()).isTrue();
		assertThat(type.properties()).extracting((property) -> property.value(row)).containsExactly(1L, true, "hidden");
	}

	@Test
	void orderOfParametersNeedNotBeThatOfTheFields() {
		Swapped row = RowType.of(Swapped.class).instantiate(new Object[] { "first", "second" });
		assertThat(row.a).isEqualTo("first");
		assertThat(row.b).isEqualTo("second");
	}

	@Test
	void whenConstructorNamesItsPropertiesThenTheyCount() {
		assertThat(RowType.of(Named.class).instantiate(new Object[] { "first", "second" }).b).isEqualTo("second");
	}

	@Test
	void whenFieldHasASetterThenItIsSetAfterwards() {
		RowType<Mixed> type = RowType.of(Mixed.class);
		Mixed row = type.instantiate(new Object[] { 1L, "later", 3 });
		assertThat(row.getNote()).isEqualTo("later");
		assertThat(row.getViews()).isEqualTo(3);
		Mixed changed = type.with(row, 2, 4);
		assertThat(changed).isNotSameAs(row);
		assertThat(changed.getNote()).isEqualTo("later");
		assertThat(changed.getViews()).isEqualTo(4);
	}

	@Test
	void whenParameterIsNoColumnThenARowKeepsIts() {
		RowType<Cached> type = RowType.of(Cached.class);
		assertThat(type.properties()).extracting(RowProperty::name).containsExactly("id");
		Cached read = type.instantiate(new Object[] { 1L });
		assertThat(read.cache).isNull();
		assertThat(read.hits).isZero();
		Cached changed = type.with(new Cached(1, "kept", 5), 0, 2L);
		assertThat(changed.id).isEqualTo(2);
		assertThat(changed.cache).isEqualTo("kept");
		assertThat(changed.hits).isEqualTo(5);
	}

	@Test
	void whenThereAreSeveralConstructorsThenTheOneWithAllFieldsIsUsed() {
		assertThat(RowType.of(Convenient.class).instantiate(new Object[] { 1L, "x" }).title).isEqualTo("x");
		assertThat(RowType.of(GenericChild.class).instantiate(new Object[] { 1L, "x" }).id).isEqualTo(1L);
	}

	@Test
	void beanWithBothConstructorsIsABean() {
		Both row = new Both(1);
		assertThat(RowType.of(Both.class).with(row, 0, 2L)).isSameAs(row);
	}

	@Test
	void whenNoConstructorFitsThenTheReasonIsNamed() {
		String reason = " is neither a record nor a bean with a constructor without parameters, and has no constructor "
				+ "that sets all its fields by parameters of their names and types";
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(OtherName.class))
			.withMessageEndingWith(reason);
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(OtherType.class))
			.withMessageEndingWith(reason);
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(Forgotten.class))
			.withMessageEndingWith(reason);
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(Twice.class))
			.withMessageContaining("has two constructors for the properties");
		// The JDK is compiled without the names of parameters.
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(java.util.EventObject.class))
			.withMessageContaining(
					reason + ". The names of the parameters of its constructors are not known: compile it "
							+ "with -parameters");
	}

	@Test
	void whenConstructorRefusesARowThenItsMessageIsShown() throws Exception {
		RowMapping<Place> mapping = RowMapping.of(TableSchema.of(Place.class));
		ResultSet row = mock();
		given(row.getLong(1)).willReturn(1L);
		given(row.getString(2)).willReturn("[1,2]");
		assertThat(mapping.mapRow(row, 0).at).containsExactly(1, 2);
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> mapping.withoutVectors().mapRow(row, 0))
			.withMessage("A row without its vectors does not fit Place: it is somewhere. withVectors() reads them too");
	}

	/** What Lombok makes of a class with {@code @Value}. */
	static final class Value {

		@PrimaryKey
		private final @Nullable Long id;

		private final String title;

		private final boolean active;

		@JsonColumn
		private final List<String> tags;

		Value(@Nullable Long id, String title, boolean active, List<String> tags) {
			this.id = id;
			this.title = title;
			this.active = active;
			this.tags = tags;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public String getTitle() {
			return this.title;
		}

		public boolean isActive() {
			return this.active;
		}

		public List<String> getTags() {
			return this.tags;
		}

	}

	static final class Fluent {

		@PrimaryKey
		private final long id;

		private final boolean isOpen;

		private final String secret;

		private Fluent(long id, boolean isOpen, String secret) {
			this.id = id;
			this.isOpen = isOpen;
			this.secret = secret;
		}

		long id() {
			return this.id;
		}

		boolean isOpen() {
			return this.isOpen;
		}

		@Override
		public String toString() {
			return this.secret;
		}

	}

	static final class Swapped {

		private final String a;

		private final String b;

		Swapped(String b, String a) {
			this.a = a;
			this.b = b;
		}

	}

	static final class Named {

		private final String a;

		private final String b;

		@ConstructorProperties({ "a", "b" })
		Named(String first, String second) {
			this.a = first;
			this.b = second;
		}

		@Override
		public String toString() {
			return this.a;
		}

	}

	static final class Mixed {

		private final long id;

		private @Nullable String note;

		private int views;

		Mixed(long id) {
			this.id = id;
		}

		public long getId() {
			return this.id;
		}

		public @Nullable String getNote() {
			return this.note;
		}

		public void setNote(@Nullable String note) {
			this.note = note;
		}

		public int getViews() {
			return this.views;
		}

		public void setViews(int views) {
			this.views = views;
		}

	}

	static final class Cached {

		private final long id;

		@Ignored
		private final @Nullable String cache;

		private final transient int hits;

		Cached(long id, @Nullable String cache, int hits) {
			this.id = id;
			this.cache = cache;
			this.hits = hits;
		}

	}

	static final class Convenient {

		private final long id;

		private final String title;

		Convenient(long id) {
			this(id, "untitled");
		}

		Convenient(Convenient other) {
			this(other.id, other.title);
		}

		Convenient(long id, String title) {
			this.id = id;
			this.title = title;
		}

	}

	static class Both {

		private long id;

		Both() {
		}

		Both(long id) {
			this.id = id;
		}

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

	}

	abstract static class GenericParent<K> {

		final K id;

		GenericParent(K id) {
			this.id = id;
		}

	}

	static final class GenericChild extends GenericParent<Long> {

		private final String name;

		GenericChild(Long id, String name) {
			super(id);
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static final class OtherName {

		private final long id;

		OtherName(long key) {
			this.id = key;
		}

		@Override
		public String toString() {
			return "" + this.id;
		}

	}

	static final class OtherType {

		private final long id;

		OtherType(int id) {
			this.id = id;
		}

		@Override
		public String toString() {
			return "" + this.id;
		}

	}

	static final class Forgotten {

		private final long id;

		private final Map<String, String> rest = Map.of();

		Forgotten(long id) {
			this.id = id;
		}

		@Override
		public String toString() {
			return this.id + " " + this.rest;
		}

	}

	static final class Twice {

		private final long id;

		private final String name;

		Twice(long id, String name) {
			this.id = id;
			this.name = name;
		}

		Twice(String name, long id) {
			this(id, name);
		}

		@Override
		public String toString() {
			return this.id + this.name;
		}

	}

	static final class Place {

		@PrimaryKey
		private final long id;

		@VectorColumn(dimensions = 2)
		private final float[] at;

		Place(long id, float @Nullable [] at) {
			if (at == null) {
				throw new IllegalArgumentException("it is somewhere");
			}
			this.id = id;
			this.at = at;
		}

		@Override
		public String toString() {
			return "" + this.id;
		}

	}

}
