package io.github.tidbspring.devserver.datasource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

/**
 * The driver's metadata, except for the keywords and the types of columns: on a TiDB, the
 * driver reads the keywords from a table of the information schema that has other columns
 * in MariaDB, and {@link TypedColumns some types} are others in MariaDB.
 */
final class StandInMetadata {

	/**
	 * TiDB's reserved words that are not reserved in SQL:2003.
	 * @see <a href="https://docs.pingcap.com/tidb/stable/keywords/">Keywords</a>
	 */
	private static final String KEYWORDS = "ACCESSIBLE,ANALYZE,ASENSITIVE,CHANGE,CONTINUE,CUME_DIST,DATABASE,DATABASES,"
			+ "DAY_HOUR,DAY_MICROSECOND,DAY_MINUTE,DAY_SECOND,DELAYED,DENSE_RANK,DISTINCTROW,DIV,DUAL,ELSEIF,"
			+ "ENCLOSED,ESCAPED,EXIT,EXPLAIN,FIRST_VALUE,FLOAT4,FLOAT8,FORCE,FULLTEXT,GENERATED,GROUPS,"
			+ "HIGH_PRIORITY,HOUR_MICROSECOND,HOUR_MINUTE,HOUR_SECOND,IF,IGNORE,ILIKE,INDEX,INFILE,INT1,INT2,INT3,"
			+ "INT4,INT8,ITERATE,KEY,KEYS,KILL,LAG,LAST_VALUE,LEAD,LEAVE,LIMIT,LINEAR,LINES,LOAD,LOCK,LONG,"
			+ "LONGBLOB,LONGTEXT,LOW_PRIORITY,MAXVALUE,MEDIUMBLOB,MEDIUMINT,MEDIUMTEXT,MIDDLEINT,"
			+ "MINUTE_MICROSECOND,MINUTE_SECOND,NO_WRITE_TO_BINLOG,NTH_VALUE,NTILE,OPTIMIZE,OPTIMIZER_COSTS,OPTION,"
			+ "OPTIONALLY,OUTFILE,PERCENT_RANK,RANK,READ,REGEXP,RENAME,REPEAT,REPLACE,REQUIRE,RLIKE,ROW_NUMBER,"
			+ "SECOND_MICROSECOND,SHOW,SPATIAL,SQL_BIG_RESULT,SQL_CALC_FOUND_ROWS,SQL_SMALL_RESULT,SSL,STARTING,"
			+ "STORED,STRAIGHT_JOIN,TABLESAMPLE,TERMINATED,TIDB_CURRENT_TSO,TINYBLOB,TINYINT,TINYTEXT,UNLOCK,"
			+ "UNSIGNED,UNTIL,USAGE,USE,UTC_DATE,UTC_TIME,UTC_TIMESTAMP,VARBINARY,VARCHARACTER,VIRTUAL,WHILE,WRITE,"
			+ "XOR,YEAR_MONTH,ZEROFILL";

	private StandInMetadata() {
	}

	static DatabaseMetaData of(DatabaseMetaData metadata, Connection connection) {
		return (DatabaseMetaData) Proxy.newProxyInstance(StandInMetadata.class.getClassLoader(),
				new Class<?>[] { DatabaseMetaData.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("getSQLKeywords")) {
						return KEYWORDS;
					}
					try {
						Object result = method.invoke(metadata, arguments);
						return (method.getName().equals("getColumns") && result instanceof ResultSet columns)
								? TypedColumns.of(columns, connection) : result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
