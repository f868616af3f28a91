package io.github.tidbspring.test;

import java.util.HexFormat;

/**
 * A statement and the test that sent it.
 *
 * @param test the name of the test
 * @param statement the text of the statement
 * @param forTiDB whether TiDB is meant to understand it
 * @param byClient whether its text was made by the client, and not by a test or an
 * application
 * @param inlined whether it was prepared so that the driver puts the parameters into the
 * text
 */
record RecordedStatement(String test, String statement, boolean forTiDB, boolean byClient, boolean inlined) {

	/**
	 * Returns the statement as a JSON object on a single line.
	 * @return the JSON text, without a line break
	 */
	String toJson() {
		StringBuilder json = new StringBuilder(this.statement.length() + 100);
		json.append("{\"test\":");
		appendString(json, this.test);
		json.append(",\"statement\":");
		appendString(json, this.statement);
		appendMark(json, "notForTiDB", !this.forTiDB);
		appendMark(json, "byClient", this.byClient);
		appendMark(json, "inlined", this.inlined);
		return json.append('}').toString();
	}

	private static void appendMark(StringBuilder json, String name, boolean set) {
		if (set) {
			json.append(",\"").append(name).append("\":true");
		}
	}

	private static void appendString(StringBuilder json, String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"' -> json.append("\\\"");
				case '\\' -> json.append("\\\\");
				case '\n' -> json.append("\\n");
				case '\r' -> json.append("\\r");
				case '\t' -> json.append("\\t");
				default -> {
					if (c < ' ' || c == '\u007f') {
						json.append("\\u").append(HexFormat.of().toHexDigits(c));
					}
					else {
						json.append(c);
					}
				}
			}
		}
		json.append('"');
	}

}
