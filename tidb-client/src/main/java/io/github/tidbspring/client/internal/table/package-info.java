/**
 * The implementation of tables: rows in and out, and DDL.
 */
@NullMarked
package io.github.tidbspring.client.internal.table;

import org.jspecify.annotations.NullMarked;
