/**
 * A server for development and tests that needs no installation: a TiDB if one is
 * installed, otherwise a stand-in.
 */
@NullMarked
package io.github.tidbspring.devserver;

import org.jspecify.annotations.NullMarked;
