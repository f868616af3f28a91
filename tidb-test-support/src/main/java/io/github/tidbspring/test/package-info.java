/**
 * Test support for all modules: records the statements that tests send, so that TiDB's
 * own parser can check them afterwards.
 */
@NullMarked
package io.github.tidbspring.test;

import org.jspecify.annotations.NullMarked;
