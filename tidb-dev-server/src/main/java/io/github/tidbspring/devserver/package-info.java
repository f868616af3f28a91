/**
 * A stand-in server for development and tests where there is no TiDB and no Docker.
 */
@NullMarked
package io.github.tidbspring.devserver;

import org.jspecify.annotations.NullMarked;
