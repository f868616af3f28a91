package io.github.tidbspring.client.internal.row;

import java.lang.reflect.ParameterizedType;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.Ignored;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
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
 * Tests for {@link RowType}, {@link RowProperty} and {@link RowMapping}.
 */
@NullMarked
class RowTypeTests {

	@Test
	void privateRecordIsMadeAndRead() {
		RowType<Hidden> type = RowType.of(Hidden.class);
		Hidden row = type.instantiate(new Object[] { 1L, "x" });
		assertThat(row).isEqualTo(new Hidden(1, "x"));
		assertThat(type.properties()).extracting((property) -> property.value(row)).containsExactly(1L, "x");
	}

	@Test
	void recordWithAnotherValueIsANewOne() {
		Hidden row = new Hidden(0, "x");
		assertThat(RowType.of(Hidden.class).with(row, 0, 7L)).isEqualTo(new Hidden(7, "x"));
		assertThat(row.id()).isZero();
	}

	@Test
	void beanWithAnotherValueIsTheSame() {
		Child row = new Child();
		assertThat(RowType.of(Child.class).with(row, 0, 7L)).isSameAs(row);
		assertThat(row.getId()).isEqualTo(7);
	}

	@Test
	void propertiesOfTheParentComeFirst() {
		assertThat(RowType.of(Child.class).properties()).extracting(RowProperty::name)
			.containsExactly("id", "created", "name");
	}

	@Test
	void propertyOfAGenericParentHasTheTypeThatTheChildGivesIt() {
		assertThat(RowType.of(Child.class).properties().get(0).type()).isEqualTo(Long.class);
		assertThat(RowType.of(Child.class).properties().get(0).genericType()).isEqualTo(Long.class);
	}

	@Test
	void fieldsThatAreNoColumnsAreLeftOut() {
		assertThat(RowType.of(Partial.class).properties()).extracting(RowProperty::name).containsExactly("id");
	}

	@Test
	void beanWithAHiddenConstructorIsMade() {
		assertThat(RowType.of(Partial.class).instantiate(new Object[] { 3L }).getId()).isEqualTo(3);
	}

	@Test
	void genericsOfJsonAreKept() {
		RowProperty property = RowType.of(Nested.class).properties().get(0);
		assertThat(property.type()).isEqualTo(Map.class);
		assertThat(property.genericType()).isInstanceOf(ParameterizedType.class)
			.hasToString("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>");
	}

	@Test
	void annotationsOfAFieldAndOfAGetterCount() {
		assertThat(RowType.of(Child.class).properties().get(0).annotation(PrimaryKey.class)).isNotNull();
		assertThat(RowType.of(Hidden.class).properties().get(0).annotation(PrimaryKey.class)).isNotNull();
		assertThat(RowType.of(Hidden.class).properties().get(1).annotation(PrimaryKey.class)).isNull();
	}

	@Test
	void classThatCannotBeMadeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(NoConstructor.class))
			.withMessageEndingWith(
					"NoConstructor is neither a record nor a bean with a constructor without parameters, "
							+ "and has no constructor that sets all its fields by parameters of their names and types");
		assertThatIllegalArgumentException().isThrownBy(() -> RowType.of(Parent.class))
			.withMessageEndingWith("Parent is neither a record nor a bean");
	}

	@Test
	void whatAConstructorThrowsIsThrown() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RowType.of(Strict.class).instantiate(new Object[] { -1L }))
			.withMessage("An id is positive");
	}

	@Test
	void rowThatARecordRefusesIsAFailureOfRetrieval() throws Exception {
		RowMapping<Strict> reader = RowMapping.of(TableSchema.of(Strict.class));
		ResultSet row = mock();
		given(row.getLong(1)).willReturn(-1L);
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> reader.mapRow(row, 0))
			.withMessage("A row does not fit Strict: An id is positive")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	private record Hidden(@PrimaryKey long id, String name) {

	}

	record Strict(@PrimaryKey long id) {

		Strict {
			if (id < 0) {
				throw new IllegalArgumentException("An id is positive");
			}
		}

	}

	record Nested(@JsonColumn Map<String, List<Integer>> value) {

	}

	abstract static class Parent<K> {

		@PrimaryKey
		private @Nullable K id;

		private int created;

		public @Nullable K getId() {
			return this.id;
		}

		public void setId(@Nullable K id) {
			this.id = id;
		}

		public int getCreated() {
			return this.created;
		}

		public void setCreated(int created) {
			this.created = created;
		}

	}

	static class Child extends Parent<Long> {

		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	static final class Partial {

		static int shared;

		private long id;

		private transient int passing;

		@Ignored
		private int ignored;

		@Ignored
		private final int constant = 1;

		private Partial() {
		}

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		public int getPassing() {
			return this.passing;
		}

		public void setPassing(int passing) {
			this.passing = passing;
		}

		public int getIgnored() {
			return this.ignored;
		}

		public void setIgnored(int ignored) {
			this.ignored = ignored;
		}

		public int getConstant() {
			return this.constant;
		}

	}

	static class NoConstructor {

		NoConstructor(int id) {
		}

	}

}
