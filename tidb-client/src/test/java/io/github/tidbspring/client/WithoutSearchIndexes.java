package io.github.tidbspring.client;

import java.util.regex.Pattern;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Leaves the vector and full-text indexes out of the tables that are created.
 */
final class WithoutSearchIndexes {

	private static final Pattern INDEX = Pattern.compile(",\\s*(?:VECTOR|FULLTEXT) INDEX [^\\n]+?(?=,?\\n)");

	private WithoutSearchIndexes() {
	}

	static DataSource in(DataSource dataSource) {
		return ProxyDataSourceBuilder.create(dataSource)
			.queryTransformer((transformation) -> in(transformation.getQuery()))
			.build();
	}

	private static String in(String sql) {
		return sql.startsWith("CREATE TABLE ") ? INDEX.matcher(sql).replaceAll("") : sql;
	}

}
