/**
 * The session of a client, which executes the statements of its tables: embeddings,
 * metadata of existing tables, capabilities of the server.
 */
@NullMarked
package io.github.tidbspring.client.internal.session;

import org.jspecify.annotations.NullMarked;
