/**
 * A sample application that finds a Spring Boot property by its description.
 */
@NullMarked
package io.github.tidbspring.sample;

import org.jspecify.annotations.NullMarked;
