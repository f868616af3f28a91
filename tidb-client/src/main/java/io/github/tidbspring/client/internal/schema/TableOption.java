package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlLiteral;

/**
 * An option of a table that TiDB reports, so that it can be compared. Others, such as
 * {@code ROW_FORMAT}, have no effect in TiDB; the start of a counter changes with each
 * row.
 *
 * @param name its name
 * @param value its value
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-create-table/">CREATE
 * TABLE</a>
 */
public record TableOption(String name, String value) {

	private static final Pattern OPTION = Pattern.compile("\\b(SHARD_ROW_ID_BITS|PRE_SPLIT_REGIONS|AUTO_ID_CACHE|"
			+ "TTL_ENABLE|TTL_JOB_INTERVAL|PLACEMENT\\s+POLICY|COLLATE|CHARACTER\\s+SET|CHARSET)\\s*=?\\s*"
			+ "(`[^`]*`|'[^']*'|\"[^\"]*\"|\\w+)", Pattern.CASE_INSENSITIVE);

	/**
	 * Read the options in a text.
	 * @param sql the options, as declared or reported
	 * @return those that can be compared
	 */
	public static List<TableOption> in(String sql) {
		List<TableOption> options = new ArrayList<>();
		// A partition has options of its own.
		String own = sql.replaceFirst("(?is)\\bPARTITION\\s+BY\\b.*", "")
			.replaceAll("(?is)\\bCOMMENT\\s*=?\\s*'(?:[^'\\\\]|\\\\.|'')*'", "");
		Matcher matcher = OPTION.matcher(own);
		while (matcher.find()) {
			String name = matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
			String value = matcher.group(2).replaceAll("[`'\"]", "").toLowerCase(Locale.ROOT);
			options.add(new TableOption(name.equals("CHARACTER SET") ? "CHARSET" : name, value));
		}
		return options;
	}

	/** The option in DDL. */
	public String sql() {
		boolean text = this.name.equals("TTL_ENABLE") || this.name.equals("TTL_JOB_INTERVAL");
		String sql = this.name.equals("PLACEMENT POLICY") ? Identifier.of(this.value).quoted() : this.value;
		return this.name + " = " + (text ? SqlLiteral.ofDdl(this.value) : sql);
	}

	@Override
	public String toString() {
		return this.name + " = " + this.value;
	}

}
