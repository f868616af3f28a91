/**
 * Vectors: distance metrics, their text form, and embedding functions.
 */
@NullMarked
package io.github.tidbspring.client.vector;

import org.jspecify.annotations.NullMarked;
