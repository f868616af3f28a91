/**
 * Service connections to a TiDB in a container of Testcontainers.
 */
@NullMarked
package io.github.tidbspring.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
