/**
 * Tables that Java types describe: their schema, and reading and writing of rows.
 */
@NullMarked
package io.github.tidbspring.client.table;

import org.jspecify.annotations.NullMarked;
