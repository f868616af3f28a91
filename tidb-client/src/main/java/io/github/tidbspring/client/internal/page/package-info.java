/**
 * Where the next page of a result continues.
 */
@NullMarked
package io.github.tidbspring.client.internal.page;

import org.jspecify.annotations.NullMarked;
