package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Set;

import io.github.tidbspring.boot.autoconfigure.TiDBClientBuilderCustomizer;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Keeps components out of a {@link TiDBTest @TiDBTest}, but not what makes the client
 * what it is.
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
