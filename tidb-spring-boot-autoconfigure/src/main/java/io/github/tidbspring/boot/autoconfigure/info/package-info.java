/**
 * Auto-configuration for TiDB in the info endpoint.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
