/**
 * TiDB's statements in MariaDB's words: what MariaDB cannot parse is translated, all else
 * is left alone.
 */
@NullMarked
package io.github.tidbspring.devserver.sql;

import org.jspecify.annotations.NullMarked;
