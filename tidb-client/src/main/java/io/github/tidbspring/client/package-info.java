/**
 * The client and its builder.
 */
@NullMarked
package io.github.tidbspring.client;

import org.jspecify.annotations.NullMarked;
