/**
 * Auto-configuration for the development server.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.devserver;

import org.jspecify.annotations.NullMarked;
