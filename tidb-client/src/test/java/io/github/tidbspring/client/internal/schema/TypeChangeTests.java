package io.github.tidbspring.client.internal.schema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeChange}.
 */
class TypeChangeTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			int; bigint
			tinyint(1); int
			tinyint; tinyint(1)
			int unsigned; bigint unsigned
			int; decimal(12,2)
			bigint unsigned; decimal(20,0)
			int; double
			decimal(10,2); decimal(12,4)
			float; double
			varchar(20); varchar(21)
			char(5); varchar(5)
			varchar(255); mediumtext
			varchar(63); tinytext
			text; longtext
			binary(4); varbinary(4)
			varbinary(255); tinyblob
			blob; mediumblob
			datetime; datetime(6)
			timestamp(3); timestamp(6)
			time; time(2)
			date; datetime
			bit(1); bit(8)
			enum('a','b'); enum('a','b','c')
			enum('a','b'); enum('b','c','a')
			enum('a','it''s'); varchar(5)
			set('a'); set('a','b')
			vector(3); vector
			vector; vector(3)
			""")
	void typeThatHoldsEachValueLosesNothing(String from, String to) {
		assertThat(change(from, to).isLossless()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			bigint; int
			int; int unsigned
			bigint unsigned; bigint
			int unsigned; int
			int unsigned; bigint
			int; decimal(10,2)
			bigint; double
			int; varchar(20)
			decimal(10,2); decimal(10,3)
			decimal(10,2); decimal(11,1)
			decimal(10,2); decimal(10,2) unsigned
			decimal(10,2); double
			double; float
			float(7,2); double
			varchar(20); varchar(19)
			varchar(5); char(5)
			varchar(64); tinytext
			varchar(20); varbinary(80)
			text; varchar(20000)
			text; json
			json; text
			mediumtext; text
			varbinary(4); binary(4)
			datetime(6); datetime
			datetime; timestamp
			timestamp; datetime
			datetime; date
			enum('a','b'); enum('a')
			enum('a','long'); varchar(3)
			set('a','b'); enum('a','b')
			vector(3); vector(4)
			vector(3); text
			year; int
			""")
	void typeThatDoesNotHoldEachValueLosesSome(String from, String to) {
		assertThat(change(from, to).isLossless()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
			int; bigint; true
			varchar(5); varchar(6); true
			datetime; datetime(6); true
			decimal(10,2); decimal(12,2); false
			char(5); varchar(6); false
			date; datetime; false
			""")
	void rowsAreWrittenAnewUnlessTheirFormIsTheSame(String from, String to, boolean description) {
		assertThat(change(from, to).isOfDescription()).isEqualTo(description);
	}

	private static TypeChange change(String from, String to) {
		return new TypeChange(SqlType.reported(from), SqlType.reported(to));
	}

}
