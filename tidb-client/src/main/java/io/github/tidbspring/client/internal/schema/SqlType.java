package io.github.tidbspring.client.internal.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The type of a column in a normalized form. A server reports the type {@code DEC( 5 )}
 * as {@code decimal(5,0)}: the two are equal here.
 *
 * @param text the type as TiDB reports it
 * @param charset the character set in the text, if any
 * @param collation the collation in the text, if any
 * @param unique whether the text contains UNIQUE or an attribute that implies it
 * @param counted whether the text contains AUTO_INCREMENT or an attribute that implies it
 * @param references whether the text contains REFERENCES
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-overview/">Data types</a>
 */
public record SqlType(String text, @Nullable String charset, @Nullable String collation, boolean unique,
		boolean counted, boolean references) {

	private static final Pattern TOKEN = Pattern.compile(
			"/\\*.*?\\*/|--[^\\n]*|'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.|\"\")*\"|\\w+|\\S", Pattern.DOTALL);

	/** In reported types, nothing but quotes is escaped. */
	private static final Pattern REPORTED_TOKEN = Pattern.compile("'(?:[^']|'')*'|\\w+|\\S", Pattern.DOTALL);

	private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("integer", "int"),
			Map.entry("int1", "tinyint"), Map.entry("int2", "smallint"), Map.entry("int3", "mediumint"),
			Map.entry("middleint", "mediumint"), Map.entry("int4", "int"), Map.entry("int8", "bigint"),
			Map.entry("dec", "decimal"), Map.entry("numeric", "decimal"), Map.entry("fixed", "decimal"),
			Map.entry("real", "double"), Map.entry("float4", "float"), Map.entry("float8", "double"),
			Map.entry("character", "char"), Map.entry("nchar", "char"), Map.entry("nvarchar", "varchar"),
			Map.entry("varcharacter", "varchar"));

	private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

	private static final Set<String> VARYING = Set.of("varying", "varchar", "varcharacter");

	/** Bytes of a character, if they are not four. */
	private static final Map<String, Integer> BYTES = Map.of("latin1", 1, "ascii", 1, "binary", 1, "gbk", 2, "utf8", 3,
			"utf8mb3", 3);

	/**
	 * Read a declared type, with the attributes that may follow it.
	 * @param declared the text
	 * @param columnCharset the character set of the column, if it is known
	 * @return the type
	 */
	static SqlType declared(String declared, @Nullable String columnCharset) {
		return new Parser(tokens(TOKEN, declared)).parse(columnCharset);
	}

	/**
	 * Read a type as a server reports it.
	 * @param reported the type in the information schema
	 * @return the type
	 */
	public static SqlType reported(String reported) {
		return new Parser(tokens(REPORTED_TOKEN, reported)).parse(null);
	}

	private static List<Token> tokens(Pattern pattern, String text) {
		List<Token> tokens = new ArrayList<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			String token = matcher.group();
			char first = token.charAt(0);
			if (token.length() > 1 && (first == '\'' || first == '"')) {
				tokens.add(new Token(unquoted(token, pattern == TOKEN), true));
			}
			else if (!token.startsWith("/*") && !token.startsWith("--")) {
				tokens.add(new Token(token.toLowerCase(Locale.ROOT), false));
			}
		}
		return tokens;
	}

	private static String unquoted(String literal, boolean escaped) {
		String quote = literal.substring(0, 1);
		String text = literal.substring(1, literal.length() - 1).replace(quote + quote, quote);
		return escaped ? text.replaceAll("\\\\(.)", "$1") : text;
	}

	/** Whether a column has the character set and collation of the text. */
	public boolean isOf(@Nullable String columnCharset, @Nullable String columnCollation) {
		return matches(this.charset, columnCharset) && matches(this.collation, columnCollation);
	}

	private static boolean matches(@Nullable String declared, @Nullable String found) {
		return declared == null || found == null || threeBytes(declared).equals(threeBytes(found));
	}

	/** utf8mb3 is another name of utf8. */
	private static String threeBytes(String name) {
		return name.toLowerCase(Locale.ROOT).replaceFirst("^utf8mb3", "utf8");
	}

	private record Token(String text, boolean literal) {

	}

	private static final class Parser {

		/** The tokens that are still to be read. */
		private final Deque<Token> tokens;

		private final List<String> arguments = new ArrayList<>();

		private boolean unsigned;

		private boolean unique;

		private boolean counted;

		private boolean references;

		private @Nullable String charset;

		private @Nullable String collation;

		Parser(List<Token> tokens) {
			this.tokens = new ArrayDeque<>(tokens);
		}

		SqlType parse(@Nullable String columnCharset) {
			String name = name();
			arguments();
			while (!this.tokens.isEmpty()) {
				attribute(this.tokens.remove());
			}
			return new SqlType(reported(name, (this.charset != null) ? this.charset : columnCharset), this.charset,
					this.collation, this.unique, this.counted, this.references);
		}

		private String name() {
			take("national");
			String word = this.tokens.isEmpty() ? "" : this.tokens.remove().text();
			if (word.equals("long")) {
				boolean binary = take("varbinary");
				boolean varying = binary || takeVarying() || ((take("char") || take("character")) && takeVarying());
				return (varying && binary) ? "mediumblob" : "mediumtext";
			}
			if (word.equals("serial")) {
				this.unsigned = true;
				this.unique = true;
				this.counted = true;
				return "bigint";
			}
			if (word.equals("bool") || word.equals("boolean")) {
				this.arguments.add("1");
				return "tinyint";
			}
			if (word.equals("double")) {
				take("precision");
			}
			String name = SYNONYMS.getOrDefault(word, word);
			if (name.equals("char") && takeVarying()) {
				return "varchar";
			}
			if (name.equals("vector") && take("<")) {
				// The type of the elements, and the bracket.
				this.tokens.poll();
				this.tokens.poll();
			}
			return name;
		}

		private boolean takeVarying() {
			return VARYING.stream().anyMatch(this::take);
		}

		private boolean take(String word) {
			Token token = this.tokens.peek();
			boolean found = token != null && !token.literal() && token.text().equals(word);
			if (found) {
				this.tokens.remove();
			}
			return found;
		}

		private void arguments() {
			if (!take("(")) {
				return;
			}
			while (!this.tokens.isEmpty() && !take(")")) {
				Token token = this.tokens.remove();
				if (token.literal()) {
					// Enumerations are stored without the spaces at their end.
					this.arguments.add("'" + token.text().stripTrailing().replace("'", "''") + "'");
				}
				else if (!token.text().equals(",")) {
					this.arguments.add(token.text().replaceFirst("^0+(?=\\d)", ""));
				}
			}
		}

		private void attribute(Token token) {
			if (token.literal()) {
				return;
			}
			switch (token.text()) {
				case "(" -> skipParentheses();
				case "unsigned", "zerofill" -> this.unsigned = true;
				case "unique" -> this.unique = true;
				case "auto_increment" -> this.counted = true;
				case "references" -> this.references = true;
				case "serial" -> {
					// SERIAL DEFAULT VALUE
					this.unique = true;
					this.counted = true;
				}
				case "charset" -> this.charset = word();
				case "character", "char" -> this.charset = take("set") ? word() : this.charset;
				case "byte" -> this.charset = "binary";
				case "ascii" -> this.charset = "latin1";
				case "collate" -> this.collation = word();
				default -> {
				}
			}
		}

		private void skipParentheses() {
			for (int depth = 1; depth > 0 && !this.tokens.isEmpty();) {
				Token token = this.tokens.remove();
				if (!token.literal()) {
					depth += token.text().equals("(") ? 1 : (token.text().equals(")") ? -1 : 0);
				}
			}
		}

		private @Nullable String word() {
			take("=");
			Token word = this.tokens.poll();
			return (word != null) ? word.text() : null;
		}

		private String reported(String name, @Nullable String charset) {
			boolean binary = "binary".equals(this.charset) || "binary".equals(this.collation);
			String type = switch (name) {
				case "decimal" -> "decimal(%s,%s)".formatted(argument(0, "10"), argument(1, "0"));
				case "float" -> floatingPoint();
				case "year" -> name;
				case "bit", "binary" -> "%s(%s)".formatted(name, argument(0, "1"));
				case "char" -> "%s(%s)".formatted(binary ? "binary" : name, argument(0, "1"));
				case "varchar" -> (binary ? "varbinary" : name) + list(this.arguments);
				case "text", "tinytext", "mediumtext", "longtext" ->
					large(binary ? name.replace("text", "blob") : name, charset);
				case "blob" -> large(name, "binary");
				case "datetime", "timestamp", "time" ->
					this.arguments.equals(List.of("0")) ? name : name + list(this.arguments);
				default -> INTEGERS.contains(name) ? integer(name) : name + list(this.arguments);
			};
			return this.unsigned ? type + " unsigned" : type;
		}

		/** Servers may report the display width of integers, which has no effect. */
		private String integer(String name) {
			return (name.equals("tinyint") && this.arguments.equals(List.of("1"))) ? "tinyint(1)" : name;
		}

		private String argument(int index, String otherwise) {
			return (index < this.arguments.size()) ? this.arguments.get(index) : otherwise;
		}

		/** A single number is a precision in bits, and chooses between two types. */
		private String floatingPoint() {
			if (this.arguments.size() != 1) {
				return "float" + list(this.arguments);
			}
			return (number(this.arguments.get(0)) > 24) ? "double" : "float";
		}

		/** With a length, the server chooses the smallest type that holds it. */
		private String large(String name, @Nullable String charset) {
			if (this.arguments.isEmpty()) {
				return name;
			}
			String kind = name.endsWith("blob") ? "blob" : "text";
			long bytes = number(this.arguments.get(0))
					* ((charset != null) ? BYTES.getOrDefault(charset.toLowerCase(Locale.ROOT), 4) : 4);
			if (bytes <= 0xFF) {
				return "tiny" + kind;
			}
			return (bytes <= 0xFFFF) ? kind : (((bytes <= 0xFFFFFF) ? "medium" : "long") + kind);
		}

		private static long number(String text) {
			try {
				return Long.parseLong(text);
			}
			catch (NumberFormatException ex) {
				return 0;
			}
		}

		private static String list(List<String> arguments) {
			return arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")";
		}

	}

}
