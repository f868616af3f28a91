package io.github.tidbspring.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Starts the context of a {@link TiDBTest @TiDBTest}.
 */
class TiDBTestContextBootstrapper extends TestSliceTestContextBootstrapper<TiDBTest> {

}
