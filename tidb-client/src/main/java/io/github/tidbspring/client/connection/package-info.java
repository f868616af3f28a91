/**
 * Connection settings: the database URL, the TLS policy, the connection pool, and
 * failures to connect.
 */
@NullMarked
package io.github.tidbspring.client.connection;

import org.jspecify.annotations.NullMarked;
