package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.internal.schema.JsonSteps;
import io.github.tidbspring.client.internal.sql.WellFormedText;

/**
 * The path to a value in a JSON document. In a filter, it has the form
 * {@code .author.name}, {@code .tags[0]} or {@code ."any key"}. This class parses it;
 * {@link JsonSteps} writes it for the JSON functions.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions-search/">JSON
 * functions that search JSON values</a>
 */
final class JsonPath {

	/** The maximum depth of a document in TiDB. */
	private static final int MAX_LEGS = 100;

	/** A position of so many digits fits an int. */
	private static final int INDEX_DIGITS = 9;

	private final String property;

	private final String legs;

	private final List<Object> steps = new ArrayList<>();

	private int position;

	private JsonPath(String property, String legs) {
		this.property = property;
		this.legs = legs;
	}

	/**
	 * Parse a path.
	 * @param property the whole name in the filter, for a message
	 * @param legs the part after the column
	 * @return the path
	 * @throws IllegalArgumentException if the path is invalid, or longer than any in a
	 * document
	 */
	static JsonPath parse(String property, String legs) {
		JsonPath path = new JsonPath(property, legs);
		while (path.position < legs.length()) {
			if (path.steps.size() == MAX_LEGS) {
				throw path.invalid(("it has more than %1$s keys and positions, and a JSON document in TiDB is nested "
						+ "at most %1$s deep")
					.formatted(MAX_LEGS));
			}
			path.parseLeg();
		}
		return path;
	}

	/** The keys and positions. */
	JsonSteps toSteps() {
		return new JsonSteps(this.steps);
	}

	/**
	 * Format a path for a filter.
	 * @param column the column
	 * @param keys the keys
	 * @return the name of the property
	 */
	static String format(String column, Collection<String> keys) {
		StringBuilder property = new StringBuilder(column);
		for (String key : keys) {
			property.append(".\"").append(JsonSteps.escape(key)).append('"');
		}
		return property.toString();
	}

	private void parseLeg() {
		char start = this.legs.charAt(this.position++);
		if (start == '[') {
			appendIndex();
		}
		else if (start != '.') {
			throw invalid("after a quoted key, it must continue with '.' or '['");
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
			throw invalid("between '[' and ']' must be the position of one element, counted from 0; "
					+ "write a key with a bracket in double quotes");
		}
		this.steps.add(Integer.valueOf(index));
		this.position = end + 1;
	}

	private String plainKey() {
		int start = this.position;
		while (this.position < this.legs.length() && this.legs.charAt(this.position) != '.'
				&& this.legs.charAt(this.position) != '[') {
			this.position++;
		}
		if (this.position == start) {
			throw invalid("a key is missing; write an empty key as \"\"");
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
					throw invalid("in a quoted key, a backslash must be followed by a double quote or a backslash");
				}
				c = this.legs.charAt(i);
			}
			key.append(c);
		}
		throw invalid("the double quote at the end of a key is missing");
	}

	private void appendKey(String key) {
		if (key.equals("*")) {
			// For TiDB, "*" means all keys, even in quotes.
			throw invalid("it must name one value, and for TiDB the key '*' means all keys");
		}
		String problem = WellFormedText.problem(key);
		if (problem != null) {
			throw invalid("a key " + problem);
		}
		this.steps.add(key);
	}

	private IllegalArgumentException invalid(String reason) {
		return new IllegalArgumentException(
				"The JSON path '%s' is not valid: %s".formatted(PropertyName.shown(this.property), reason));
	}

}
