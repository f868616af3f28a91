package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * The {@code DataSource} beans of an application, except those of named clients. Only
 * their definitions are read: no bean is created.
 *
 * @param beanFactory the bean factory
 */
record DataSourceBeans(ConfigurableListableBeanFactory beanFactory) {

	/** Return the names of the beans. */
	List<String> names() {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(DataSource.class, true, false))
			.filter((name) -> !AutoConfiguredClient.isAny(this.beanFactory, name))
			.toList();
	}

	/** Return the names of the beans that are qualified with {@link TiDBDataSource}. */
	List<String> qualified() {
		return names().stream().filter(this::isQualified).toList();
	}

	boolean isQualified(String name) {
		return this.beanFactory.findAnnotationOnBean(name, TiDBDataSource.class, false) != null;
	}

	/**
	 * Return the bean that is injected where no qualifier is given.
	 * @return its name, or {@code null} if there is none, or several without a primary
	 * one
	 */
	@Nullable String injected() {
		List<String> candidates = names().stream().filter(this::isDefaultCandidate).toList();
		if (candidates.size() > 1) {
			candidates = candidates.stream().filter(this::isPrimary).toList();
		}
		return (candidates.size() == 1) ? candidates.get(0) : null;
	}

	/**
	 * Return the bean that the client uses: the qualified one, otherwise the injected
	 * one.
	 * @return its name, or {@code null} if it cannot be determined
	 */
	@Nullable String ofClient() {
		return qualified().stream().findFirst().orElseGet(this::injected);
	}

	/** Return the definition of a bean, or {@code null} of a registered singleton. */
	@Nullable BeanDefinition definition(String name) {
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getBeanDefinition(name) : null;
	}

	private boolean isDefaultCandidate(String name) {
		BeanDefinition definition = definition(name);
		return definition == null || (definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate()));
	}

	private boolean isPrimary(String name) {
		BeanDefinition definition = definition(name);
		return definition != null && definition.isPrimary();
	}

}
