/**
 * How the actuator asks the server.
 */
@NullMarked
package io.github.tidbspring.boot.server;

import org.jspecify.annotations.NullMarked;
