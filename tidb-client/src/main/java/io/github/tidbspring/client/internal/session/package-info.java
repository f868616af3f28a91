/**
 * What work on a table is done with, and the place where its statements run.
 */
@NullMarked
package io.github.tidbspring.client.internal.session;

import org.jspecify.annotations.NullMarked;
