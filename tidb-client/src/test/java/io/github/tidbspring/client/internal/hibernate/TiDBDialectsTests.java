package io.github.tidbspring.client.internal.hibernate;

import java.util.stream.Stream;

import org.hibernate.community.dialect.TiDBDialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.jdbc.env.spi.ExtractedDatabaseMetaData;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TiDBDialectsTests {

	private static final Dialect MYSQL = new MySQLDialect(DatabaseVersion.make(8, 0, 11));

	private static final Dialect MYSQL_9 = new MySQLDialect(DatabaseVersion.make(9, 0));

	static Stream<Arguments> dialects() {
		return Stream.of(Arguments.of(MYSQL, "8.0.11-TiDB-v8.5.3", true),
				Arguments.of(MYSQL_9, "9.9.9-TiDB-v99.0.0", true), Arguments.of(MYSQL, "8.0.41", false),
				Arguments.of(MYSQL_9, "9.5.0", false), Arguments.of(MYSQL, null, true),
				Arguments.of(MYSQL_9, null, false), Arguments.of(new TiDBDialect(), null, true),
				Arguments.of(new TiDBDialect() {
				}, "8.0.11", true), Arguments.of(new MariaDBDialect(), "11.4.5-MariaDB", false),
				Arguments.of(new MariaDBDialect(), null, false), Arguments.of(new H2Dialect(), "2.4.240", false));
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void dialectAndVersionTellWhetherItIsTiDB(Dialect dialect, @Nullable String version, boolean expected) {
		ExtractedDatabaseMetaData metadata = mock(ExtractedDatabaseMetaData.class);
		given(metadata.getDatabaseProductVersion()).willReturn(version);
		JdbcEnvironment environment = mock(JdbcEnvironment.class);
		given(environment.getExtractedDatabaseMetaData()).willReturn(metadata);
		ServiceRegistry services = mock(ServiceRegistry.class);
		given(services.getService(JdbcEnvironment.class)).willReturn(environment);
		assertThat(TiDBDialects.isTiDB(dialect, services)).isEqualTo(expected);
	}

	@Test
	void whenThereIsNoEnvironmentThenTheDialectDecides() {
		assertThat(TiDBDialects.isTiDB(MYSQL, mock(ServiceRegistry.class))).isTrue();
		assertThat(TiDBDialects.isTiDB(MYSQL_9, mock(ServiceRegistry.class))).isFalse();
	}

}
