package io.github.tidbspring.client.internal.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.SqlExpression;

/**
 * The columns that the table does not have, and that cannot be added.
 *
 * @param names their names in lower case
 */
record AbsentColumns(Set<String> names) {

	static final AbsentColumns NONE = new AbsentColumns(Set.of());

	/**
	 * Return a difference that can only be removed if its columns are there.
	 * @param difference the difference
	 * @param sql columns, or an expression
	 * @return the difference, without statements if one of its columns is not there
	 */
	Difference check(Difference difference, String sql) {
		if (this.names.isEmpty() || difference.refusal() != null) {
			return difference;
		}
		return Arrays.stream(SqlExpression.of(sql).text().split("[^\\w$]+"))
			.filter((word) -> this.names.contains(word.toLowerCase(Locale.ROOT)))
			.findFirst()
			.map((name) -> Difference.refused(difference.sentence(),
					"it needs the column %s, which the table does not have".formatted(name)))
			.orElse(difference);
	}

}
