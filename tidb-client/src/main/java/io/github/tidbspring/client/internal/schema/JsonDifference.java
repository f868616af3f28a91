package io.github.tidbspring.client.internal.schema;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what is lost between two JSON documents. The order of elements, which a set does
 * not keep, the offset of a time, and nulls are ignored.
 */
final class JsonDifference {

	private JsonDifference() {
	}

	/**
	 * Find the first value that is lost.
	 * @param before the original document
	 * @param after the document that was written and read
	 * @return the place of the value, or {@code null} if nothing is lost
	 */
	static @Nullable String find(JsonNode before, JsonNode after) {
		return find(before, after, "");
	}

	private static @Nullable String find(JsonNode before, @Nullable JsonNode after, String place) {
		if (before.isNull() || (before.isContainer() && before.isEmpty())) {
			return null;
		}
		String here = place.isEmpty() ? "/" : place;
		if (after == null || before.getNodeType() != after.getNodeType()) {
			return here;
		}
		if (before.isObject()) {
			return findMember(before, after, place);
		}
		if (before.isArray()) {
			return isSame(before, after) ? null : here;
		}
		return canonical(before).equals(canonical(after)) ? null : here;
	}

	private static @Nullable String findMember(JsonNode before, JsonNode after, String place) {
		for (Map.Entry<String, JsonNode> member : before.properties()) {
			String lost = find(member.getValue(), after.get(member.getKey()), place + "/" + member.getKey());
			if (lost != null) {
				return lost;
			}
		}
		return null;
	}

	private static boolean isSame(JsonNode before, JsonNode after) {
		if (before.size() != after.size()) {
			return false;
		}
		return IntStream.range(0, before.size()).allMatch((i) -> find(before.get(i), after.get(i), "") == null)
				|| canonical(before).equals(canonical(after));
	}

	/** A text that is equal for documents without a relevant difference. */
	private static String canonical(JsonNode node) {
		if (node.isContainer()) {
			List<String> parts = new ArrayList<>();
			if (node.isObject()) {
				node.properties()
					.stream()
					.filter((member) -> !member.getValue().isNull())
					.forEach((member) -> parts.add(member.getKey() + "=" + canonical(member.getValue())));
			}
			else {
				node.forEach((element) -> parts.add(canonical(element)));
			}
			parts.sort(null);
			return node.getNodeType() + parts.toString();
		}
		if (node.isNumber()) {
			return node.canConvertToLong() ? String.valueOf(node.asLong()) : String.valueOf(node.doubleValue());
		}
		return node.isString() ? canonical(node.stringValue()) : node.toString();
	}

	private static String canonical(String text) {
		Instant instant = instant(text);
		return '"' + ((instant != null) ? instant.toString() : text) + '"';
	}

	private static @Nullable Instant instant(String text) {
		// Avoids parsing most texts: those of times have a "T" at this place.
		if (text.length() < 17 || text.indexOf('T') < 10) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
