/**
 * Tables from Java types: the schema that annotations describe, its DDL, and rows in and
 * out.
 */
@NullMarked
package io.github.tidbspring.client.table;

import org.jspecify.annotations.NullMarked;
