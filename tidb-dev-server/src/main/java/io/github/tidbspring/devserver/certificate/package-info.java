/**
 * The certificate authority of development servers, and the certificates of its servers.
 */
@NullMarked
package io.github.tidbspring.devserver.certificate;

import org.jspecify.annotations.NullMarked;
