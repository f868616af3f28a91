package io.github.tidbspring.boot.test.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TestTables}.
 */
class TestTablesTests {

	private final TiDBClient client = mock(TiDBClient.class, Answers.RETURNS_DEEP_STUBS);

	private final List<Class<?>> created = new ArrayList<>();

	@Test
	void tableIsCreatedAfterTheOneThatItRefersTo() {
		refersTo(Integer.class, Long.class);
		refersTo(Long.class, String.class);
		refersTo(String.class, String.class);
		new TestTables(this.client, List.of(Integer.class, Long.class, String.class)).afterPropertiesSet();
		assertThat(this.created).containsExactly(String.class, Long.class, Integer.class);
	}

	@Test
	void whenATableCannotBeCreatedThenTheReasonIsThrown() {
		refersTo(Integer.class, Long.class);
		refersTo(String.class, String.class);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> new TestTables(this.client, List.of(Integer.class, String.class)).afterPropertiesSet())
			.withMessage("java.lang.Integer needs java.lang.Long");
		assertThat(this.created).containsExactly(String.class);
	}

	private void refersTo(Class<?> type, Class<?> referenced) {
		given(this.client.table(type).schema().createIfAbsent()).willAnswer((invocation) -> {
			if (type != referenced && !this.created.contains(referenced)) {
				throw new InvalidDataAccessResourceUsageException(type.getName() + " needs " + referenced.getName());
			}
			this.created.add(type);
			return null;
		});
	}

}
