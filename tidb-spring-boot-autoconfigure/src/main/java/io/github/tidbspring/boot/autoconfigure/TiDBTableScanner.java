package io.github.tidbspring.boot.autoconfigure;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

import io.github.tidbspring.client.annotation.TiDBTable;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the types that are annotated with {@link TiDBTable @TiDBTable} in the packages of
 * an application. Not thread-safe.
 *
 * @since 0.1
 * @see AutoConfigurationPackages
 */
public final class TiDBTableScanner {

	private final @Nullable ClassLoader classLoader;

	private final ClassPathScanningCandidateComponentProvider provider;

	/**
	 * Create a scanner.
	 * @param environment the application's environment
	 * @param resourceLoader loads the classes
	 */
	public TiDBTableScanner(Environment environment, ResourceLoader resourceLoader) {
		this.classLoader = resourceLoader.getClassLoader();
		this.provider = new ClassPathScanningCandidateComponentProvider(false, environment);
		this.provider.setResourceLoader(resourceLoader);
		this.provider.addIncludeFilter(new AnnotationTypeFilter(TiDBTable.class));
	}

	/**
	 * Find the types in the packages of the {@link AutoConfigurationPackages}.
	 * @param beanFactory the bean factory of the application
	 * @return the types, ordered by name; empty if no packages are registered
	 */
	public Set<Class<?>> scan(BeanFactory beanFactory) {
		Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));
		if (AutoConfigurationPackages.has(beanFactory)) {
			AutoConfigurationPackages.get(beanFactory)
				.stream()
				.flatMap((name) -> this.provider.findCandidateComponents(name).stream())
				.map((type) -> ClassUtils.resolveClassName(String.valueOf(type.getBeanClassName()), this.classLoader))
				.forEach(types::add);
		}
		return types;
	}

}
