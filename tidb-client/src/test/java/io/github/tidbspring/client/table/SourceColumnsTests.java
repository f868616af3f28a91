package io.github.tidbspring.client.table;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Vectors are made from texts that are stored as they are: from any other, each save
 * would make them anew.
 */
@NullMarked
class SourceColumnsTests {

	@ParameterizedTest
	@ValueSource(classes = { OfJson.class, OfDate.class, OfNumber.class, OfSet.class, OfBytes.class })
	void sourceThatTheServerStoresOtherwiseIsRefused(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> table(type))
			.withMessageContaining(type.getSimpleName() + ".embedding")
			.withMessageContaining("has the source " + type.getSimpleName() + ".text")
			.withMessageContaining("vectors are made from a column of texts");
	}

	@Test
	void messageNamesTheColumnsType() {
		assertThatIllegalArgumentException().isThrownBy(() -> table(OfJson.class))
			.withMessageContaining("whose column has the type JSON");
	}

	@ParameterizedTest
	@ValueSource(classes = { OfText.class, OfLatin.class, OfChar.class, OfVarbinary.class, OfServer.class })
	void textIsASource(Class<?> type) {
		assertThat(table(type).ddl()).contains("`embedding` VECTOR(2)");
	}

	private static Table<?> table(Class<?> type) {
		TableSession session = (TableSession) Proxy.newProxyInstance(SourceColumnsTests.class.getClassLoader(),
				new Class<?>[] { TableSession.class }, (proxy, method, arguments) -> {
					if (method.isDefault()) {
						return InvocationHandler.invokeDefault(proxy, method, arguments);
					}
					throw new AssertionError("Nothing is sent");
				});
		return Tables.on(session).of(type);
	}

	record OfJson(@Id long id, @Column(type = "JSON") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfDate(@Id long id, @Column(type = "DATE") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfNumber(@Id long id, @Column(type = "DECIMAL(10,2)") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfSet(@Id long id, @Column(type = "SET('a','b')") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfBytes(@Id long id, @Column(type = "BINARY(10)") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfText(@Id long id, @Column(type = "LONGTEXT") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfLatin(@Id long id, @Column(type = "VARCHAR(10) CHARACTER SET latin1") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfChar(@Id long id, @Column(type = "CHAR(10)") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfVarbinary(@Id long id, @Column(type = "VARBINARY(10)") String text,
			@Vector(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfServer(@Id long id, @Column(type = "JSON") String text,
			@Vector(dimensions = 2, source = "text", serverModel = "a/model") float @Nullable [] embedding) {

	}

}
