/**
 * The implementation of tables: reading and writing of rows, and DDL.
 */
@NullMarked
package io.github.tidbspring.client.internal.table;

import org.jspecify.annotations.NullMarked;
