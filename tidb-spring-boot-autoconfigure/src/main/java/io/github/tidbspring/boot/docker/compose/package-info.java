/**
 * Service connections to a TiDB that Docker Compose runs.
 */
@NullMarked
package io.github.tidbspring.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
