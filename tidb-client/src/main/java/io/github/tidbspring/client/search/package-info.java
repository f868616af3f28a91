/**
 * Search: by vectors, by words, and by both at once; and how results are fused and
 * reranked.
 */
@NullMarked
package io.github.tidbspring.client.search;

import org.jspecify.annotations.NullMarked;
