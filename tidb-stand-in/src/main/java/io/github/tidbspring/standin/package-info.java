/**
 * A stand-in server for development and tests where there is no TiDB and no Docker.
 */
@NullMarked
package io.github.tidbspring.standin;

import org.jspecify.annotations.NullMarked;
