/**
 * Auto-configuration for {@code TiDBClient} and its {@code DataSource}.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
