/**
 * Conditions and orders of rows, for tables and searches.
 */
@NullMarked
package io.github.tidbspring.client.query;

import org.jspecify.annotations.NullMarked;
