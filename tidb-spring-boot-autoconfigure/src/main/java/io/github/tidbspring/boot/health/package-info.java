/**
 * Health indicator for TiDB.
 */
@NullMarked
package io.github.tidbspring.boot.health;

import org.jspecify.annotations.NullMarked;
