/**
 * The parts of a statement that are not values: identifiers, and the conditions shared by
 * tables and search.
 */
@NullMarked
package io.github.tidbspring.client.query;

import org.jspecify.annotations.NullMarked;
