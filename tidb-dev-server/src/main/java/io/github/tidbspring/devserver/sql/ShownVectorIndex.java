package io.github.tidbspring.devserver.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The index that stands in for a vector index, in the answer of
 * {@code SHOW CREATE TABLE}. Its comment has the distance function.
 *
 * @since 0.1
 */
public final class ShownVectorIndex {

	private static final String COMMENT = "stands in for a vector index on %s; the search is exact";

	private static final Pattern LINE = Pattern.compile(
			"KEY (`(?:[^`]|``)+`) \\((`(?:[^`]|``)+`)\\(16\\)\\) COMMENT '" + COMMENT.formatted("(VEC_\\w+)") + "'");

	private ShownVectorIndex() {
	}

	/**
	 * Return the comment of such an index.
	 * @param function the distance function
	 * @return a literal
	 */
	static String comment(String function) {
		return "'" + COMMENT.formatted(function.toUpperCase(Locale.ROOT)) + "'";
	}

	/**
	 * Translate a definition.
	 * @param definition the definition of a table, by MariaDB
	 * @return the definition with vector indexes, as TiDB shows them
	 */
	public static String translate(String definition) {
		return LINE.matcher(definition).replaceAll("VECTOR INDEX $1(($3($2)))");
	}

}
