/**
 * Service connections to a TiDB that Testcontainers runs.
 */
@NullMarked
package io.github.tidbspring.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
