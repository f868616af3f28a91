package io.github.tidbspring.client.transaction;

import java.time.Duration;

/**
 * A transaction that is about to run again. The one before was rolled back.
 *
 * @param run the number of the run that begins now: 2 for the first repetition
 * @param failure what the run before threw
 * @param delay how long was waited since then
 * @since 0.1
 */
public record TransactionRetry(int run, Throwable failure, Duration delay) {

}
