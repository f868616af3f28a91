/**
 * A server for development and tests with nothing to install: a TiDB where there is one,
 * and otherwise a stand-in.
 */
@NullMarked
package io.github.tidbspring.devserver;

import org.jspecify.annotations.NullMarked;
