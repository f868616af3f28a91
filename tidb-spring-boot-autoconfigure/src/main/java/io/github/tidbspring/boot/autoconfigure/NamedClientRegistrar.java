package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the beans of named clients. They have factory methods and no suppliers, so
 * that they can be processed ahead of time.
 */
final class NamedClientRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ConfigurableListableBeanFactory beanFactory;

	NamedClientRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		List<String> names = ClientNames.of(this.environment);
		names.forEach(this::checkNoClash);
		for (String name : names) {
			String dataSource = NamedClients.dataSourceBean(name);
			registry.registerBeanDefinition(dataSource, definition(name, "dataSource", HikariDataSource.class));
			RootBeanDefinition client = definition(name, "client", TiDBClient.class);
			client.getConstructorArgumentValues().addIndexedArgumentValue(1, new RuntimeBeanReference(dataSource));
			registry.registerBeanDefinition(NamedClients.clientBean(name), client);
		}
		if (!names.isEmpty()) {
			RootBeanDefinition clients = new RootBeanDefinition(NamedClientsConnectOnStart.class);
			clients.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
			registry.registerBeanDefinition(TiDBClientsAutoConfiguration.CLIENTS, clients);
		}
	}

	private static RootBeanDefinition definition(String name, String method, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(NamedClientFactory.class);
		definition.setTargetType(type);
		definition.setFactoryMethodName(method);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setResourceDescription("the properties " + NamedClients.prefix(name) + ".*");
		return definition;
	}

	/**
	 * Reject a client whose bean has the name of another bean, or whose qualifier would
	 * match another bean too: that is decided by the order of definitions, or fails where
	 * the client is injected.
	 */
	private void checkNoClash(String name) {
		for (String bean : List.of(NamedClients.clientBean(name), NamedClients.dataSourceBean(name))) {
			if (this.beanFactory.containsBeanDefinition(bean) || this.beanFactory.containsBean(bean)) {
				throw new InvalidConnectionSettingException("clients." + name,
						"its bean would have the name of another bean, %s; rename that bean, or the client"
							.formatted(described(bean)));
			}
		}
		Set<String> qualified = new TreeSet<>();
		Stream.of(TiDBClient.class, DataSource.class)
			.flatMap((type) -> Arrays.stream(this.beanFactory.getBeanNamesForType(type, true, false)))
			.filter((bean) -> isQualified(bean, name))
			.forEach(qualified::add);
		if (!qualified.isEmpty()) {
			throw new InvalidConnectionSettingException("clients." + name,
					"@Qualifier(\"%s\") would match the bean %s too; rename that bean, or the client".formatted(name,
							described(qualified.iterator().next())));
		}
	}

	private boolean isQualified(String bean, String name) {
		Qualifier qualifier = this.beanFactory.findAnnotationOnBean(bean, Qualifier.class, false);
		return bean.equals(name) || Arrays.asList(this.beanFactory.getAliases(bean)).contains(name)
				|| (qualifier != null && qualifier.value().equals(name));
	}

	private String described(String bean) {
		BeanDefinition definition = this.beanFactory.containsBeanDefinition(bean)
				? this.beanFactory.getBeanDefinition(bean) : null;
		String origin = (definition != null) ? definition.getResourceDescription() : null;
		return "'" + bean + "'" + ((origin != null) ? " (defined in " + origin + ")" : "");
	}

}
