/**
 * How an instance of a Java type holds the values of a row. No SQL.
 */
@NullMarked
package io.github.tidbspring.client.internal.row;

import org.jspecify.annotations.NullMarked;
