package io.github.tidbspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.tidbspring.boot.data.TiDBSearchExecutor;
import io.github.tidbspring.boot.internal.TiDBTableScanner;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Registers hints for native images for the types that map tables. They are no beans, so
 * the application's packages are scanned for their annotation. Domain types of
 * repositories with searches need no annotation.
 */
final class TiDBTableAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String SPRING_DATA = "org.springframework.data.domain.SearchResults";

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBeanProvider(Environment.class)
			.getIfAvailable(StandardEnvironment::new);
		Set<Class<?>> types = new TiDBTableScanner(environment,
				new DefaultResourceLoader(beanFactory.getBeanClassLoader()))
			.scan(beanFactory);
		if (ClassUtils.isPresent(SPRING_DATA, beanFactory.getBeanClassLoader())) {
			types.addAll(searchedTypes(beanFactory));
		}
		return types.isEmpty() ? null : (generationContext, code) -> {
			ReflectionHints hints = generationContext.getRuntimeHints().reflection();
			types.forEach((type) -> register(hints, type));
		};
	}

	private static List<Class<?>> searchedTypes(ConfigurableListableBeanFactory beanFactory) {
		List<Class<?>> types = new ArrayList<>();
		for (String repository : beanFactory.getBeanNamesForType(TiDBSearchExecutor.class, true, false)) {
			Class<?> type = beanFactory.getType(repository, false);
			Class<?> searched = (type != null)
					? ResolvableType.forClass(type).as(TiDBSearchExecutor.class).getGeneric(0).resolve() : null;
			if (searched != null && searched != Object.class) {
				types.add(searched);
			}
		}
		return types;
	}

	private static void register(ReflectionHints hints, Class<?> type) {
		// Includes the types of properties, because JSON columns are serialized.
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints, type);
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			hints.registerType(each, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS);
		}
	}

}
