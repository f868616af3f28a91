/**
 * The schema of a table, resolved once: columns, indexes, and how values are stored and
 * read.
 */
@NullMarked
package io.github.tidbspring.client.internal.schema;

import org.jspecify.annotations.NullMarked;
