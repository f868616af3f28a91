package io.github.tidbspring.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * Hints for native images that Spring cannot derive from the bean definitions: the
 * properties of the pool, which are bound in a bean method; the file of error codes,
 * whose presence decides about the translation; the predicate of {@link RetryOnConflict};
 * the {@code DataSource} of JPA's transaction manager; and the fields that
 * {@link TiDBPropertyNames} reads. Spring Boot registers {@link TiDBProperties}.
 */
final class TiDBRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		if (ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", classLoader)) {
			BindableRuntimeHintsRegistrar.forTypes(HikariDataSource.class).registerHints(hints);
		}
		hints.resources().registerPattern("sql-error-codes.xml");
		hints.reflection()
			.registerType(TiDBClientProperties.class, MemberCategory.ACCESS_DECLARED_FIELDS)
			.registerType(TiDBConnectionProperties.class, MemberCategory.ACCESS_DECLARED_FIELDS)
			.registerType(TiDBConnectionProperties.Ssl.class, MemberCategory.ACCESS_DECLARED_FIELDS)
			.registerType(ConflictRetryPredicate.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.registerTypeIfPresent(classLoader, "org.springframework.orm.jpa.JpaTransactionManager",
					MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
