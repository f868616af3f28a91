package io.github.tidbspring.client.internal.table;

import java.util.List;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.table.TableMismatchException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link TableInspection}.
 */
@NullMarked
class TableInspectionTests {

	@Test
	void indexesAreAskedForOnceHoweverManyThereAre() {
		JdbcOperations jdbc = mock();
		given(jdbc.queryForList(startsWith("SELECT table_name FROM information_schema.tables"), eq(String.class),
				any()))
			.willReturn(List.of("row"));
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> new TableInspection(jdbc, TableSchema.of(Row.class)).validate((index) -> null, false))
			.withMessageContaining("`idx_first` is missing")
			.withMessageContaining("`idx_second` is missing");
		then(jdbc).should(times(1)).query(eq("SHOW INDEX FROM `row`"), any(RowCallbackHandler.class));
	}

	record Row(@PrimaryKey long id, @TiDBIndex String first, @TiDBIndex String second) {

	}

}
