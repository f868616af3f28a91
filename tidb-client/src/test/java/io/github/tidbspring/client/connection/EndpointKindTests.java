package io.github.tidbspring.client.connection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointKind}.
 */
class EndpointKindTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gateway01.us-east-1.prod.aws.tidbcloud.com                  | CLOUD_PUBLIC
			gateway01.us-west-2.prod.aws.tidbcloud.com                  | CLOUD_PUBLIC
			GATEWAY01.US-WEST-2.PROD.AWS.TIDBCLOUD.COM                  | CLOUD_PUBLIC
			Gateway01.us-west-2.prod.aws.TiDBCloud.com.                 | CLOUD_PUBLIC
			gateway01.ap-southeast-1.prod.alicloud.tidbcloud.com        | CLOUD_PUBLIC
			gateway01.eu-central-1.prod.shared.aws.tidbcloud.com        | CLOUD_PUBLIC
			gateway02.us-east-1.dev.shared.aws.tidbcloud.com            | CLOUD_PUBLIC
			gateway01.us-east-1.staging.aws.tidbcloud.com               | CLOUD_PUBLIC
			gateway01.us-east-1.dev.aws.tidbcloud.com                   | CLOUD_PUBLIC
			gateway01.us-central1.prod.gcp.tidbcloud.com                | CLOUD_PUBLIC
			gateway01.prod.aws.tidbcloud.com                            | CLOUD_PUBLIC
			gateway01-privatelink.us-east-1.prod.aws.tidbcloud.com      | CLOUD_OTHER
			privatelink-1.us-east-1.prod.aws.tidbcloud.com              | CLOUD_OTHER
			PrivateLink-1.us-east-1.prod.aws.tidbcloud.com.             | CLOUD_OTHER
			tidb.abc123.clusters.tidb-cloud.com                         | CLOUD_OTHER
			TIDB.ABC123.CLUSTERS.TIDB-CLOUD.COM.                        | CLOUD_OTHER
			private-tidb.abc123.clusters.tidb-cloud.com                 | CLOUD_OTHER
			tidb.abc123.us-east-1.prod.tidbcloud.com                    | CLOUD_OTHER
			prod.aws.tidbcloud.com                                      | CLOUD_OTHER
			tidbcloud.com                                               | CLOUD_OTHER
			tidb-cloud.com.                                             | CLOUD_OTHER
			gateway01.us-east-1.prod.aws.tidbcloud.com.example.org      | OTHER
			gateway01.us-east-1.prod.aws.tidbcloud.com.example.org.     | OTHER
			gateway01.us-east-1.prod.aws.eviltidbcloud.com              | OTHER
			gateway01.us-east-1.prod.aws.tidbcloud.com.br               | OTHER
			gateway01.us-east-1.prod.aws.tidbcloud.co                   | OTHER
			gateway01.us-east-1.prod.aws.tidbcloudxcom                  | OTHER
			gateway01.us-east-1.prod.aws.tidbcloud-com                  | OTHER
			mytidb-cloud.com                                            | OTHER
			gateway01.us-east-1.prod.aws.tidbcloud.com@example.org      | OTHER
			localhost                                                   | OTHER
			127.0.0.1                                                   | OTHER
			::1                                                         | OTHER
			tidb                                                        | OTHER
			tidb.default.svc.cluster.local                              | OTHER
			""")
	void kindIsReadFromTheName(String host, EndpointKind expected) {
		assertThat(EndpointKind.of(host)).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void eachKindIsDescribed(EndpointKind kind) {
		assertThat(kind.description()).isNotBlank();
		assertThat(kind.isCloud()).isEqualTo(kind.description().startsWith("TiDB Cloud"));
	}

}
