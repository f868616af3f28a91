/**
 * A data source that accepts TiDB's statements for MariaDB.
 */
@NullMarked
package io.github.tidbspring.devserver.datasource;

import org.jspecify.annotations.NullMarked;
