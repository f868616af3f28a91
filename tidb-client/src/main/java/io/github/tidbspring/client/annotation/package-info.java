/**
 * Annotations that map a Java type to a table, and converters.
 */
@NullMarked
package io.github.tidbspring.client.annotation;

import org.jspecify.annotations.NullMarked;
