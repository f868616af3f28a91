package io.github.tidbspring.devserver.certificate;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a certificate is valid.
 *
 * @param notBefore the first moment
 * @param notAfter the last moment
 * @since 0.1
 */
public record Validity(Instant notBefore, Instant notAfter) {

	/**
	 * Create a validity.
	 * @param notBefore the first moment
	 * @param notAfter the last moment
	 */
	public Validity {
		if (!notAfter.isAfter(notBefore)) {
			throw new IllegalArgumentException("A certificate cannot expire at " + notAfter
					+ " when it becomes valid at " + notBefore + ": swap the two");
		}
	}

	static Validity ofDays(long days) {
		// Clocks of one machine agree; those of its containers may not.
		Instant yesterday = Instant.now().minus(Duration.ofDays(1));
		return new Validity(yesterday, yesterday.plus(Duration.ofDays(days)));
	}

}
