package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
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
		Table<?> table = this.tidb.table(type).schema().recreate();
		table.schema().validate();
		table.schema().drop();
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
		Table<Some> table = this.tidb.table(Some.class).schema().recreate();
		String column = change.substring(0, change.indexOf(' '));
		this.tidb.sql("ALTER TABLE some DROP COLUMN " + column).update();
		this.tidb.sql("ALTER TABLE some ADD COLUMN " + change).update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).singleElement()
				.asString()
				.isEqualTo(difference.replace("is tinyint,", "is " + columnType(column) + ",")));
	}

	@Test
	void whenCollationIsAnotherThenThatIsNamed() {
		Table<Some> table = this.tidb.table(Some.class).schema().recreate();
		this.tidb.sql("ALTER TABLE some MODIFY COLUMN text VARCHAR(30) COLLATE utf8mb4_bin NULL").update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema()::validate)
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

	record Some(@PrimaryKey long id, @TiDBColumn(type = "NUMERIC") @Nullable String number,
			@TiDBColumn(type = "BOOL") @Nullable Boolean flag,
			@TiDBColumn(type = "CHARACTER VARYING(30) COLLATE utf8mb4_general_ci") @Nullable String text) {

	}

	record Numbers(@PrimaryKey @TiDBColumn(type = "INTEGER") long id, @TiDBColumn(type = "BOOL") boolean bool,
			@TiDBColumn(type = "BOOLEAN") boolean booleans, @TiDBColumn(type = "NUMERIC") String numeric,
			@TiDBColumn(type = "NUMERIC(10)") String numeric10, @TiDBColumn(type = "DEC") String dec,
			@TiDBColumn(type = "DEC(10,2)") String dec2, @TiDBColumn(type = "FIXED(5,1)") String fixed,
			@TiDBColumn(type = "DECIMAL") String decimals, @TiDBColumn(type = "DECIMAL(5)") String decimal5,
			@TiDBColumn(type = "Decimal( 10 , 2 ) unsigned") String spaced, @TiDBColumn(type = "REAL") String reals,
			@TiDBColumn(type = "REAL(10,2)") String real2, @TiDBColumn(type = "DOUBLE PRECISION") String doubles,
			@TiDBColumn(type = "DOUBLE(10,2)") String double2, @TiDBColumn(type = "FLOAT(10)") String float10,
			@TiDBColumn(type = "FLOAT(24)") String float24, @TiDBColumn(type = "FLOAT(25)") String float25,
			@TiDBColumn(type = "FLOAT(53)") String float53, @TiDBColumn(type = "FLOAT(10,2)") String floatTwo,
			@TiDBColumn(type = "FLOAT4") String float4, @TiDBColumn(type = "FLOAT8") String float8) {

	}

	record MoreNumbers(@PrimaryKey @TiDBColumn(type = "INT8") long id, @TiDBColumn(type = "INT(11)") int shown,
			@TiDBColumn(type = "INT(11) UNSIGNED") int shownUnsigned, @TiDBColumn(type = "INT UNSIGNED") int unsigned,
			@TiDBColumn(type = "INT SIGNED") int signed, @TiDBColumn(type = "INT ZEROFILL") int filled,
			@TiDBColumn(type = "INT(5) ZEROFILL") int filled5, @TiDBColumn(type = "TINYINT(1)") int tiny1,
			@TiDBColumn(type = "TINYINT(4)") int tiny4, @TiDBColumn(type = "TINYINT UNSIGNED") int tinyUnsigned,
			@TiDBColumn(type = "SMALLINT(6)") int small, @TiDBColumn(type = "MEDIUMINT") int medium,
			@TiDBColumn(type = "MIDDLEINT") int middle, @TiDBColumn(type = "INT1") int int1,
			@TiDBColumn(type = "INT2") int int2, @TiDBColumn(type = "INT3") int int3,
			@TiDBColumn(type = "INT4") int int4, @TiDBColumn(type = "BIGINT(20)") long big,
			@TiDBColumn(type = "BIT") String bit, @TiDBColumn(type = "BIT(8)") String bit8) {

	}

	record Texts(@PrimaryKey long id, @TiDBColumn(type = "NCHAR(10)") String nchar,
			@TiDBColumn(type = "NATIONAL CHAR(5)") String national, @TiDBColumn(type = "NVARCHAR(10)") String nvarchar,
			@TiDBColumn(type = "NATIONAL VARCHAR(10)") String nationalVarchar,
			@TiDBColumn(type = "NCHAR VARYING(10)") String ncharVarying,
			@TiDBColumn(type = "NATIONAL CHARACTER VARYING(10)") String nationalVarying,
			@TiDBColumn(type = "CHARACTER VARYING(10)") String characterVarying,
			@TiDBColumn(type = "CHAR VARYING(10)") String charVarying,
			@TiDBColumn(type = "VARCHARACTER(10)") String varcharacter,
			@TiDBColumn(type = "CHARACTER(3)") String characters, @TiDBColumn(type = "CHAR") String one,
			@TiDBColumn(type = "CHAR(5) BINARY") String binaryCollation,
			@TiDBColumn(type = "VARCHAR(10) COLLATE utf8mb4_general_ci") String collated,
			@TiDBColumn(type = "VARCHAR(10) CHARACTER SET utf8mb4") String charset,
			@TiDBColumn(type = "VARCHAR(10) CHARSET latin1") String latin,
			@TiDBColumn(type = "VARCHAR(10) CHARACTER SET utf8") String utf8,
			@TiDBColumn(type = "VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin") String ascii) {

	}

	record LongTexts(@PrimaryKey long id, @TiDBColumn(type = "LONG VARCHAR") String longVarchar,
			@TiDBColumn(type = "LONG") String longs, @TiDBColumn(type = "TEXT") String text,
			@TiDBColumn(type = "TEXT(10)") String text10, @TiDBColumn(type = "TEXT(100)") String text100,
			@TiDBColumn(type = "TEXT(20000)") String text20000, @TiDBColumn(type = "TEXT(6000000)") String text6000000,
			@TiDBColumn(type = "TINYTEXT") String tiny, @TiDBColumn(type = "MEDIUMTEXT") String medium,
			@TiDBColumn(type = "LONGTEXT") String longText,
			@TiDBColumn(type = "TEXT COLLATE utf8mb4_bin") String collated, @TiDBColumn(type = "JSON") String json) {

	}

	record Bytes(@PrimaryKey long id, @TiDBColumn(type = "BINARY") byte[] one,
			@TiDBColumn(type = "BINARY(16)") byte[] sixteen, @TiDBColumn(type = "VARBINARY(20)") byte[] varying,
			@TiDBColumn(type = "LONG VARBINARY") byte[] longBinary, @TiDBColumn(type = "BLOB(10)") byte[] blob10,
			@TiDBColumn(type = "BLOB(300)") byte[] blob300, @TiDBColumn(type = "BLOB(70000)") byte[] blob70000,
			@TiDBColumn(type = "BLOB(17000000)") byte[] blob17000000,
			@TiDBColumn(type = "VARCHAR(10) CHARACTER SET binary") byte[] binaryVarchar,
			@TiDBColumn(type = "CHAR(10) CHARACTER SET binary") byte[] binaryChar,
			@TiDBColumn(type = "TEXT CHARACTER SET binary") byte[] binaryText) {

	}

	record Times(@PrimaryKey long id, @TiDBColumn(type = "YEAR") int year, @TiDBColumn(type = "YEAR(4)") int year4,
			@TiDBColumn(type = "DATETIME") @Nullable String datetime,
			@TiDBColumn(type = "DATETIME(0)") @Nullable String datetime0,
			@TiDBColumn(type = "DATETIME(6)") @Nullable String datetime6,
			@TiDBColumn(type = "TIMESTAMP") @Nullable String timestamp,
			@TiDBColumn(type = "TIMESTAMP(3)") @Nullable String timestamp3,
			@TiDBColumn(type = "TIME") @Nullable String time, @TiDBColumn(type = "TIME( 3 )") @Nullable String time3,
			@TiDBColumn(type = "DATE") @Nullable String date) {

	}

	record Spelled(@PrimaryKey long id, @TiDBColumn(type = "varchar ( 20 ) ") String spaces,
			@TiDBColumn(type = "VARCHAR /* of characters */ (20)") String comment,
			@TiDBColumn(type = "\n\tInt\n") int lines, @TiDBColumn(type = "VARCHAR(020)") String zeros) {

	}

	record Enumerations(@PrimaryKey long id, @TiDBColumn(type = "ENUM('a','b''c','D')") String quoted,
			@TiDBColumn(type = "ENUM( \"x\", 'y' )") String doubleQuoted,
			@TiDBColumn(type = "ENUM('a ','b')") String trailing, @TiDBColumn(type = "SET('a','b')") String set,
			@TiDBColumn(type = "ENUM('a,b','(c)') CHARACTER SET utf8mb4") String punctuation) {

	}

	record Options(@PrimaryKey long id, @TiDBColumn(type = "INT UNIQUE") int unique,
			@TiDBColumn(type = "TIMESTAMP(6)", defaultExpression = "CURRENT_TIMESTAMP(6)",
					onUpdate = "CURRENT_TIMESTAMP(6)") @Nullable String changed,
			@TiDBColumn(type = "VARCHAR(10) COMMENT 'INT, COLLATE x'") String commented,
			@TiDBColumn(type = "INT", defaultExpression = "5") int defaulted) {

	}

	record Counted(@PrimaryKey @TiDBColumn(length = 10) String id, @TiDBColumn(type = "SERIAL") long number) {

	}

}
