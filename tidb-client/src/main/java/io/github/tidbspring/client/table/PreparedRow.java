package io.github.tidbspring.client.table;

import org.jspecify.annotations.Nullable;

/**
 * A row that is ready to be sent.
 *
 * @param <T> the type of the row
 * @param row the row
 * @param statement the statement that writes it
 * @param parameters the statement's parameters
 */
record PreparedRow<T>(T row, RowStatement statement, @Nullable Object[] parameters) {

	private static final int BYTES_PER_VALUE = 16;

	static <T> PreparedRow<T> of(T row, RowStatement statement) {
		return new PreparedRow<>(row, statement, statement.parameters(row));
	}

	/** About how many bytes are sent. */
	long size() {
		long bytes = 0;
		for (Object parameter : this.parameters) {
			bytes += size(parameter);
		}
		return bytes;
	}

	private static long size(@Nullable Object parameter) {
		if (parameter instanceof String text) {
			return BYTES_PER_VALUE + utf8Length(text);
		}
		return (parameter instanceof byte[] binary) ? BYTES_PER_VALUE + binary.length : BYTES_PER_VALUE;
	}

	// A plain loop: this is done for each text of a bulk insert.
	private static long utf8Length(String text) {
		long bytes = text.length();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				bytes += (c < 0x800 || Character.isSurrogate(c)) ? 1 : 2;
			}
		}
		return bytes;
	}

}
