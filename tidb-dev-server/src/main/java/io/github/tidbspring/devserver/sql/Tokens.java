package io.github.tidbspring.devserver.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.devserver.sql.Token.Kind;

/**
 * The tokens of a statement, with the queries that a translation needs. An index beyond
 * the end yields an empty token.
 */
final class Tokens {

	private static final Token NOTHING = new Token(Kind.SYMBOL, 0, 0, "\0");

	private final List<Token> tokens;

	Tokens(List<Token> tokens) {
		this.tokens = tokens;
	}

	int size() {
		return this.tokens.size();
	}

	/**
	 * Return the whole statement without its terminator.
	 * @return all tokens except trailing semicolons
	 */
	Span all() {
		int end = size();
		while (isSymbol(end - 1, ';')) {
			end--;
		}
		return new Span(0, end);
	}

	Token get(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : NOTHING;
	}

	boolean isWord(int index, String word) {
		return get(index).isWord(word);
	}

	boolean isOneOf(int index, String... words) {
		for (String word : words) {
			if (isWord(index, word)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether the words are at an index, one after the other.
	 * @param index the index of the first word
	 * @param words the words
	 * @return {@code true} if all of them are there
	 */
	boolean areWords(int index, String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!isWord(index + i, words[i])) {
				return false;
			}
		}
		return true;
	}

	boolean isSymbol(int index, char symbol) {
		return get(index).isSymbol(symbol);
	}

	/**
	 * Skip words if they are at an index.
	 * @param index the index of the first word
	 * @param words the words
	 * @return the index after the last of them, or the given index
	 */
	int skip(int index, String... words) {
		return areWords(index, words) ? index + words.length : index;
	}

	/**
	 * Skip a name that may be qualified.
	 * @param index the index of its first token
	 * @return the index after it
	 */
	int skipName(int index) {
		int next = index + 1;
		while (isSymbol(next, '.')) {
			next += 2;
		}
		return next;
	}

	/**
	 * Skip a parenthesized expression.
	 * @param index the index of an opening parenthesis, or of another token
	 * @return the index after the closing parenthesis, or the given index
	 */
	int skipParentheses(int index) {
		if (!isSymbol(index, '(')) {
			return index;
		}
		int depth = 0;
		for (int i = index; i < size(); i++) {
			if (isSymbol(i, '(')) {
				depth++;
			}
			else if (isSymbol(i, ')') && --depth == 0) {
				return i + 1;
			}
		}
		return size();
	}

	/**
	 * Split at commas outside of parentheses.
	 * @param span the tokens to split
	 * @return the parts
	 */
	List<Span> split(Span span) {
		List<Span> parts = new ArrayList<>();
		int start = span.from();
		for (int i = span.from(); i < span.to(); i++) {
			if (isSymbol(i, '(')) {
				i = skipParentheses(i) - 1;
			}
			else if (isSymbol(i, ',')) {
				parts.add(new Span(start, i));
				start = i + 1;
			}
		}
		parts.add(new Span(start, span.to()));
		return parts;
	}

}
