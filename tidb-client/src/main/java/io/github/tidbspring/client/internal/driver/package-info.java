/**
 * Classes that MySQL Connector/J loads by name, and what depends on it being there.
 */
@NullMarked
package io.github.tidbspring.client.internal.driver;

import org.jspecify.annotations.NullMarked;
