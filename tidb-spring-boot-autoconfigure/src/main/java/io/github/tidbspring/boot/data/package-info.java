/**
 * Search in Spring Data repositories.
 */
@NullMarked
package io.github.tidbspring.boot.data;

import org.jspecify.annotations.NullMarked;
