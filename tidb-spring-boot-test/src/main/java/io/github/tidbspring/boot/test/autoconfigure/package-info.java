/**
 * Test slice for the TiDB part of an application.
 */
@NullMarked
package io.github.tidbspring.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
