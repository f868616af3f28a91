/**
 * Auto-configuration of what the info endpoint says of TiDB.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
