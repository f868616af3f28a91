/**
 * A data source that lets its users speak TiDB to MariaDB.
 */
@NullMarked
package io.github.tidbspring.devserver.datasource;

import org.jspecify.annotations.NullMarked;
