/**
 * Tests of what an application does with TiDB, and of nothing else of it.
 */
@NullMarked
package io.github.tidbspring.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
