package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.CheckSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.table.DdlStatement.Remark;
import io.github.tidbspring.client.table.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Logs how a table differs from what its type describes, each difference once.
 */
final class TableRemarks {

	private static final Log logger = LogFactory.getLog(Table.class.getPackageName());

	private final MappedTable<?> table;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	TableRemarks(MappedTable<?> table) {
		this.table = table;
	}

	/**
	 * Log what a new table does not have.
	 * @param indexes the vector and full-text indexes that it lacks, with the reasons
	 * @param remarks the other warnings of the server
	 */
	void leftOut(Map<IndexSchema, String> indexes, List<Remark> remarks) {
		if (!indexes.isEmpty()) {
			warn("The table %s was created without%s".formatted(this.table.name(), describe(indexes)));
		}
		boolean fullText = indexes.keySet().stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.FULL_TEXT);
		of("CREATE TABLE", remarks.stream().filter((remark) -> !(fullText && remark.isAboutFullText())).toList());
	}

	/**
	 * Log the warnings of a statement that the server accepted.
	 * @param statement the name of the statement
	 * @param remarks the warnings
	 */
	void of(String statement, List<Remark> remarks) {
		for (Remark remark : remarks) {
			if (remark.saysThatSomethingIsIgnored()) {
				warn("The server accepted the %s of the table %s, but ignored a part of it: %s%s".formatted(statement,
						this.table.name(), remark, advice(remark)));
			}
			else if (logger.isDebugEnabled()) {
				logger.debug("Note of the server on the %s of the table %s: %s".formatted(statement, this.table.name(),
						remark));
			}
		}
	}

	private static String advice(Remark remark) {
		return remark.message().contains("tidb_enable_check_constraint")
				? ". The table has no CHECK; with SET GLOBAL tidb_enable_check_constraint = ON, "
						+ "ALTER TABLE … ADD CHECK creates it"
				: "";
	}

	/**
	 * Log how an existing table, which was left unchanged, differs.
	 * @param differences a sentence for each difference
	 * @param missing the vector and full-text indexes that it lacks, with the reasons
	 */
	void existing(List<String> differences, Map<IndexSchema, String> missing) {
		String unchanged = "The table %s exists already, and is left unchanged. ".formatted(this.table.name());
		if (isNew(missing)) {
			warn(unchanged + "It lacks" + describe(missing));
		}
		if (!differences.isEmpty()) {
			warn(unchanged + "It is not what %s describes:\n- %s".formatted(this.table.schema().typeName(),
					String.join("\n- ", differences)));
		}
	}

	/**
	 * Log the indexes that a valid table lacks.
	 * @param indexes the indexes, with the reasons why the server cannot have them
	 */
	void impossible(Map<IndexSchema, String> indexes) {
		if (isNew(indexes)) {
			logger.warn("The table %s lacks%s".formatted(this.table.name(), describe(indexes)));
		}
	}

	/**
	 * Log the constraints that a valid table lacks.
	 * @param checks the constraints, of which the server creates none
	 */
	void impossible(List<CheckSchema> checks) {
		for (CheckSchema check : checks) {
			warn(("The table %s lacks the constraint %s, %s: TiDB creates it only if tidb_enable_check_constraint is ON. "
					+ "With SET GLOBAL tidb_enable_check_constraint = ON, ALTER TABLE … ADD CHECK creates it")
				.formatted(this.table.name(), check.name(), check.definition()));
		}
	}

	void notCompared(DataAccessException ex) {
		logger.debug("The table %s exists already; it could not be compared with %s".formatted(this.table.name(),
				this.table.schema().typeName()), ex);
	}

	/** Servers ignore REFERENCES in the definition of a column, without a warning. */
	void ignoredReferences() {
		String referring = this.table.schema()
			.columns()
			.stream()
			.filter((column) -> column.declaredType(null).references())
			.map((column) -> column.property().toString())
			.collect(Collectors.joining(", "));
		if (!referring.isEmpty() && !new ExistingTable(this.table.jdbc(), this.table.name()).hasForeignKeys()) {
			warn("The server accepted the CREATE TABLE of the table %s, but creates no foreign key for the REFERENCES of %s: "
				.formatted(this.table.name(), referring) + "ALTER TABLE … ADD FOREIGN KEY creates one");
		}
	}

	/** Whether one of them has not been logged yet. */
	private boolean isNew(Map<IndexSchema, String> indexes) {
		return indexes.keySet().stream().anyMatch((index) -> !this.logged.contains(index.name().name()));
	}

	private String describe(Map<IndexSchema, String> indexes) {
		return indexes.entrySet().stream().map((entry) -> {
			this.logged.add(entry.getKey().name().name());
			return "\n- " + describe(entry.getKey(), entry.getValue());
		}).collect(Collectors.joining());
	}

	private static String describe(IndexSchema index, String reason) {
		String refusal = reason.isEmpty() ? "" : ", which this server cannot have: " + reason;
		String advice = (index.kind() == IndexSchema.Kind.VECTOR)
				? "Without it, searches by %1$s are exact; on a TiDB with TiFlash, schema().setTiFlashReplicas(1) and then schema().createIndex(\"%1$s\") create it"
				: "Without it, full-text searches of %1$s fail; on a TiDB with full-text search, schema().createIndex(\"%1$s\") creates it";
		return "the %s %s%s. %s".formatted(index.kind().word(), index.name(), refusal,
				advice.formatted(index.property()));
	}

	private void warn(String message) {
		if (this.logged.add(message)) {
			logger.warn(message);
		}
	}

}
