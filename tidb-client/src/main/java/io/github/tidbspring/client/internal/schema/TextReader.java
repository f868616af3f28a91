package io.github.tidbspring.client.internal.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;

import com.mysql.cj.jdbc.result.ResultSetMetaData;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads texts exactly, or not at all: an application that saves a text that it has read
 * with wrong characters would store those.
 * <p>
 * TiDB stores the texts of a latin1 column in UTF-8, and sends them so, but reports them
 * as latin1 unless the session declares the character set of results. Connector/J then
 * decodes them as latin1. The client's own pool declares it; a {@code DataSource} of the
 * application may not.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/character-set-and-collation/">Character sets</a>
 */
final class TextReader {

	private static final boolean DRIVER_PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.result.ResultSetMetaData",
			TextReader.class.getClassLoader());

	private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

	/** The range of bytes that begin a character of several bytes in UTF-8. */
	private static final char FIRST_LEADING_BYTE = 0xC2;

	private static final char LAST_LEADING_BYTE = 0xF4;

	/** A driver's replacement for bytes that are not a character. */
	private static final char REPLACEMENT = '\uFFFD';

	private TextReader() {
	}

	/**
	 * Read the text of the current row.
	 * @param row the result
	 * @param index the column's position in the result, from 1
	 * @return the text, or {@code null} for SQL NULL
	 * @throws SQLException if the driver cannot read it
	 * @throws IllegalArgumentException if its bytes are not a text
	 */
	static @Nullable String read(ResultSet row, int index) throws SQLException {
		String text = row.getString(index);
		if (text == null) {
			return null;
		}
		if (mayBeUtf8(text) && DRIVER_PRESENT && Driver.takesForLatin1(row, index)) {
			String utf8 = utf8(row.getBytes(index));
			return (utf8 != null) ? utf8 : text;
		}
		if (text.indexOf(REPLACEMENT) >= 0 && utf8(row.getBytes(index)) == null) {
			throw new IllegalArgumentException("The bytes of the column are not a text in UTF-8");
		}
		return text;
	}

	/** Whether a column of a result has texts. */
	static boolean isText(ResultSet row, int index) throws SQLException {
		return TEXTS.contains(sqlType(row, index));
	}

	/** Whether a column of a result has the type JSON, which JDBC does not know. */
	static boolean isJson(ResultSet row, int index) throws SQLException {
		java.sql.ResultSetMetaData columns = row.getMetaData();
		return columns != null && "JSON".equals(columns.getColumnTypeName(index));
	}

	/**
	 * Return the type of a column of a result.
	 * @param row the result
	 * @param index the column's position in the result, from 1
	 * @return one of {@link Types}; {@link Types#NULL} if the result does not describe
	 * its columns, as a test's may not
	 * @throws SQLException if the driver cannot describe the column
	 */
	static int sqlType(ResultSet row, int index) throws SQLException {
		java.sql.ResultSetMetaData columns = row.getMetaData();
		return (columns != null) ? columns.getColumnType(index) : Types.NULL;
	}

	/** Whether the first character beyond ASCII can be the first byte of one of UTF-8. */
	private static boolean mayBeUtf8(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				return c >= FIRST_LEADING_BYTE && c <= LAST_LEADING_BYTE;
			}
		}
		return false;
	}

	private static @Nullable String utf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * A separate class, since Connector/J may be absent.
	 */
	private static final class Driver {

		static boolean takesForLatin1(ResultSet row, int index) throws SQLException {
			return row.getMetaData() instanceof ResultSetMetaData columns
					&& "latin1".equals(columns.getColumnCharacterSet(index));
		}

	}

}
