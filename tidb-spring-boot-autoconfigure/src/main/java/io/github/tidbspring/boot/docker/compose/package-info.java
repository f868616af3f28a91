/**
 * Service connections to a TiDB in Docker Compose.
 */
@NullMarked
package io.github.tidbspring.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
