package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys and positions that lead to a value in a JSON document.
 *
 * @param steps the keys, and the positions as integers
 */
public record JsonSteps(List<Object> steps) {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f]");

	/**
	 * Create a path.
	 */
	public JsonSteps {
		steps = List.copyOf(steps);
	}

	/**
	 * Return the path for the JSON functions. A key is quoted unless it is a plain name,
	 * so that no character of a key has a special meaning. A plain name is not, because
	 * TiDB uses the index of an expression only for the same text, and {@code $.tags} is
	 * how applications write it.
	 * @return the text
	 */
	public String text() {
		StringBuilder text = new StringBuilder("$");
		for (Object step : this.steps) {
			if (step instanceof Integer position) {
				text.append('[').append(position.intValue()).append(']');
			}
			else {
				text.append('.').append(key((String) step));
			}
		}
		return text.toString();
	}

	private static String key(String key) {
		return PLAIN.matcher(key).matches() ? key : '"' + CONTROL.matcher(escape(key))
			.replaceAll((found) -> "\\\\u" + HexFormat.of().toHexDigits(found.group().charAt(0))) + '"';
	}

	/**
	 * Escape the characters of a key that end it, or escape others.
	 * @param key the key
	 * @return the key for use in double quotes
	 */
	public static String escape(String key) {
		return key.replace("\\", "\\\\").replace("\"", "\\\"");
	}

	/** The first steps. */
	JsonSteps first(int number) {
		return new JsonSteps(this.steps.subList(0, number));
	}

	/** The path to an element. */
	JsonSteps element(int position) {
		List<Object> longer = new ArrayList<>(this.steps);
		longer.add(position);
		return new JsonSteps(longer);
	}

	/** Whether this value contains the other one, or is the same. */
	boolean leadsTo(JsonSteps other) {
		int size = this.steps.size();
		return size <= other.steps.size() && this.steps.equals(other.steps.subList(0, size));
	}

}
