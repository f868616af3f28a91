/**
 * What the client costs, compared with the same work written by hand.
 */
@NullMarked
package io.github.tidbspring.benchmarks;

import org.jspecify.annotations.NullMarked;
