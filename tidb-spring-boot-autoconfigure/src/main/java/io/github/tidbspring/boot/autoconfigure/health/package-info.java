/**
 * Auto-configuration for the health of TiDB.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
