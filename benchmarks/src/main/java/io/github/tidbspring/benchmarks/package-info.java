/**
 * Benchmarks that compare the client with the same work in plain JDBC, and a comparison
 * of its results with those of pytidb.
 */
@NullMarked
package io.github.tidbspring.benchmarks;

import org.jspecify.annotations.NullMarked;
