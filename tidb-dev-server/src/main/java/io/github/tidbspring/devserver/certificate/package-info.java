/**
 * The certificate authority of the stand-in, and the certificates of its servers.
 */
@NullMarked
package io.github.tidbspring.devserver.certificate;

import org.jspecify.annotations.NullMarked;
