/**
 * Observations of a client: searches, batches of rows, transactions.
 */
@NullMarked
package io.github.tidbspring.client.observation;

import org.jspecify.annotations.NullMarked;
