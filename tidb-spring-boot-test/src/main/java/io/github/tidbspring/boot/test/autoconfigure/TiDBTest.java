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
 * A test of what an application does with TiDB, and of nothing else of it:
 * {@code TiDBClient} is there, the tables are there, and no other component is, unless it
 * is let in by a filter. Each test is rolled back.
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
 * The server is a container, where the test has one with {@code @ServiceConnection}, and
 * otherwise the development server. It is never the one that the application's
 * configuration files name, unless {@link #configuredServer()} asks for that. What is
 * said to the test itself, by {@link #properties()}, {@code @TestPropertySource},
 * {@code @DynamicPropertySource}, system properties or the environment, always counts. A
 * server that properties name is said in the log; as a warning where the environment
 * names it ({@code TIDB_HOST}), since the test may know nothing of it.
 * <p>
 * A rollback cannot take back DDL, which TiDB commits at once, together with all that the
 * test did before it.
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
	 * Whether the server is the one that the application's configuration files name.
	 * @return {@code true} to run the test on that server, and to create tables there
	 */
	boolean configuredServer() default false;

	/**
	 * Whether tables are created where they are missing, after Flyway, Liquibase and
	 * {@code schema.sql} had their turn: those of the types in the application's packages
	 * that are annotated with {@link TiDBTable @TiDBTable}.
	 * @return {@code false} to create none
	 */
	@PropertyMapping(skip = Skip.NO)
	boolean createTables() default true;

	/**
	 * Whether the default filters are used with
	 * {@link SpringBootApplication @SpringBootApplication}, by which no component is
	 * found.
	 * @return {@code false} to find them all
	 * @see #includeFilters()
	 */
	boolean useDefaultFilters() default true;

	/**
	 * What to let in that is otherwise filtered out.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * What to filter out that is otherwise let in.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that do not apply to this test.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
