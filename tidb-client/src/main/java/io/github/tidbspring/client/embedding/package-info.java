/**
 * Vectors: their text form, and where they come from.
 */
@NullMarked
package io.github.tidbspring.client.embedding;

import org.jspecify.annotations.NullMarked;
