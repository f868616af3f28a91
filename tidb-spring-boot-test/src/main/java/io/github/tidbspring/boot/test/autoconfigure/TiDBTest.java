package io.github.tidbspring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.tidbspring.client.annotation.TiDBTable;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping.Skip;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * Test slice for the TiDB part of an application. The context contains {@code TiDBClient}
 * and no other components, except those that a filter includes. Missing tables are
 * created. Each test runs in a transaction that is rolled back.
 *
 * <pre class="code">
 * &#064;TiDBTest(includeFilters = &#064;Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Notes.class))
 * class NotesTests {
 *
 *     &#064;Autowired
 *     private Notes notes;
 *
 * }
 * </pre>
 *
 * The test uses a container if it has one with {@code @ServiceConnection}, otherwise the
 * development server. Connection properties in the application's configuration files are
 * ignored, so that a test does not change a shared database by accident;
 * {@link #configuredServer()} enables them. Connection properties of the test
 * ({@link #properties()}, {@code @TestPropertySource}, {@code @DynamicPropertySource}),
 * system properties and environment variables always apply. A server that is set by
 * properties is logged. It is logged as a warning if it comes from the environment
 * ({@code TIDB_HOST}), because the test may not expect it.
 * <p>
 * The servers of named clients ({@code tidb.clients.<name>.*}) in the application's files
 * are ignored too: such a client uses the test's server, with its own database if one is
 * configured. Tables are created, and transactions rolled back, for the default client
 * only.
 * <p>
 * DDL cannot be rolled back: TiDB commits it immediately, together with all changes that
 * the test made before.
 *
 * @since 0.1
 * @see AutoConfigureTiDB
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(TiDBTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(TiDBTypeExcludeFilter.class)
@Transactional
@AutoConfigureTiDB
@ImportAutoConfiguration
@PropertyMapping(value = "tidb.test", skip = Skip.YES)
public @interface TiDBTest {

	/**
	 * Properties in the form {@code name=value} for the test's environment.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether to use the server in the application's configuration files. The default is
	 * {@code false}, to protect shared databases.
	 * @return {@code true} to run the test on that server, and to create tables there
	 */
	boolean configuredServer() default false;

	/**
	 * Whether to create missing tables: those of the types in the application's packages
	 * that are annotated with {@link TiDBTable @TiDBTable}. They are created after
	 * Flyway, Liquibase and {@code schema.sql} have run.
	 * @return {@code false} to create none
	 */
	@PropertyMapping(skip = Skip.NO)
	boolean createTables() default true;

	/**
	 * Whether the default filters are used with
	 * {@link SpringBootApplication @SpringBootApplication}. They exclude all components.
	 * @return {@code false} to include all components
	 * @see #includeFilters()
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters of components to include that are excluded by default.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * Filters of components to exclude that are included by default.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to exclude from this test.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
