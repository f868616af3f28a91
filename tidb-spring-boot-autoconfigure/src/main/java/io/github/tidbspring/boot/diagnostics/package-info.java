/**
 * What a failed start says to the person who started it.
 */
@NullMarked
package io.github.tidbspring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
