package io.github.tidbspring.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstraps the test context of a {@link TiDBTest @TiDBTest}.
 */
class TiDBTestContextBootstrapper extends TestSliceTestContextBootstrapper<TiDBTest> {

}
