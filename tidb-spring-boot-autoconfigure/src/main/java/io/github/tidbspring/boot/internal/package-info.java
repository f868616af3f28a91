/**
 * What several packages of the auto-configuration share and applications do not use.
 */
@NullMarked
package io.github.tidbspring.boot.internal;

import org.jspecify.annotations.NullMarked;
