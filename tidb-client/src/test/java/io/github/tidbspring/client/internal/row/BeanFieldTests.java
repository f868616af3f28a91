package io.github.tidbspring.client.internal.row;

import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.Ignored;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each field of a bean is a column, or says that it is none: no value is lost in silence.
 */
@NullMarked
class BeanFieldTests {

	@ParameterizedTest
	@MethodSource
	void fieldThatIsNeitherAColumnNorExcludedIsRefused(Class<?> type, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> TableSchema.of(type))
			.withMessage("%s.%s. Add what is missing, or mark the field with @Ignored".formatted(type.getSimpleName(),
					problem));
	}

	static Stream<Arguments> fieldThatIsNeitherAColumnNorExcludedIsRefused() {
		return Stream.of(
				arguments(BoxedIs.class,
						"active is neither a column nor excluded: it has no public getter getActive() (isActive() "
								+ "returns a Boolean, and is one for a boolean only)"),
				arguments(NoSetter.class,
						"name is neither a column nor excluded: it has no public setter setName(String)"),
				arguments(FinalField.class,
						"name is neither a column nor excluded: it has no public setter setName(String) (it is final)"),
				arguments(NoGetter.class, "name is neither a column nor excluded: it has no public getter getName()"),
				arguments(Bare.class,
						"done is neither a column nor excluded: it has no public getter getDone() or isDone(), and no "
								+ "public setter setDone(boolean)"),
				arguments(Hidden.class,
						"name is neither a column nor excluded: it has no public getter getName() (getName is not "
								+ "public), and no public setter setName(String) (setName is not public)"),
				arguments(Fluent.class,
						"name is neither a column nor excluded: it has no public setter setName(String)"),
				arguments(OtherName.class,
						"url2 is neither a column nor excluded: it has no public getter getUrl2(), and no public "
								+ "setter setUrl2(String)"),
				arguments(KotlinBoolean.class,
						"isDone is neither a column nor excluded: it has no public getter getIsDone() or isIsDone(), "
								+ "and no public setter setIsDone(boolean)"),
				arguments(Heir.class, "created (of Ancestor) is neither a column nor excluded: it has no public setter "
						+ "setCreated(Object)"));
	}

	@Test
	void projectionIntoABeanIsRefusedTheSameWay() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RowMapping.of(TableSchema.of(Names.class), NoSetter.class))
			.withMessageStartingWith("NoSetter.name is neither a column nor excluded");
	}

	@Test
	void namesThatBeansMayHaveAreColumns() {
		assertThat(TableSchema.of(Names.class).columns()).extracting((column) -> column.property().name())
			.containsExactly("id", "aName", "bName", "URL", "done", "active", "chained");
	}

	@Test
	void gettersThatAChildOverridesKeepTheTypeThatItGivesThem() {
		assertThat(TableSchema.of(Overriding.class).columns()).extracting((column) -> column.type().sqlType())
			.containsExactly("BIGINT", "DATETIME(6)");
	}

	@Test
	void fieldsThatSayThatTheyAreNoColumnsAreNone() {
		assertThat(TableSchema.of(Excluding.class).columns()).hasSize(1);
	}

	abstract static class Keyed {

		@PrimaryKey
		private long id;

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

	}

	static class BoxedIs extends Keyed {

		private @Nullable Boolean active;

		public @Nullable Boolean isActive() {
			return this.active;
		}

		public void setActive(@Nullable Boolean active) {
			this.active = active;
		}

	}

	static class NoSetter extends Keyed {

		private String name = "";

		public String getName() {
			return this.name;
		}

	}

	static class FinalField extends Keyed {

		private final String name;

		FinalField() {
			this.name = "";
		}

		public String getName() {
			return this.name;
		}

	}

	static class NoGetter extends Keyed {

		@SuppressWarnings("unused")
		private String name = "";

		public void setName(String name) {
			this.name = name;
		}

	}

	static class Bare extends Keyed {

		boolean done;

	}

	static class Hidden extends Keyed {

		private String name = "";

		String getName() {
			return this.name;
		}

		void setName(String name) {
			this.name = name;
		}

	}

	static class Fluent extends Keyed {

		private String name = "";

		public String name() {
			return this.name;
		}

		public Fluent name(String name) {
			this.name = name;
			return this;
		}

	}

	static class OtherName extends Keyed {

		private String url2 = "";

		public String getURL2() {
			return this.url2;
		}

		public void setURL2(String url2) {
			this.url2 = url2;
		}

	}

	static class KotlinBoolean extends Keyed {

		private boolean isDone;

		public boolean isDone() {
			return this.isDone;
		}

		public void setDone(boolean done) {
			this.isDone = done;
		}

	}

	abstract static class Ancestor<C> extends Keyed {

		private @Nullable C created;

		public @Nullable C getCreated() {
			return this.created;
		}

		void changeCreated(C created) {
			this.created = created;
		}

	}

	static class Heir extends Ancestor<String> {

	}

	@SuppressWarnings("checkstyle:membername")
	static class Names extends Keyed {

		private String aName = "";

		private String bName = "";

		private String URL = "";

		private boolean done;

		private @Nullable Boolean active;

		private int chained;

		public String getAName() {
			return this.aName;
		}

		public void setAName(String aName) {
			this.aName = aName;
		}

		public String getbName() {
			return this.bName;
		}

		public void setbName(String bName) {
			this.bName = bName;
		}

		public String getURL() {
			return this.URL;
		}

		public void setURL(String url) {
			this.URL = url;
		}

		public boolean isDone() {
			return this.done;
		}

		public void setDone(boolean done) {
			this.done = done;
		}

		public @Nullable Boolean getActive() {
			return this.active;
		}

		public void setActive(@Nullable Boolean active) {
			this.active = active;
		}

		public int getChained() {
			return this.chained;
		}

		public Names setChained(int chained) {
			this.chained = chained;
			return this;
		}

	}

	abstract static class Generic<K, V> {

		@PrimaryKey
		private @Nullable K id;

		private @Nullable V value;

		public @Nullable K getId() {
			return this.id;
		}

		public void setId(@Nullable K id) {
			this.id = id;
		}

		public @Nullable V getValue() {
			return this.value;
		}

		public void setValue(@Nullable V value) {
			this.value = value;
		}

	}

	static class Overriding extends Generic<Long, java.time.Instant> {

		@Override
		public @Nullable Long getId() {
			return super.getId();
		}

		@Override
		public void setId(@Nullable Long id) {
			super.setId(id);
		}

		@Override
		public java.time.@Nullable Instant getValue() {
			return super.getValue();
		}

	}

	static class Excluding extends Keyed {

		static int shared;

		static final String CONSTANT = "";

		transient int passing;

		@Ignored
		String ignored = "";

		@Ignored
		final int constant = 1;

	}

}
