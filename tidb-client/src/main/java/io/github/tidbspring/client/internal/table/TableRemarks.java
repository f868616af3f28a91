package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.table.DdlStatement.Remark;
import io.github.tidbspring.client.table.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Says in the log what a server made otherwise than a type describes, each thing once.
 */
final class TableRemarks {

	private static final Log logger = LogFactory.getLog(Table.class.getPackageName());

	private final Session session;

	private final TableSchema<?> schema;

	private final Set<String> said = ConcurrentHashMap.newKeySet();

	TableRemarks(Session session, TableSchema<?> schema) {
		this.session = session;
		this.schema = schema;
	}

	/**
	 * Say what a table that was just made does not have.
	 * @param indexes the indexes for vectors and words, each with the reason
	 * @param remarks what else the server said
	 */
	void leftOut(Map<IndexSchema, String> indexes, List<Remark> remarks) {
		if (!indexes.isEmpty()) {
			warn("The table %s was created without%s".formatted(this.schema.name(), describe(indexes)));
		}
		boolean words = indexes.keySet().stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.FULL_TEXT);
		of("CREATE TABLE", remarks.stream().filter((remark) -> !(words && remark.isAboutFullText())).toList());
	}

	/**
	 * Say what the server said of a statement that it took.
	 * @param statement what it is called
	 * @param remarks what the server said
	 */
	void of(String statement, List<Remark> remarks) {
		for (Remark remark : remarks) {
			if (remark.saysThatSomethingIsLeftOut()) {
				warn("The server took the %s of the table %s, and does not do all of it: %s%s".formatted(statement,
						this.schema.name(), remark, advice(remark)));
			}
			else if (logger.isDebugEnabled()) {
				logger.debug("The server said of the %s of the table %s: %s".formatted(statement, this.schema.name(),
						remark));
			}
		}
	}

	private static String advice(Remark remark) {
		return remark.message().contains("tidb_enable_check_constraint")
				? ". The table has no CHECK; with SET GLOBAL tidb_enable_check_constraint = ON, "
						+ "ALTER TABLE … ADD CHECK makes it"
				: "";
	}

	/**
	 * Say how a table that was there, and was therefore left as it is, differs.
	 * @param differences a sentence for each difference
	 * @param missing the indexes for vectors and words that it lacks, with the reasons
	 */
	void existing(List<String> differences, Map<IndexSchema, String> missing) {
		if (isNew(missing)) {
			warn("The table %s was there, and is left as it is. It lacks%s".formatted(this.schema.name(),
					describe(missing)));
		}
		if (!differences.isEmpty()) {
			warn("The table %s was there, and is left as it is. It is not what %s describes:\n- %s".formatted(
					this.schema.name(), this.schema.rowType().type().getSimpleName(),
					String.join("\n- ", differences)));
		}
	}

	/**
	 * Say which indexes a table lacks that is otherwise as it should be.
	 * @param indexes the indexes, each with the reason why the server cannot have it
	 */
	void impossible(Map<IndexSchema, String> indexes) {
		if (isNew(indexes)) {
			logger.warn("The table %s lacks%s".formatted(this.schema.name(), describe(indexes)));
		}
	}

	void notCompared(DataAccessException ex) {
		logger.debug("The table %s was there; it could not be compared with %s".formatted(this.schema.name(),
				this.schema.rowType().type().getSimpleName()), ex);
	}

	/** Servers read past REFERENCES in the definition of a column, without a warning. */
	void ignoredReferences() {
		List<ColumnSchema> referring = this.schema.columns()
			.stream()
			.filter((column) -> column.declaredType(null).references())
			.toList();
		if (!referring.isEmpty() && !new ExistingTable(jdbc(), this.schema.name()).hasForeignKeys()) {
			warn("The server took the CREATE TABLE of the table %s, and makes no foreign key of the REFERENCES of %s: "
				.formatted(this.schema.name(),
						referring.stream()
							.map((column) -> column.property().toString())
							.collect(Collectors.joining(", ")))
					+ "ALTER TABLE … ADD FOREIGN KEY makes one");
		}
	}

	/**
	 * Whether one of them has not been told of yet, such as when the table was created.
	 */
	private boolean isNew(Map<IndexSchema, String> indexes) {
		return indexes.keySet().stream().anyMatch((index) -> !this.said.contains(index.name().name()));
	}

	private String describe(Map<IndexSchema, String> indexes) {
		return indexes.entrySet().stream().map((entry) -> {
			this.said.add(entry.getKey().name().name());
			return "\n- " + describe(entry.getKey(), entry.getValue());
		}).collect(Collectors.joining());
	}

	private static String describe(IndexSchema index, String reason) {
		String name = index.kind().word() + " " + index.name();
		String refusal = reason.isEmpty() ? "" : ", which this server cannot have: " + reason;
		return "the %s%s. %s".formatted(name, refusal, (index.kind() == IndexSchema.Kind.VECTOR)
				? "Without it, searches by %1$s are exact; on a TiDB with TiFlash, schema().setTiFlashReplicas(1) and then schema().createIndex(\"%1$s\") create it"
					.formatted(index.property())
				: "Without it, searches for words in %1$s fail; on a TiDB with full-text search, schema().createIndex(\"%1$s\") creates it"
					.formatted(index.property()));
	}

	String join(List<Remark> remarks) {
		return remarks.stream().map(Remark::toString).collect(Collectors.joining(", "));
	}

	private void warn(String message) {
		if (this.said.add(message)) {
			logger.warn(message);
		}
	}

	private JdbcOperations jdbc() {
		return this.session.jdbc();
	}

}
