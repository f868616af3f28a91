/**
 * Annotations: how a Java type describes a table.
 */
@NullMarked
package io.github.tidbspring.client.annotation;

import org.jspecify.annotations.NullMarked;
