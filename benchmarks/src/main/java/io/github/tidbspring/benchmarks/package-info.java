/**
 * What the client costs, compared with the same work written by hand; and whether it
 * finds what another client finds.
 */
@NullMarked
package io.github.tidbspring.benchmarks;

import org.jspecify.annotations.NullMarked;
