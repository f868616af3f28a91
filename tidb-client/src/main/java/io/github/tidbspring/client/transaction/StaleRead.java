package io.github.tidbspring.client.transaction;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import org.springframework.util.Assert;

/**
 * A point in time in the past to read from.
 * <p>
 * {@code START TRANSACTION} accepts no parameters, so the expression is text. It contains
 * numbers only: an instant as seconds since 1970, and an age as a difference from the
 * server's clock. Unlike a quoted date, neither depends on the session's time zone.
 *
 * @param expression the expression that follows {@code AS OF TIMESTAMP}
 * @see <a href="https://docs.pingcap.com/tidb/stable/as-of-timestamp/">AS OF
 * TIMESTAMP</a>
 */
record StaleRead(String expression) {

	/** TiDB's resolution is a millisecond. */
	private static final int MILLI_DIGITS = 3;

	private static final int MICROS_PER_MILLI = 1000;

	static StaleRead at(Instant instant) {
		Assert.notNull(instant, "'instant' must not be null");
		Assert.isTrue(instant.isAfter(Instant.EPOCH), "'instant' must be after 1970-01-01T00:00:00Z");
		BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), MILLI_DIGITS);
		return new StaleRead("FROM_UNIXTIME(" + seconds.toPlainString() + ")");
	}

	static StaleRead by(Duration age) {
		return new StaleRead(ago(age));
	}

	static StaleRead byAtMost(Duration age) {
		return new StaleRead("TIDB_BOUNDED_STALENESS(%s, NOW(3))".formatted(ago(age)));
	}

	private static String ago(Duration age) {
		Assert.notNull(age, "'age' must not be null");
		Assert.isTrue(age.toMillis() > 0, "'age' must be a millisecond or more");
		return "NOW(3) - INTERVAL " + Math.multiplyExact(age.toMillis(), MICROS_PER_MILLI) + " MICROSECOND";
	}

}
