/**
 * Vectors: their distance, their text form, and where they come from.
 */
@NullMarked
package io.github.tidbspring.client.vector;

import org.jspecify.annotations.NullMarked;
