package io.github.tidbspring.client.transaction;

import java.time.Duration;

/**
 * An attempt of a transaction that is about to begin after one that failed and was rolled
 * back.
 *
 * @param attempt the number of the attempt that begins now: 2 for the first retry
 * @param failure what the attempt before threw
 * @param delay how long was waited since then
 * @since 0.1
 */
public record TransactionRetry(int attempt, Throwable failure, Duration delay) {

}
