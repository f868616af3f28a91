package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Set;

import io.github.tidbspring.boot.autoconfigure.TiDBClientBuilderCustomizer;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Excludes components from a {@link TiDBTest @TiDBTest}, except those that configure the
 * client.
 */
class TiDBTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<TiDBTest> {

	TiDBTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return Set.of(TiDBClientBuilderCustomizer.class);
	}

}
