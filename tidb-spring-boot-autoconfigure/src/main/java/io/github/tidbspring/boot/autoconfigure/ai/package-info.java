/**
 * Auto-configuration for embeddings with Spring AI.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.ai;

import org.jspecify.annotations.NullMarked;
