package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.table.DefaultTables;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Vectors are computed from texts that are stored unchanged: from any other, each save
 * would compute them again.
 */
@NullMarked
class SourceColumnsTests {

	@ParameterizedTest
	@ValueSource(classes = { OfJson.class, OfDate.class, OfNumber.class, OfSet.class, OfBytes.class })
	void sourceThatTheServerStoresOtherwiseIsRefused(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> table(type))
			.withMessageContaining(type.getSimpleName() + ".embedding")
			.withMessageContaining("has the source " + type.getSimpleName() + ".text")
			.withMessageContaining("vectors are computed from a column of texts");
	}

	@Test
	void messageNamesTheColumnsType() {
		assertThatIllegalArgumentException().isThrownBy(() -> table(OfJson.class))
			.withMessageContaining("whose column has the type JSON");
	}

	@ParameterizedTest
	@ValueSource(classes = { OfText.class, OfLatin.class, OfChar.class, OfVarbinary.class, OfServer.class })
	void textIsASource(Class<?> type) {
		assertThat(table(type).schema().ddl()).contains("`embedding` VECTOR(2)");
	}

	private static Table<?> table(Class<?> type) {
		Session session = (Session) Proxy.newProxyInstance(SourceColumnsTests.class.getClassLoader(),
				new Class<?>[] { Session.class }, (proxy, method, arguments) -> {
					if (method.isDefault()) {
						return InvocationHandler.invokeDefault(proxy, method, arguments);
					}
					throw new AssertionError("Nothing is sent");
				});
		return new DefaultTables(session).table(type);
	}

	record OfJson(@PrimaryKey long id, @TiDBColumn(type = "JSON") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfDate(@PrimaryKey long id, @TiDBColumn(type = "DATE") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfNumber(@PrimaryKey long id, @TiDBColumn(type = "DECIMAL(10,2)") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfSet(@PrimaryKey long id, @TiDBColumn(type = "SET('a','b')") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfBytes(@PrimaryKey long id, @TiDBColumn(type = "BINARY(10)") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfText(@PrimaryKey long id, @TiDBColumn(type = "LONGTEXT") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfLatin(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(10) CHARACTER SET latin1") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfChar(@PrimaryKey long id, @TiDBColumn(type = "CHAR(10)") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfVarbinary(@PrimaryKey long id, @TiDBColumn(type = "VARBINARY(10)") String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] embedding) {

	}

	record OfServer(@PrimaryKey long id, @TiDBColumn(type = "JSON") String text,
			@VectorColumn(dimensions = 2, source = "text", serverModel = "a/model") float @Nullable [] embedding) {

	}

}
