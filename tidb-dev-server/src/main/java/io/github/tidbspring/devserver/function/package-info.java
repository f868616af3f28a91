/**
 * TiDB's functions, as stored functions of MariaDB.
 */
@NullMarked
package io.github.tidbspring.devserver.function;

import org.jspecify.annotations.NullMarked;
