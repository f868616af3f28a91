package io.github.tidbspring.client.table;

/**
 * A text in DDL, which takes no parameters: the comments of tables and columns.
 */
final class TextLiteral {

	private TextLiteral() {
	}

	static String of(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

}
