/**
 * Vector search, full-text search and hybrid search; fusion and reranking of results.
 */
@NullMarked
package io.github.tidbspring.client.search;

import org.jspecify.annotations.NullMarked;
