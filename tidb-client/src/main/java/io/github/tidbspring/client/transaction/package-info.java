/**
 * Options and outcomes of transactions, and TiDB's errors as Spring's exceptions.
 */
@NullMarked
package io.github.tidbspring.client.transaction;

import org.jspecify.annotations.NullMarked;
