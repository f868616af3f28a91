/**
 * Records, beans, types with a constructor and maps as rows. No SQL.
 */
@NullMarked
package io.github.tidbspring.client.internal.row;

import org.jspecify.annotations.NullMarked;
