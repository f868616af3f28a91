/**
 * TiDB's error codes, and what they allow.
 */
@NullMarked
package io.github.tidbspring.client.internal.error;

import org.jspecify.annotations.NullMarked;
