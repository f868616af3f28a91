/**
 * Execution of transactions, with retries if they are safe.
 */
@NullMarked
package io.github.tidbspring.client.internal.transaction;

import org.jspecify.annotations.NullMarked;
