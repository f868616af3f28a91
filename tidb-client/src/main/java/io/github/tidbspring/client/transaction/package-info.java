/**
 * Options and outcomes of transactions, and the translation of TiDB's errors to Spring's
 * exceptions.
 */
@NullMarked
package io.github.tidbspring.client.transaction;

import org.jspecify.annotations.NullMarked;
