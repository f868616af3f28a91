/**
 * Classes that MySQL Connector/J loads by name, and code that depends on its presence.
 */
@NullMarked
package io.github.tidbspring.client.internal.driver;

import org.jspecify.annotations.NullMarked;
