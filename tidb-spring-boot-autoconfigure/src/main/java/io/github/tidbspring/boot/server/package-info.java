/**
 * Queries of the server that health and info share.
 */
@NullMarked
package io.github.tidbspring.boot.server;

import org.jspecify.annotations.NullMarked;
