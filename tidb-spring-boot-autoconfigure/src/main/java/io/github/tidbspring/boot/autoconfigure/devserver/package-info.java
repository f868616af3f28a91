/**
 * Auto-configuration of the development server, where no connection is configured.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.devserver;

import org.jspecify.annotations.NullMarked;
