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
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.util.Assert;

/**
 * A condition or an expression in SQL, from the application.
 *
 * @param text the text as written, with named parameters
 * @param sql the text with a {@code ?} for each parameter
 * @param parameters the parameters
 */
record SqlText(String text, String sql, List<@Nullable Object> parameters) implements Predicate {

	static SqlText of(String text, Map<String, ? extends @Nullable Object> parameters) {
		Assert.hasText(text,
				"The text of a filter must not be empty; Filter.unrestricted() is the filter that is true for each row");
		return of("filter", text, parameters);
	}

	/**
	 * Read a text with parameters.
	 * @param kind the kind of text for a message
	 * @param text the text
	 * @param parameters the value of each parameter
	 * @return the text with its parameters
	 */
	static SqlText of(String kind, String text, Map<String, ? extends @Nullable Object> parameters) {
		Assert.hasText(text, () -> "The text of an %s must not be empty".formatted(kind));
		Assert.notNull(parameters, "'parameters' must not be null; a text without any has an empty map");
		String shown = "%s '%s'".formatted(kind, text);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		parameters.forEach((name, value) -> values.put(name, expandable(shown, name, value)));
		ParsedSql parsed = parse(shown, text);
		NamesInText source = new NamesInText(values);
		String sql = NamedParameterUtils.substituteNamedParameters(parsed, source);
		source.check(shown);
		return new SqlText(text, sql, flat(positional(shown, parsed, source)));
	}

	/** Return the text with its parameters. */
	SqlStatement build(ColumnScope scope) {
		SqlBuilder sql = new SqlBuilder();
		appendTo(sql, scope);
		return sql.build();
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

	private static ParsedSql parse(String shown, String text) {
		try {
			return NamedParameterUtils.parseSqlStatement(text);
		}
		catch (InvalidDataAccessApiUsageException | IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("The %s ends within a parameter or a comment".formatted(shown), ex);
		}
	}

	private static @Nullable Object expandable(String shown, String name, @Nullable Object value) {
		List<@Nullable Object> elements = ValueShape.elements(value);
		if (elements != null && elements.isEmpty()) {
			throw new IllegalArgumentException(("The parameter ':%s' of the %s is an empty list, which SQL "
					+ "cannot express; Filter.in(…) accepts one")
				.formatted(name, shown));
		}
		return (elements != null) ? elements : value;
	}

	private static @Nullable Object[] positional(String shown, ParsedSql parsed, NamesInText source) {
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
				"The %s has a '?'; its parameters have names, such as ':year'".formatted(shown));
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

		private void check(String shown) {
			for (String name : this.found) {
				if (!super.hasValue(name)) {
					throw new IllegalArgumentException(
							"The %s has the parameter ':%s', but there is no value for it".formatted(shown, name));
				}
			}
			for (String name : getValues().keySet()) {
				if (!this.found.contains(name)) {
					throw new IllegalArgumentException(
							"There is a value for the parameter ':%s', which the %s does not have".formatted(name,
									shown));
				}
			}
		}

	}

}
