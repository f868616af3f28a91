package io.github.tidbspring.devserver.sql;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * Translates {@code column -> 'path'} and {@code column ->> 'path'}, which MariaDB does
 * not have, to the function calls that they stand for.
 */
final class JsonArrows {

	private JsonArrows() {
	}

	/**
	 * Return whether a statement may have such an operator. This is a quick check without
	 * tokenizing.
	 * @param sql the statement
	 * @return {@code false} if it certainly has none
	 */
	static boolean arePossible(String sql) {
		return sql.contains("->");
	}

	/**
	 * Translate all operators.
	 * @param tokens the tokens of the statement
	 * @param edits receives the changes
	 * @return whether there are any
	 */
	static boolean translate(Tokens tokens, Edits edits) {
		boolean translated = false;
		for (int i = 1; i < tokens.size(); i++) {
			boolean arrow = tokens.isSymbol(i, '-') && tokens.isSymbol(i + 1, '>')
					&& tokens.get(i).end() == tokens.get(i + 1).start();
			int path = i + (tokens.isSymbol(i + 2, '>') ? 3 : 2);
			if (arrow && tokens.get(i - 1).isName() && tokens.get(path).kind() == Kind.STRING) {
				boolean unquote = path == i + 3;
				int operand = i - 1;
				while (tokens.isSymbol(operand - 1, '.')) {
					operand -= 2;
				}
				edits.insert(tokens.get(operand).start(), unquote ? "JSON_UNQUOTE(JSON_EXTRACT(" : "JSON_EXTRACT(");
				edits.replace(tokens.get(i).start(), tokens.get(path - 1).end(), ", ");
				edits.insert(tokens.get(path).end(), unquote ? "))" : ")");
				translated = true;
			}
		}
		return translated;
	}

	/**
	 * Translate an expression.
	 * @param expression the expression
	 * @return the expression for MariaDB
	 */
	static String translate(String expression) {
		Edits edits = new Edits();
		translate(Tokenizer.tokenize(expression, edits), edits);
		return edits.apply(expression);
	}

}
