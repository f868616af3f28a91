/**
 * What the actuator's info endpoint says of TiDB.
 */
@NullMarked
package io.github.tidbspring.boot.info;

import org.jspecify.annotations.NullMarked;
