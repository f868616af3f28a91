/**
 * Tables from Java types: annotations, the schema they describe, its DDL, and rows in and
 * out.
 */
@NullMarked
package io.github.tidbspring.client.table;

import org.jspecify.annotations.NullMarked;
