package io.github.tidbspring.devserver.certificate;

import java.time.Duration;
import java.time.Instant;

/**
 * The validity period of a certificate.
 *
 * @param notBefore the start of the period
 * @param notAfter the end of the period @since 0.1
 */
public record Validity(Instant notBefore, Instant notAfter) {

	/**
	 * Create a validity period.
	 * @param notBefore the start of the period
	 * @param notAfter the end of the period
	 * @throws IllegalArgumentException if the end is not after the start
	 */
	public Validity {
		if (!notAfter.isAfter(notBefore)) {
			throw new IllegalArgumentException("A certificate that is valid from " + notBefore + " cannot expire at "
					+ notAfter + ": swap the two");
		}
	}

	static Validity ofDays(long days) {
		// From yesterday on, because the clocks of containers may differ.
		Instant yesterday = Instant.now().minus(Duration.ofDays(1));
		return new Validity(yesterday, yesterday.plus(Duration.ofDays(days)));
	}

}
