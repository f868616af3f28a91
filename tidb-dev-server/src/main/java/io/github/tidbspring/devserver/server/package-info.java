/**
 * Finds, configures, starts and stops the server process, and manages its data.
 */
@NullMarked
package io.github.tidbspring.devserver.server;

import org.jspecify.annotations.NullMarked;
