package io.github.tidbspring.client.transaction;

import java.time.Duration;

/**
 * A retry of a transaction that is about to begin, after an attempt that failed and was
 * rolled back. Immutable.
 *
 * @param attempt the number of the attempt that begins now: 2 for the first retry
 * @param failure the exception of the previous attempt
 * @param delay the delay after that attempt
 * @since 0.1
 */
public record TransactionRetry(int attempt, Throwable failure, Duration delay) {

}
