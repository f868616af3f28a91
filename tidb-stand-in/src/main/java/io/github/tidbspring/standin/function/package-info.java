/**
 * TiDB's functions, as stored functions of MariaDB.
 */
@NullMarked
package io.github.tidbspring.standin.function;

import org.jspecify.annotations.NullMarked;
