/**
 * Product, version and TLS of a server, and the capabilities that depend on its
 * deployment.
 */
@NullMarked
package io.github.tidbspring.client.server;

import org.jspecify.annotations.NullMarked;
