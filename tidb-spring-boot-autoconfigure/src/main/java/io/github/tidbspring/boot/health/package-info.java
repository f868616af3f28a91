/**
 * The health of TiDB as the actuator shows it.
 */
@NullMarked
package io.github.tidbspring.boot.health;

import org.jspecify.annotations.NullMarked;
