package io.github.tidbspring.client.connection;

import java.sql.SQLException;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.SQLExceptionOverride.Override;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which errors cost a connection.
 */
class TiDBSQLExceptionOverrideTests {

	private final TiDBSQLExceptionOverride override = new TiDBSQLExceptionOverride();

	@AfterEach
	void endTransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(false);
		TransactionSynchronizationManager.unbindResourceIfPossible(TiDBSQLExceptionOverride.class);
	}

	static Stream<Arguments> errors() {
		return Stream.of(
				// What TiDB means nothing by but an answer.
				arguments("HY000", 1105, Override.DO_NOT_EVICT), arguments(null, 1105, Override.DO_NOT_EVICT),
				arguments("0A000", 1845, Override.DO_NOT_EVICT), arguments("0A000", 1846, Override.DO_NOT_EVICT),
				// What Hikari takes for the end of a connection, and so does TiDB.
				arguments("08S01", 0, Override.CONTINUE_EVICT), arguments("08S01", 1105, Override.CONTINUE_EVICT),
				arguments("08S01", 1053, Override.CONTINUE_EVICT), arguments("08003", 0, Override.CONTINUE_EVICT),
				arguments("08S01", 1153, Override.CONTINUE_EVICT), arguments("08004", 1040, Override.CONTINUE_EVICT),
				// What TiDB never says.
				arguments("0A000", 0, Override.CONTINUE_EVICT), arguments("0A000", 1337, Override.CONTINUE_EVICT),
				arguments("57P01", 0, Override.CONTINUE_EVICT), arguments("57P02", 0, Override.CONTINUE_EVICT),
				arguments("57P03", 0, Override.CONTINUE_EVICT), arguments("01002", 0, Override.CONTINUE_EVICT),
				arguments("JZ0C0", 0, Override.CONTINUE_EVICT), arguments("JZ0C1", 0, Override.CONTINUE_EVICT),
				arguments("HY000", 500150, Override.CONTINUE_EVICT), arguments("HY000", 2399, Override.CONTINUE_EVICT),
				// What neither takes for one.
				arguments("HY000", 9007, Override.CONTINUE_EVICT), arguments("42S02", 1146, Override.CONTINUE_EVICT),
				arguments("HY000", 1846, Override.CONTINUE_EVICT), arguments(null, 0, Override.CONTINUE_EVICT),
				// A prepared statement that the connection would keep.
				arguments("HY000", 8113, Override.MUST_EVICT));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void errorIsJudged(String state, int code, Override expected) {
		assertThat(this.override.adjudicate(new SQLException("an error", state, code))).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource("ends")
	void whenTheEndOfTheConnectionIsChainedToAnAnswerThenHikariDecides(String state, int code) {
		for (SQLException answer : new SQLException[] { new SQLException("a vector", "HY000", 1105),
				new SQLException("an algorithm", "0A000", 1846) }) {
			answer.setNextException(new SQLException("nothing"));
			answer.setNextException(new SQLException("again", "HY000", 1105));
			answer.setNextException(new SQLException("the end", state, code));
			assertThat(this.override.adjudicate(answer)).isEqualTo(Override.CONTINUE_EVICT);
		}
	}

	static Stream<Arguments> ends() {
		return errors()
			.filter((arguments) -> arguments.get()[2] == Override.CONTINUE_EVICT && isEndForHikari(arguments.get()));
	}

	private static boolean isEndForHikari(Object[] error) {
		String state = String.valueOf(error[0]);
		return !state.equals("null") && !state.startsWith("42")
				&& !(state.equals("HY000") && ((int) error[1] == 9007 || (int) error[1] == 1846));
	}

	@Test
	void whenNothingElseIsChainedToAnAnswerThenTheConnectionStays() {
		SQLException answer = new SQLException("a batch", "HY000", 1105);
		answer.setNextException(new SQLException("its row", "HY000", 1105));
		answer.setNextException(new SQLException("another", "23000", 1062));
		assertThat(this.override.adjudicate(answer)).isEqualTo(Override.DO_NOT_EVICT);
	}

	@Test
	void whenATransactionIsActiveThenAnOutdatedStatementDoesNotEndIt() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		assertThat(this.override.adjudicate(new SQLException("outdated", "HY000", 8113)))
			.isEqualTo(Override.CONTINUE_EVICT);
	}

	@Test
	void poolOfOursHasIt() {
		try (HikariDataSource pool = ConnectionSettings.builder().build().toDataSource()) {
			assertThat(pool.getExceptionOverride()).isInstanceOf(TiDBSQLExceptionOverride.class);
		}
	}

	@Test
	void overrideOfACustomizerWins() {
		SQLExceptionOverride own = new SQLExceptionOverride() {
		};
		try (HikariDataSource pool = ConnectionSettings.builder()
			.pool((config) -> config.setExceptionOverride(own))
			.build()
			.toDataSource()) {
			assertThat(pool.getExceptionOverride()).isSameAs(own);
		}
	}

	@Test
	void canBeNamed() {
		HikariConfig config = new HikariConfig();
		config.setExceptionOverrideClassName(TiDBSQLExceptionOverride.class.getName());
		assertThat(config.getExceptionOverride()).isInstanceOf(TiDBSQLExceptionOverride.class);
	}

}
