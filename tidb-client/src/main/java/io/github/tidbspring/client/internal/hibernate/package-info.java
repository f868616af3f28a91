/**
 * Vectors in JPA entities: what Hibernate loads by name, if it is present.
 */
@NullMarked
package io.github.tidbspring.client.internal.hibernate;

import org.jspecify.annotations.NullMarked;
