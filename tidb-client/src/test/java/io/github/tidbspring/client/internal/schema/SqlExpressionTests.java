package io.github.tidbspring.client.internal.schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlExpression} and {@link ColumnDefault}: what is declared is what
 * TiDB 8.5 and 9.0 report.
 */
class SqlExpressionTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			meta->>'$.lang'; json_unquote(json_extract(`meta`, _utf8mb4'$.lang'))
			JSON_UNQUOTE( JSON_EXTRACT(`Meta`, "$.lang") ); json_unquote(json_extract(`meta`, _utf8mb4'$.lang'))
			j -> '$.a'; json_extract(`j`, _utf8mb4'$.a')
			A+`b`*2; `A` + `b` * 2
			((id + 1)); ((`id` + 1))
			(id + 1) * 2; (`id` + 1) * 2
			concat('x''y', a); concat(_utf8mb4'x''y', `a`)
			a > 0 AND t <> "x"; (`a` > 0 and `t` != _utf8mb4'x')
			id && 1 || 0; `id` and 1 or 0
			a MOD 2; `a` % 2
			MOD(a, 2); mod(`a`, 2)
			CAST(id AS SIGNED INTEGER); cast(`id` as signed)
			CAST(a AS CHAR(10) CHARSET utf8mb4); cast(`a` as char(10))
			CAST(a AS CHAR(10) CHARACTER SET utf8mb4); cast(`a` as char(10))
			CAST(tags->'$.x' AS CHAR(40) ARRAY); cast(json_extract(`tags`, _utf8mb4'$.x') as char(40) array)
			TRUE; true
			a IN (1,2); `a` in (1, 2)
			now(6); CURRENT_TIMESTAMP(6)
			NOW(); CURRENT_TIMESTAMP
			created_at+interval 90 day; `created_at` + INTERVAL 90 DAY
			concat(_utf8mb4'a\\\\b', 'c'); concat(_utf8mb4'a\\\\b', _utf8mb4'c')
			""")
	void declaredExpressionIsWhatTheServerReports(String declared, String reported) {
		assertThat(SqlExpression.of(declared)).isEqualTo(SqlExpression.of(reported));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			(a + b) * 2; a + b * 2
			'A'; 'a'
			meta->>'$.a'; meta->'$.a'
			lower(a); upper(a)
			a; 'a'
			(a) + (b); a + b
			""")
	void otherExpressionIsNotEqual(String one, String other) {
		assertThat(SqlExpression.of(one)).isNotEqualTo(SqlExpression.of(other));
	}

	@Test
	void textThatIsNoExpressionIsLeftAsItIs() {
		assertThat(SqlExpression.of("( ) ) `a '").text()).isEqualTo("()) ` a '");
		assertThat(SqlExpression.of("").text()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			1; 1; false; int
			'1'; 1; false; int
			-1; -1; false; bigint
			1.50; 1.5; false; decimal(10,2)
			1e3; 1000; false; double
			TRUE; 1; false; tinyint(1)
			false; 0; false; tinyint(1)
			'it''s'; it's; false; varchar(20)
			"q"; q; false; varchar(20)
			'1'; 1; false; varchar(20)
			b'101'; b'101'; false; bit(8)
			5; b'101'; false; bit(8)
			x'61'; a; false; varbinary(10)
			0x6162; ab; false; varbinary(10)
			'2024-01-01'; 2024-01-01; false; date
			'2024-01-01'; 2024-01-01 00:00:00.000000; false; datetime(6)
			'2024-01-01 10:00:00.5'; 2024-01-01 10:00:00.500; false; datetime(3)
			'10:00'; 10:00:00; false; time
			CURRENT_TIMESTAMP(6); CURRENT_TIMESTAMP(6); false; datetime(6)
			now(); CURRENT_TIMESTAMP; false; timestamp
			(CURRENT_DATE); CURRENT_DATE; false; date
			(UUID()); uuid(); true; varchar(36)
			(JSON_OBJECT('a', 1)); json_object(_utf8mb4'a', 1); true; json
			'CURRENT_TIMESTAMP'; CURRENT_TIMESTAMP; false; varchar(20)
			1 CHECK (`age` > 0); 1; false; int
			'a' NOT NULL COMMENT 'b'; a; false; varchar(20)
			""")
	void declaredDefaultIsWhatTheServerReports(String declared, String reported, boolean computed, String type) {
		assertThat(ColumnDefault.declared(declared).isEqualTo(ColumnDefault.reported(reported, computed, type), type))
			.isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			1; 2; false; int
			'a'; A; false; varchar(20)
			'uuid()'; uuid(); true; varchar(36)
			CURRENT_TIMESTAMP(6); CURRENT_TIMESTAMP; false; datetime(6)
			'1'; 1.0; false; varchar(20)
			'x'; 1; false; int
			""")
	void otherDefaultIsNotEqual(String declared, String reported, boolean computed, String type) {
		assertThat(ColumnDefault.declared(declared).isEqualTo(ColumnDefault.reported(reported, computed, type), type))
			.isFalse();
	}

	@Test
	void optionsThatTiDBReportsAreFound() {
		assertThat(TableOption.in(") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin AUTO_INCREMENT=50 "
				+ "/*T![auto_id_cache] AUTO_ID_CACHE=1 */ /*T! SHARD_ROW_ID_BITS=4 PRE_SPLIT_REGIONS=2 */ "
				+ "/*T![ttl] TTL_ENABLE='ON' */ COMMENT='COLLATE=x' /*T![placement] PLACEMENT POLICY=`p` */"))
			.extracting(TableOption::toString)
			.containsExactly("CHARSET = utf8mb4", "COLLATE = utf8mb4_bin", "AUTO_ID_CACHE = 1", "SHARD_ROW_ID_BITS = 4",
					"PRE_SPLIT_REGIONS = 2", "TTL_ENABLE = on", "PLACEMENT POLICY = p");
		assertThat(TableOption.in("auto_id_cache 1, ttl_enable = \"OFF\" character set 'latin1' "
				+ "PARTITION BY HASH(id) PARTITIONS 4 (PARTITION p PLACEMENT POLICY = q)"))
			.extracting(TableOption::toString)
			.containsExactly("AUTO_ID_CACHE = 1", "TTL_ENABLE = off", "CHARSET = latin1");
	}

}
