/**
 * Transactions, which of TiDB's errors may be answered by running one again, and those
 * errors as Spring's exceptions.
 */
@NullMarked
package io.github.tidbspring.client.transaction;

import org.jspecify.annotations.NullMarked;
