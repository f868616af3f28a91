/**
 * Translates TiDB's SQL into MariaDB's. Statements that MariaDB can parse are not
 * changed.
 */
@NullMarked
package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.NullMarked;
