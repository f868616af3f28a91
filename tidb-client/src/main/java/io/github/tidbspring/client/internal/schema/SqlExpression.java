package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression in a normalized form. A server reports {@code meta->>'$.lang'} as
 * {@code json_unquote(json_extract(`meta`, _utf8mb4'$.lang'))}: the two are equal here.
 * TiDB keeps the names of functions, and parentheses except the outermost.
 *
 * @param text the normalized text
 */
public record SqlExpression(String text) {

	private static final Pattern TOKEN = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.|\"\")*\""
			+ "|`(?:[^`]|``)+`|[\\w$]+(?:\\.\\d+)?|->>|->|<=>|<=|>=|<>|!=|&&|\\|\\||<<|>>|\\S", Pattern.DOTALL);

	/** Words that have no meaning after a type in CAST. */
	private static final Set<String> CHARACTER_SETS = Set.of("charset", "character");

	/** Words before a parenthesis that are no functions. */
	private static final Set<String> OPERATORS = Set.of("and", "or", "not", "in", "is", "between", "like", "case",
			"when", "then", "else", "div", "xor", "interval");

	/** Attributes that may follow a default. */
	private static final Set<String> ATTRIBUTES = Set.of("not", "null", "unique", "primary", "key", "auto_increment",
			"comment", "collate", "references", "check", "constraint", "column_format", "storage");

	/** Names of the current time that are equal, with or without parentheses. */
	private static final Set<String> NOW = Set.of("now", "current_timestamp", "localtime", "localtimestamp");

	/**
	 * Normalize an expression.
	 * @param sql the expression
	 * @return the normalized expression
	 */
	public static SqlExpression of(String sql) {
		return new SqlExpression(joined(withoutOuterParentheses(replaced(tokens(sql)))));
	}

	/**
	 * Normalize the expression of a default, without attributes of the column that follow
	 * it.
	 * @param sql the text after DEFAULT
	 * @return the normalized expression
	 */
	static SqlExpression ofDefault(String sql) {
		List<String> tokens = replaced(tokens(sql));
		int end = 1;
		int depth = 0;
		while (end < tokens.size() && (depth > 0 || !ATTRIBUTES.contains(tokens.get(end)))) {
			depth += tokens.get(end).equals("(") ? 1 : (tokens.get(end).equals(")") ? -1 : 0);
			end++;
		}
		return new SqlExpression(joined(withoutOuterParentheses(tokens.subList(0, Math.min(end, tokens.size())))));
	}

	private static String joined(List<String> tokens) {
		StringBuilder text = new StringBuilder();
		String before = "(";
		for (String token : tokens) {
			boolean call = token.equals("(") && before.matches("\\w+") && !OPERATORS.contains(before);
			boolean together = before.equals("(") || token.equals(")") || token.equals(",") || call;
			text.append(together ? "" : " ").append(token);
			before = token;
		}
		return text.toString();
	}

	private static List<String> tokens(String sql) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		while (matcher.find()) {
			String token = matcher.group();
			// A quote without its counterpart is a token of its own.
			switch ((token.length() > 1) ? token.charAt(0) : ' ') {
				case '\'', '"' -> {
					// The character set of a literal is not part of the declared text.
					if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).startsWith("_utf8")) {
						tokens.remove(tokens.size() - 1);
					}
					tokens.add(literal(token));
				}
				case '`' ->
					tokens.add(token.substring(1, token.length() - 1).replace("``", "`").toLowerCase(Locale.ROOT));
				default -> tokens.add(token.toLowerCase(Locale.ROOT));
			}
		}
		return tokens;
	}

	private static String literal(String token) {
		String quote = token.substring(0, 1);
		return "'" + token.substring(1, token.length() - 1).replace(quote + quote, quote).replace("'", "''") + "'";
	}

	private static List<String> replaced(List<String> tokens) {
		List<String> replaced = new ArrayList<>();
		for (int i = 0; i < tokens.size(); i++) {
			String token = tokens.get(i);
			boolean call = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
			switch (token) {
				case "<>" -> replaced.add("!=");
				case "&&" -> replaced.add("and");
				case "||" -> replaced.add("or");
				case "mod" -> replaced.add(call ? token : "%");
				case "true" -> replaced.add("1");
				case "false" -> replaced.add("0");
				case "->", "->>" -> i = extract(tokens, i, replaced);
				default -> {
					if (NOW.contains(token)) {
						replaced.add("current_timestamp");
						i += call && i + 2 < tokens.size() && tokens.get(i + 2).equals(")") ? 2 : 0;
					}
					else if (CHARACTER_SETS.contains(token) && i > 0) {
						// The word SET, and the name.
						i += token.equals("character") ? 2 : 1;
					}
					else if (!(token.equals("integer") && i > 0 && tokens.get(i - 1).endsWith("signed"))) {
						replaced.add(token);
					}
				}
			}
		}
		return replaced;
	}

	/** Replace {@code column -> 'path'} by the function call that it stands for. */
	private static int extract(List<String> tokens, int arrow, List<String> replaced) {
		if (replaced.isEmpty() || arrow + 1 >= tokens.size()) {
			replaced.add(tokens.get(arrow));
			return arrow;
		}
		boolean unquote = tokens.get(arrow).equals("->>");
		String column = replaced.remove(replaced.size() - 1);
		replaced.addAll(unquote ? List.of("json_unquote", "(", "json_extract", "(") : List.of("json_extract", "("));
		replaced.addAll(List.of(column, ",", tokens.get(arrow + 1), ")"));
		if (unquote) {
			replaced.add(")");
		}
		return arrow + 1;
	}

	private static List<String> withoutOuterParentheses(List<String> tokens) {
		List<String> inner = tokens;
		while (inner.size() > 2 && inner.get(0).equals("(") && closing(inner) == inner.size() - 1) {
			inner = inner.subList(1, inner.size() - 1);
		}
		return inner;
	}

	private static int closing(List<String> tokens) {
		int depth = 0;
		for (int i = 0; i < tokens.size(); i++) {
			depth += tokens.get(i).equals("(") ? 1 : (tokens.get(i).equals(")") ? -1 : 0);
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
