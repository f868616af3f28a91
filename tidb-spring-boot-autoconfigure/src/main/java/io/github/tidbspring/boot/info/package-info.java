/**
 * Contributor of TiDB to the info endpoint.
 */
@NullMarked
package io.github.tidbspring.boot.info;

import org.jspecify.annotations.NullMarked;
