/**
 * The implementation of searches.
 */
@NullMarked
package io.github.tidbspring.client.internal.search;

import org.jspecify.annotations.NullMarked;
