/**
 * The server itself: its binaries, its data, its process and its end.
 */
@NullMarked
package io.github.tidbspring.devserver.server;

import org.jspecify.annotations.NullMarked;
