/**
 * Failure analyzers for applications that fail to start.
 */
@NullMarked
package io.github.tidbspring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
