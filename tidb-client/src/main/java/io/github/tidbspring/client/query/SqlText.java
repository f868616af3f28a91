package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.util.Assert;

/**
 * A condition in SQL, from the application.
 *
 * @param text the text as written, with named parameters
 * @param sql the text with a {@code ?} for each parameter
 * @param parameters the parameters
 */
record SqlText(String text, String sql, List<@Nullable Object> parameters) implements Predicate {

	static SqlText of(String text, Map<String, ? extends @Nullable Object> parameters) {
		Assert.hasText(text,
				"The text of a filter must not be empty; Filter.unrestricted() is the filter that is true for each row");
		Assert.notNull(parameters, "'parameters' must not be null; a text without any has an empty map");
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		parameters.forEach((name, value) -> values.put(name, expandable(text, name, value)));
		ParsedSql parsed = parse(text);
		NamesInText source = new NamesInText(values);
		String sql = NamedParameterUtils.substituteNamedParameters(parsed, source);
		source.check(text);
		return new SqlText(text, sql, flat(positional(text, parsed, source)));
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		scope.nameAny();
		List<@Nullable Object> converted = new ArrayList<>(this.parameters.size());
		for (Object parameter : this.parameters) {
			converted.add((parameter != null) ? scope.parameter(parameter) : null);
		}
		sql.append("(" + this.sql + ")", converted);
	}

	@Override
	public String toString() {
		return "(" + this.text + ")";
	}

	private static ParsedSql parse(String text) {
		try {
			return NamedParameterUtils.parseSqlStatement(text);
		}
		catch (InvalidDataAccessApiUsageException | IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("The filter '%s' ends within a parameter or a comment".formatted(text),
					ex);
		}
	}

	private static @Nullable Object expandable(String text, String name, @Nullable Object value) {
		List<@Nullable Object> elements = ValueShape.elements(value);
		if (elements != null && elements.isEmpty()) {
			throw new IllegalArgumentException(("The parameter ':%s' of the filter '%s' is an empty list, which SQL "
					+ "cannot express; Filter.in(…) accepts one")
				.formatted(name, text));
		}
		return (elements != null) ? elements : value;
	}

	private static @Nullable Object[] positional(String text, ParsedSql parsed, NamesInText source) {
		try {
			@Nullable Object[] values = NamedParameterUtils.buildValueArray(parsed, source, null);
			if (values.length == 0 || !source.found.isEmpty()) {
				return values;
			}
		}
		catch (InvalidDataAccessApiUsageException ex) {
			// Named parameters and question marks are mixed.
		}
		throw new IllegalArgumentException(
				"The filter '%s' has a '?'; its parameters have names, such as ':year'".formatted(text));
	}

	private static List<@Nullable Object> flat(@Nullable Object[] values) {
		List<@Nullable Object> flat = new ArrayList<>();
		for (Object value : values) {
			if (value instanceof List<?> list) {
				// An array in a list is a row value: (?, ?).
				list.forEach((element) -> flat.addAll(
						(element instanceof Object[] row) ? Arrays.asList(row) : Collections.singletonList(element)));
			}
			else {
				flat.add(value);
			}
		}
		return Collections.unmodifiableList(flat);
	}

	/**
	 * Records the names of parameters in the text.
	 */
	private static final class NamesInText extends MapSqlParameterSource {

		private final Set<String> found = new LinkedHashSet<>();

		private NamesInText(Map<String, @Nullable Object> values) {
			super(values);
		}

		@Override
		public boolean hasValue(String name) {
			this.found.add(name);
			return super.hasValue(name);
		}

		private void check(String text) {
			for (String name : this.found) {
				if (!super.hasValue(name)) {
					throw new IllegalArgumentException(
							"The filter '%s' has the parameter ':%s', but there is no value for it".formatted(text,
									name));
				}
			}
			for (String name : getValues().keySet()) {
				if (!this.found.contains(name)) {
					throw new IllegalArgumentException(
							"There is a value for the parameter ':%s', which the filter '%s' does not have"
								.formatted(name, text));
				}
			}
		}

	}

}
