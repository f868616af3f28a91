package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the definition of a column says of its values.
 */
class ColumnDomainTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TINYINT(1)                                | INTEGER   | 8  | 0  | false
			bool                                      | INTEGER   | 8  | 0  | false
			INT(11) UNSIGNED                          | INTEGER   | 32 | 0  | true
			 integer   unsigned  NOT NULL             | INTEGER   | 32 | 0  | true
			MEDIUMINT ZEROFILL                        | INTEGER   | 24 | 0  | true
			serial                                    | INTEGER   | 64 | 0  | true
			Decimal( 10, 2 )                          | DECIMAL   | 10 | 2  | false
			NUMERIC                                   | DECIMAL   | 10 | 0  | false
			dec(5) unsigned                           | DECIMAL   | 5  | 0  | true
			FLOAT                                     | FLOAT     | 0  | -1 | false
			FLOAT(24)                                 | FLOAT     | 0  | -1 | false
			FLOAT(25)                                 | DOUBLE    | 0  | -1 | false
			FLOAT(30,2)                               | FLOAT     | 0  | 2  | false
			DOUBLE  PRECISION                         | DOUBLE    | 0  | -1 | false
			real(10,3)                                | DOUBLE    | 0  | 3  | false
			BIT                                       | BIT       | 1  | 0  | true
			YEAR(4)                                   | YEAR      | 0  | -1 | false
			DATE                                      | DATE      | 0  | -1 | false
			DATETIME                                  | DATE_TIME | 0  | -1 | false
			timestamp ( 3 ) NULL                      | DATE_TIME | 3  | -1 | false
			DATETIME DEFAULT CURRENT_TIMESTAMP(6)     | DATE_TIME | 0  | -1 | false
			TIME(6)                                   | TIME      | 6  | -1 | false
			CHAR(36) CHARACTER SET ascii              | CHAR      | 36 | -1 | false
			NATIONAL CHAR(3)                          | CHAR      | 3  | -1 | false
			CHARACTER VARYING(20)                     | TEXT      | 0  | -1 | false
			national varchar(20)                      | TEXT      | 0  | -1 | false
			TEXT COLLATE utf8mb4_general_ci           | TEXT      | 0  | -1 | false
			ENUM('a(b)', 'unsigned')                  | TEXT      | 0  | -1 | false
			LONG VARBINARY                            | BYTES     | 0  | -1 | false
			BINARY                                    | BINARY    | 1  | -1 | false
			SET('a', 'b')                             | OTHER     | 0  | -1 | false
			JSON                                      | OTHER     | 0  | -1 | false
			VECTOR(3)                                 | OTHER     | 0  | -1 | false
			INET6                                     | OTHER     | 0  | -1 | false
			""")
	void definitionSaysWhichValuesThereAre(String definition, Family family, int size, int scale, boolean unsigned) {
		assertThat(ColumnDomain.of(definition)).isEqualTo(new ColumnDomain(family, size, scale, unsigned));
	}

}
