/**
 * What most users import: the {@code TiDBClient}, its builder, and what it knows of the
 * server.
 */
@NullMarked
package io.github.tidbspring.client;

import org.jspecify.annotations.NullMarked;
