package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Declared types: a table that was just made is what its type describes.
 */
@NullMarked
@ContractTests
class DeclaredTypesIntegrationTests {

	private final TiDBClient tidb;

	DeclaredTypesIntegrationTests(ContractServer server) {
		this.tidb = server.client();
	}

	@ParameterizedTest
	@ValueSource(classes = { Numbers.class, MoreNumbers.class, Texts.class, LongTexts.class, Bytes.class, Times.class,
			Spelled.class, Enumerations.class, Options.class, Counted.class })
	void whenTableHasJustBeenMadeThenValidationPasses(Class<?> type) {
		Table<?> table = this.tidb.table(type).recreate();
		table.validate();
		table.drop();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					number DECIMAL(10,3) NULL | the column `number` is decimal(10,3), and Some.number is decimal(10,0)
					number DECIMAL(10,0) UNSIGNED NULL | the column `number` is decimal(10,0) unsigned, and Some.number is decimal(10,0)
					flag TINYINT NULL | the column `flag` is tinyint, and Some.flag is tinyint(1)
					text VARCHAR(31) COLLATE utf8mb4_general_ci NULL | the column `text` is varchar(31), and Some.text is varchar(30)
					""")
	void whenTypeIsAnotherThenThatIsNamed(String change, String difference) {
		Table<Some> table = this.tidb.table(Some.class).recreate();
		String column = change.substring(0, change.indexOf(' '));
		this.tidb.sql("ALTER TABLE some DROP COLUMN " + column).update();
		this.tidb.sql("ALTER TABLE some ADD COLUMN " + change).update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).singleElement()
				.asString()
				.isEqualTo(difference.replace("is tinyint,", "is " + columnType(column) + ",")));
	}

	@Test
	void whenCollationIsAnotherThenThatIsNamed() {
		Table<Some> table = this.tidb.table(Some.class).recreate();
		this.tidb.sql("ALTER TABLE some MODIFY COLUMN text VARCHAR(30) COLLATE utf8mb4_bin NULL").update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).singleElement()
				.asString()
				.contains("the column `text` has the character set utf8mb4 and the collation utf8mb4_bin",
						"Some.text is CHARACTER VARYING(30) COLLATE utf8mb4_general_ci"));
	}

	/** Some servers tell a width with an integer's type. */
	private String columnType(String column) {
		return this.tidb
			.sql("SELECT column_type FROM information_schema.columns WHERE table_schema = DATABASE() "
					+ "AND table_name = 'some' AND column_name = ?")
			.param(column)
			.query(String.class)
			.single();
	}

	record Some(@Id long id, @Column(type = "NUMERIC") @Nullable String number,
			@Column(type = "BOOL") @Nullable Boolean flag,
			@Column(type = "CHARACTER VARYING(30) COLLATE utf8mb4_general_ci") @Nullable String text) {

	}

	record Numbers(@Id @Column(type = "INTEGER") long id, @Column(type = "BOOL") boolean bool,
			@Column(type = "BOOLEAN") boolean booleans, @Column(type = "NUMERIC") String numeric,
			@Column(type = "NUMERIC(10)") String numeric10, @Column(type = "DEC") String dec,
			@Column(type = "DEC(10,2)") String dec2, @Column(type = "FIXED(5,1)") String fixed,
			@Column(type = "DECIMAL") String decimals, @Column(type = "DECIMAL(5)") String decimal5,
			@Column(type = "Decimal( 10 , 2 ) unsigned") String spaced, @Column(type = "REAL") String reals,
			@Column(type = "REAL(10,2)") String real2, @Column(type = "DOUBLE PRECISION") String doubles,
			@Column(type = "DOUBLE(10,2)") String double2, @Column(type = "FLOAT(10)") String float10,
			@Column(type = "FLOAT(24)") String float24, @Column(type = "FLOAT(25)") String float25,
			@Column(type = "FLOAT(53)") String float53, @Column(type = "FLOAT(10,2)") String floatTwo,
			@Column(type = "FLOAT4") String float4, @Column(type = "FLOAT8") String float8) {

	}

	record MoreNumbers(@Id @Column(type = "INT8") long id, @Column(type = "INT(11)") int shown,
			@Column(type = "INT(11) UNSIGNED") int shownUnsigned, @Column(type = "INT UNSIGNED") int unsigned,
			@Column(type = "INT SIGNED") int signed, @Column(type = "INT ZEROFILL") int filled,
			@Column(type = "INT(5) ZEROFILL") int filled5, @Column(type = "TINYINT(1)") int tiny1,
			@Column(type = "TINYINT(4)") int tiny4, @Column(type = "TINYINT UNSIGNED") int tinyUnsigned,
			@Column(type = "SMALLINT(6)") int small, @Column(type = "MEDIUMINT") int medium,
			@Column(type = "MIDDLEINT") int middle, @Column(type = "INT1") int int1, @Column(type = "INT2") int int2,
			@Column(type = "INT3") int int3, @Column(type = "INT4") int int4, @Column(type = "BIGINT(20)") long big,
			@Column(type = "BIT") String bit, @Column(type = "BIT(8)") String bit8) {

	}

	record Texts(@Id long id, @Column(type = "NCHAR(10)") String nchar,
			@Column(type = "NATIONAL CHAR(5)") String national, @Column(type = "NVARCHAR(10)") String nvarchar,
			@Column(type = "NATIONAL VARCHAR(10)") String nationalVarchar,
			@Column(type = "NCHAR VARYING(10)") String ncharVarying,
			@Column(type = "NATIONAL CHARACTER VARYING(10)") String nationalVarying,
			@Column(type = "CHARACTER VARYING(10)") String characterVarying,
			@Column(type = "CHAR VARYING(10)") String charVarying,
			@Column(type = "VARCHARACTER(10)") String varcharacter, @Column(type = "CHARACTER(3)") String characters,
			@Column(type = "CHAR") String one, @Column(type = "CHAR(5) BINARY") String binaryCollation,
			@Column(type = "VARCHAR(10) COLLATE utf8mb4_general_ci") String collated,
			@Column(type = "VARCHAR(10) CHARACTER SET utf8mb4") String charset,
			@Column(type = "VARCHAR(10) CHARSET latin1") String latin,
			@Column(type = "VARCHAR(10) CHARACTER SET utf8") String utf8,
			@Column(type = "VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin") String ascii) {

	}

	record LongTexts(@Id long id, @Column(type = "LONG VARCHAR") String longVarchar,
			@Column(type = "LONG") String longs, @Column(type = "TEXT") String text,
			@Column(type = "TEXT(10)") String text10, @Column(type = "TEXT(100)") String text100,
			@Column(type = "TEXT(20000)") String text20000, @Column(type = "TEXT(6000000)") String text6000000,
			@Column(type = "TINYTEXT") String tiny, @Column(type = "MEDIUMTEXT") String medium,
			@Column(type = "LONGTEXT") String longText, @Column(type = "TEXT COLLATE utf8mb4_bin") String collated,
			@Column(type = "JSON") String json) {

	}

	record Bytes(@Id long id, @Column(type = "BINARY") byte[] one, @Column(type = "BINARY(16)") byte[] sixteen,
			@Column(type = "VARBINARY(20)") byte[] varying, @Column(type = "LONG VARBINARY") byte[] longBinary,
			@Column(type = "BLOB(10)") byte[] blob10, @Column(type = "BLOB(300)") byte[] blob300,
			@Column(type = "BLOB(70000)") byte[] blob70000, @Column(type = "BLOB(17000000)") byte[] blob17000000,
			@Column(type = "VARCHAR(10) CHARACTER SET binary") byte[] binaryVarchar,
			@Column(type = "CHAR(10) CHARACTER SET binary") byte[] binaryChar,
			@Column(type = "TEXT CHARACTER SET binary") byte[] binaryText) {

	}

	record Times(@Id long id, @Column(type = "YEAR") int year, @Column(type = "YEAR(4)") int year4,
			@Column(type = "DATETIME") @Nullable String datetime,
			@Column(type = "DATETIME(0)") @Nullable String datetime0,
			@Column(type = "DATETIME(6)") @Nullable String datetime6,
			@Column(type = "TIMESTAMP") @Nullable String timestamp,
			@Column(type = "TIMESTAMP(3)") @Nullable String timestamp3, @Column(type = "TIME") @Nullable String time,
			@Column(type = "TIME( 3 )") @Nullable String time3, @Column(type = "DATE") @Nullable String date) {

	}

	record Spelled(@Id long id, @Column(type = "varchar ( 20 ) ") String spaces,
			@Column(type = "VARCHAR /* of characters */ (20)") String comment, @Column(type = "\n\tInt\n") int lines,
			@Column(type = "VARCHAR(020)") String zeros) {

	}

	record Enumerations(@Id long id, @Column(type = "ENUM('a','b''c','D')") String quoted,
			@Column(type = "ENUM( \"x\", 'y' )") String doubleQuoted, @Column(type = "ENUM('a ','b')") String trailing,
			@Column(type = "SET('a','b')") String set,
			@Column(type = "ENUM('a,b','(c)') CHARACTER SET utf8mb4") String punctuation) {

	}

	record Options(@Id long id, @Column(type = "INT UNIQUE") int unique,
			@Column(type = "TIMESTAMP(6)",
					defaultValue = "CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)") @Nullable String changed,
			@Column(type = "VARCHAR(10) COMMENT 'INT, COLLATE x'") String commented,
			@Column(type = "INT", defaultValue = "5") int defaulted) {

	}

	record Counted(@Id @Column(length = 10) String id, @Column(type = "SERIAL") long number) {

	}

}
