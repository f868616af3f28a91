package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import io.github.tidbspring.client.internal.sql.WellFormedText;

/**
 * The path to a value in a JSON document. A filter writes it as {@code .author.name},
 * {@code .tags[0]} or {@code ."any key"}; the JSON functions take it with all keys
 * quoted, so that any key is just a name.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions-search/">JSON
 * functions that search JSON values</a>
 */
final class JsonPath {

	/** A document in TiDB is nested no deeper, so that a longer path leads nowhere. */
	private static final int MAX_LEGS = 100;

	private static final int INDEX_DIGITS = 9;

	private final String property;

	private final String legs;

	private final StringBuilder path = new StringBuilder("$");

	private final List<Object> steps = new ArrayList<>();

	private int position;

	private JsonPath(String property, String legs) {
		this.property = property;
		this.legs = legs;
	}

	/**
	 * Translate a path.
	 * @param property the whole name that the filter has, for a message
	 * @param legs the part of it after the column
	 * @return the path
	 * @throws IllegalArgumentException if it is not a path, or one that no document has
	 */
	static JsonPath parse(String property, String legs) {
		JsonPath path = new JsonPath(property, legs);
		while (path.position < legs.length()) {
			if (path.steps.size() == MAX_LEGS) {
				throw path.invalid(("it has more than %1$s keys and positions, and a JSON document in TiDB is nested "
						+ "%1$s deep at most")
					.formatted(MAX_LEGS));
			}
			path.parseLeg();
		}
		return path;
	}

	/** The path as the JSON functions take it. */
	String text() {
		return this.path.toString();
	}

	/** The keys and, as integers, the positions. */
	List<Object> steps() {
		return Collections.unmodifiableList(this.steps);
	}

	/**
	 * Write keys as a filter names them.
	 * @param column the column
	 * @param keys the keys
	 * @return the name of the property
	 */
	static String format(String column, Collection<String> keys) {
		StringBuilder property = new StringBuilder(column);
		for (String key : keys) {
			property.append(".\"").append(key.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
		}
		return property.toString();
	}

	private void parseLeg() {
		char start = this.legs.charAt(this.position++);
		if (start == '[') {
			appendIndex();
		}
		else if (start != '.') {
			throw invalid("after a quoted key, it goes on with '.' or '['");
		}
		else if (this.position < this.legs.length() && this.legs.charAt(this.position) == '"') {
			appendKey(quotedKey());
		}
		else {
			appendKey(plainKey());
		}
	}

	private void appendIndex() {
		int end = this.legs.indexOf(']', this.position);
		String index = (end < 0) ? "" : this.legs.substring(this.position, end);
		if (index.isEmpty() || index.length() > INDEX_DIGITS || !index.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw invalid("between '[' and ']' stands the position of one element, counted from 0; "
					+ "a key with a bracket is written in double quotes");
		}
		this.steps.add(Integer.valueOf(index));
		this.path.append('[').append(Integer.parseInt(index)).append(']');
		this.position = end + 1;
	}

	private String plainKey() {
		int start = this.position;
		while (this.position < this.legs.length() && this.legs.charAt(this.position) != '.'
				&& this.legs.charAt(this.position) != '[') {
			this.position++;
		}
		if (this.position == start) {
			throw invalid("a key is missing; an empty key is written \"\"");
		}
		return this.legs.substring(start, this.position);
	}

	private String quotedKey() {
		StringBuilder key = new StringBuilder();
		for (int i = this.position + 1; i < this.legs.length(); i++) {
			char c = this.legs.charAt(i);
			if (c == '"') {
				this.position = i + 1;
				return key.toString();
			}
			if (c == '\\') {
				i++;
				if (i == this.legs.length() || "\\\"".indexOf(this.legs.charAt(i)) < 0) {
					throw invalid("in a quoted key, a backslash stands before a double quote or a backslash");
				}
				c = this.legs.charAt(i);
			}
			key.append(c);
		}
		throw invalid("the double quote at the end of a key is missing");
	}

	private void appendKey(String key) {
		if (key.equals("*")) {
			// TiDB takes "*" for all keys, quoted or not.
			throw invalid("it names one value, and TiDB takes the key '*' for all keys");
		}
		String problem = WellFormedText.problem(key);
		if (problem != null) {
			throw invalid("a key " + problem);
		}
		this.steps.add(key);
		this.path.append(".\"");
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			if (c == '"' || c == '\\') {
				this.path.append('\\').append(c);
			}
			else if (c < ' ') {
				this.path.append("\\u").append(HexFormat.of().toHexDigits(c));
			}
			else {
				this.path.append(c);
			}
		}
		this.path.append('"');
	}

	private IllegalArgumentException invalid(String reason) {
		return new IllegalArgumentException(
				"The JSON path '%s' is not valid: %s".formatted(PropertyName.shown(this.property), reason));
	}

}
