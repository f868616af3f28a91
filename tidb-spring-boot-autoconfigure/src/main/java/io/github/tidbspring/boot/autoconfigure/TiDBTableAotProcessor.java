package io.github.tidbspring.boot.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Registers hints for native images for the types that map tables. They are no beans, so
 * the application's packages are scanned for their annotation.
 */
final class TiDBTableAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBeanProvider(Environment.class)
			.getIfAvailable(StandardEnvironment::new);
		Set<Class<?>> types = new TiDBTableScanner(environment,
				new DefaultResourceLoader(beanFactory.getBeanClassLoader()))
			.scan(beanFactory);
		return types.isEmpty() ? null : (generationContext, code) -> {
			ReflectionHints hints = generationContext.getRuntimeHints().reflection();
			types.forEach((type) -> register(hints, type));
		};
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
