/**
 * What the tests of all modules share: they record the statements that they send, so that
 * TiDB's own parser can judge them afterwards.
 */
@NullMarked
package io.github.tidbspring.test;

import org.jspecify.annotations.NullMarked;
