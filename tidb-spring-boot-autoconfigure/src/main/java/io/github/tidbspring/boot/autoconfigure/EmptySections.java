package io.github.tidbspring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Ignores empty sections of YAML files, such as {@code tidb.ssl:} with all lines below it
 * commented out. Spring Boot reads one as an empty string under the name of the section,
 * which cannot be bound. Properties that other sources set below that name are bound.
 */
final class EmptySections implements ConfigurationPropertiesBindHandlerAdvisor {

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new AbstractBindHandler(bindHandler) {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				Bindable<T> known = super.onStart(name, target, context);
				return (known != null && (isClient(target) || isSection(target) && isEmpty(name, context)))
						? known.withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY) : known;
			}

		};
	}

	private static boolean isSection(Bindable<?> target) {
		Class<?> type = target.getType().resolve();
		Class<?> enclosing = (type != null) ? type.getEnclosingClass() : null;
		return enclosing != null && TiDBConnectionProperties.class.isAssignableFrom(enclosing)
				|| target.getType().asMap().getGeneric(1).resolve() == TiDBClientProperties.class;
	}

	/**
	 * A value in place of a client's section is rejected elsewhere, or is a variable that
	 * another program sets.
	 */
	private static boolean isClient(Bindable<?> target) {
		return target.getType().resolve() == TiDBClientProperties.class;
	}

	/** Return whether the first source that has the name has a blank value for it. */
	private static boolean isEmpty(ConfigurationPropertyName name, BindContext context) {
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property.getValue() instanceof CharSequence text && text.toString().isBlank();
			}
		}
		return false;
	}

	/**
	 * Imported by each auto-configuration that binds {@code tidb.*} properties.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EmptySectionsConfiguration {

		@Bean
		static EmptySections tidbEmptySections() {
			return new EmptySections();
		}

	}

}
