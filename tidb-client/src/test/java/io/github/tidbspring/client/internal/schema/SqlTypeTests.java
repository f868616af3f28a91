package io.github.tidbspring.client.internal.schema;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlType}. The types on the right are what TiDB 8.5 and 9.0 report of
 * columns that were declared as on the left.
 */
@NullMarked
class SqlTypeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			INTEGER | int
			BOOL | tinyint(1)
			TINYINT(4) UNSIGNED | tinyint unsigned
			TINYINT(1) UNSIGNED | tinyint(1) unsigned
			INT ZEROFILL | int(10) unsigned
			DEC UNSIGNED ZEROFILL | decimal(10,0) unsigned
			FLOAT(24) | float
			FLOAT(25) | double
			FLOAT(7,3) | float(7,3)
			YEAR | year(4)
			BIT | bit(1)
			SERIAL | bigint unsigned
			SERIAL | bigint(20) unsigned
			NATIONAL CHARACTER VARYING ( 10 ) | varchar(10)
			NATIONAL CHAR(5) | char(5)
			LONG CHAR VARYING | mediumtext
			LONG VARBINARY | mediumblob
			LONG | mediumtext
			TEXT(63) | tinytext
			TEXT(64) | text
			TEXT(16384) | mediumtext
			TEXT(255) CHARACTER SET latin1 | tinytext
			BLOB(255) | tinyblob
			BLOB(256) | blob
			DATETIME(0) | datetime
			VECTOR<FLOAT>(3) | vector(3)
			VECTOR | vector
			VARCHAR(10) CHARACTER SET binary | varbinary(10)
			VARCHAR(10) COLLATE binary | varbinary(10)
			TEXT COLLATE = 'binary' | blob
			CHAR BYTE | binary(1)
			CHAR(10) BYTE | binary(10)
			CHARACTER VARYING (10) byte | varbinary(10)
			TEXT BYTE | blob
			TEXT(100) BYTE | tinyblob
			TINYTEXT BYTE NOT NULL | tinyblob
			MEDIUMTEXT BYTE | mediumblob
			LONGTEXT BYTE | longblob
			LONG BYTE | mediumblob
			LONG CHAR VARYING BYTE | mediumblob
			LONG BINARY | mediumtext
			TEXT(255) ASCII | tinytext
			CHAR(10) BINARY | char(10)
			ENUM('byte') BYTE | enum('byte')
			CHAR(4) DEFAULT 'byte' COMMENT 'BYTE' | char(4)
			ENUM("x", 'y' ) | enum('x','y')
			ENUM('a ','it''s','b\\\\c') | enum('a','it''s','b\\c')
			ENUM('A') | enum('A')
			INT -- a comment | int
			VARCHAR(5) DEFAULT 'unsigned' | varchar(5)
			INT GENERATED ALWAYS AS (IF(1, 'unsigned', (2))) VIRTUAL | int
			GEOMETRY | geometry
			""")
	void declaredTypeIsWhatTheServerReports(String declared, String reported) {
		assertThat(SqlType.declared(declared, null).text()).isEqualTo(SqlType.reported(reported).text());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			INT | int unsigned
			BOOL | tinyint
			NUMERIC | decimal(10,2)
			VARCHAR(10) | varchar(11)
			ENUM('a') | enum('A')
			ENUM('a','b') | enum('b','a')
			TEXT | mediumtext
			DATETIME | datetime(6)
			VECTOR(3) | vector(4)
			FLOAT | double
			""")
	void typesThatDifferAreNotEqual(String declared, String reported) {
		assertThat(SqlType.declared(declared, null).text()).isNotEqualTo(SqlType.reported(reported).text());
	}

	@Test
	void collationAndCharacterSetCountOnlyWhereTheyAreDeclared() {
		SqlType type = SqlType.declared("VARCHAR(10) CHARACTER SET = utf8 NOT NULL COLLATE utf8_bin", null);
		assertThat(type.isOf("utf8mb3", "utf8mb3_bin")).isTrue();
		assertThat(type.isOf("utf8mb4", "utf8mb4_bin")).isFalse();
		assertThat(SqlType.declared("VARCHAR(10) COMMENT 'COLLATE x'", null).isOf("latin1", "latin1_bin")).isTrue();
	}

	@Test
	void asciiIsACharacterSet() {
		SqlType type = SqlType.declared("TEXT ASCII", null);
		assertThat(type.isOf("latin1", "latin1_bin")).isTrue();
		assertThat(type.isOf("utf8mb4", "utf8mb4_bin")).isFalse();
	}

	@Test
	void whatTheTextSaysBesidesIsKnown() {
		assertThat(SqlType.declared("BIGINT SERIAL DEFAULT VALUE", null)).matches(SqlType::unique)
			.matches(SqlType::counted);
		assertThat(SqlType.declared("INT DEFAULT 1 UNIQUE REFERENCES other (id)", null)).matches(SqlType::unique)
			.matches(SqlType::references);
		assertThat(SqlType.declared("VARCHAR(9) COMMENT 'UNIQUE REFERENCES x'", null).references()).isFalse();
	}

	@Test
	void nonsenseIsATypeLikeAnyOther() {
		assertThat(SqlType.declared("", null).text()).isEmpty();
		assertThat(SqlType.declared("VARCHAR(", null).text()).isEqualTo("varchar");
		assertThat(SqlType.declared("FLOAT(x)", null).text()).isEqualTo("float");
		assertThat(SqlType.declared("VECTOR<", null).text()).isEqualTo("vector");
		assertThat(SqlType.declared("INT DEFAULT (1", null).text()).isEqualTo("int");
	}

}
