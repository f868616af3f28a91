/**
 * Statements: identifiers, literals and parameters. No connection.
 */
@NullMarked
package io.github.tidbspring.client.internal.sql;

import org.jspecify.annotations.NullMarked;
