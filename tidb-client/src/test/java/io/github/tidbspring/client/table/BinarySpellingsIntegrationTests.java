package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A column of bytes is one, however its type says it.
 */
@NullMarked
@ContractTests
class BinarySpellingsIntegrationTests {

	private final TiDBClient tidb;

	BinarySpellingsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@Test
	void columnOfBytesIsOneHoweverItIsSpelled() {
		Table<Spellings> table = this.tidb.table(Spellings.class).schema().recreate().schema().validate();
		byte[] bytes = { (byte) 0xC3, 0, 'a', ' ' };
		table.insert(new Spellings(1, bytes, bytes, bytes, bytes, bytes, bytes));
		assertThat(table.findById(1)).hasValueSatisfying((row) -> {
			assertThat(row.text()).isEqualTo(bytes);
			assertThat(row.large()).isEqualTo(bytes);
			assertThat(row.longer()).isEqualTo(bytes);
			assertThat(row.set()).isEqualTo(bytes);
			assertThat(row.collated()).isEqualTo(bytes);
			assertThat(row.fixed()).isEqualTo(bytes);
		});
		for (String property : new String[] { "text", "large", "longer", "set", "collated", "fixed" }) {
			assertThat(table.count(eq(property, bytes))).as(property).isOne();
		}
		table.schema().drop();
	}

	@Test
	void bytesOfAFixedLengthAreNotFilledUp() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tidb.table(Fixed.class).insert(new Fixed(1, new byte[] { 1 })))
			.withMessageContaining("Fixed.bytes")
			.withMessageContaining("BINARY(4)");
	}

	@TiDBTable("binary_spellings")
	record Spellings(@PrimaryKey long id, @TiDBColumn(type = "TEXT BYTE") byte[] text,
			@TiDBColumn(type = "MEDIUMTEXT BYTE") byte[] large, @TiDBColumn(type = "LONG BYTE") byte[] longer,
			@TiDBColumn(type = "VARCHAR(10) CHARACTER SET binary") byte[] set,
			@TiDBColumn(type = "VARCHAR(10) COLLATE binary") byte[] collated,
			@TiDBColumn(type = "CHAR(4) COLLATE binary") byte[] fixed) {

	}

	/** TiDB takes this spelling for the larger types only; MySQL for this one too. */
	record Fixed(@PrimaryKey long id, @TiDBColumn(type = "CHAR(4) BYTE") byte[] bytes) {

	}

}
