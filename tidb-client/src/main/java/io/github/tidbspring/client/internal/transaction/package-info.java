/**
 * Runs transactions, with retries where that is safe.
 */
@NullMarked
package io.github.tidbspring.client.internal.transaction;

import org.jspecify.annotations.NullMarked;
