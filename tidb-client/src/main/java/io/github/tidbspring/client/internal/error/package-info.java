/**
 * TiDB's error codes and their meaning.
 */
@NullMarked
package io.github.tidbspring.client.internal.error;

import org.jspecify.annotations.NullMarked;
