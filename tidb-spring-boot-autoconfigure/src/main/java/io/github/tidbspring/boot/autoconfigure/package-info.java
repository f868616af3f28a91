/**
 * Auto-configuration of {@code TiDBClient} and of the {@code DataSource} it uses.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
