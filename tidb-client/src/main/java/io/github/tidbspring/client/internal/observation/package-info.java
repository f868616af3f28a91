/**
 * Starts observations.
 */
@NullMarked
package io.github.tidbspring.client.internal.observation;

import org.jspecify.annotations.NullMarked;
