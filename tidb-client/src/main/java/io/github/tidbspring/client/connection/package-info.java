/**
 * From words to a {@code DataSource}: settings, the database URL, the TLS policy, the
 * pool, and what to say when a connection cannot be made.
 */
@NullMarked
package io.github.tidbspring.client.connection;

import org.jspecify.annotations.NullMarked;
