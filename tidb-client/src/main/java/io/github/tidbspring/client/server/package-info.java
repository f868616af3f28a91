/**
 * What a server says of itself: product, version, encryption, and what depends on the
 * deployment.
 */
@NullMarked
package io.github.tidbspring.client.server;

import org.jspecify.annotations.NullMarked;
