package io.github.tidbspring.boot.autoconfigure.info;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.info.TiDBInfoContributor;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TiDBInfoContributor}.
 * Disabled by default ({@code management.info.tidb.enabled}), because each call of the
 * endpoint queries the server.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass({ TiDBClient.class, InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnEnabledInfoContributor(value = "tidb", fallback = InfoContributorFallback.DISABLE)
@ConditionalOnSingleCandidate(TiDBClient.class)
@EnableConfigurationProperties(TiDBProperties.class)
public final class TiDBInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TiDBInfoContributor tidbInfoContributor(TiDBClient client, TiDBProperties properties) {
		return new TiDBInfoContributor(client, properties.getHealth().getTimeout());
	}

}
