package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.IndexStatus;
import io.github.tidbspring.client.table.SchemaDiff;
import io.github.tidbspring.client.table.SchemaOperations;
import io.github.tidbspring.client.table.Table;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * Default implementation of {@link SchemaOperations}.
 *
 * @param <T> the type of the rows
 * @param table the table that the operations return
 * @param creation creates the table; shared by all operations on it, so that the server
 * is queried and warnings are logged once
 * @param complete whether the server must have all that the type describes
 */
record DefaultSchemaOperations<T>(Table<T> table, TableCreation creation,
		boolean complete) implements SchemaOperations<T> {

	@Override
	public String ddl() {
		return tableDdl().create(false, (index) -> true);
	}

	@Override
	public boolean exists() {
		return existing().exists();
	}

	@Override
	public List<IndexStatus> indexes() {
		return new IndexReport(jdbc(), schema()).indexes();
	}

	@Override
	public SchemaOperations<T> strict() {
		return new DefaultSchemaOperations<>(this.table, this.creation, true);
	}

	@Override
	public Table<T> create() {
		return create(false);
	}

	@Override
	public Table<T> createIfAbsent() {
		return create(true);
	}

	private Table<T> create(boolean ifAbsent) {
		if (this.complete) {
			this.creation.createStrictly(ifAbsent);
		}
		else {
			this.creation.create(ifAbsent);
		}
		return this.table;
	}

	@Override
	public Table<T> recreate() {
		dropIfExists();
		return create();
	}

	@Override
	public Table<T> validate() {
		TableInspection inspection = new TableInspection(jdbc(), schema());
		Map<IndexSchema, String> impossible = inspection.validate(
				(index) -> this.complete ? null : this.creation.availability().obstacle(index.kind()), this.complete);
		this.creation.remarks().impossible(impossible);
		this.creation.remarks().impossible(inspection.impossibleChecks());
		return this.table;
	}

	@Override
	public SchemaDiff diff() {
		if (!existing().exists()) {
			return SchemaDiff.of(List.of(ddl()), List.of());
		}
		return TableInspection.withChanges(jdbc(), schema())
			.diff((index) -> this.creation.availability().obstacle(index.kind()), this.complete);
	}

	@Override
	public SchemaDiff migrate() {
		if (!existing().exists()) {
			create();
			return diff();
		}
		SchemaDiff diff = diff();
		for (String statement : diff.statements()) {
			run(statement.replaceFirst("^(\\w+ \\w+).*", "$1"), statement);
		}
		return diff.statements().isEmpty() ? diff : diff();
	}

	@Override
	public void drop() {
		drop(false);
	}

	@Override
	public void dropIfExists() {
		drop(true);
	}

	private void drop(boolean ifExists) {
		if (schema().indexes().stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.FULL_TEXT)) {
			existing().dropFullTextIndexes();
		}
		run("DROP TABLE", tableDdl().drop(ifExists));
	}

	@Override
	public void truncate() {
		run("TRUNCATE TABLE", tableDdl().truncate());
	}

	@Override
	public void createIndex(String property) {
		List<IndexSchema> indexes = indexes(property);
		ExistingTable existing = existing();
		List<IndexSchema> missing = (indexes.size() > 1)
				? indexes.stream().filter((index) -> existing.nameOf(index) == null).toList() : indexes;
		// If all of them exist, the server reports the error.
		(missing.isEmpty() ? indexes : missing).forEach((index) -> createIndex(index, false));
	}

	@Override
	public void createIndexWithReplica(String property) {
		IndexSchema index = indexes(property).stream()
			.filter((each) -> each.kind() == IndexSchema.Kind.VECTOR)
			.findFirst()
			.orElseThrow(() -> schema().column(property)
				.property()
				.invalid("has no vector index; createIndexWithReplica creates no other one"));
		createIndex(index, true);
	}

	private void createIndex(IndexSchema index, boolean withReplica) {
		try {
			run("CREATE INDEX", withReplica ? tableDdl().createIndexWithReplica(index) : tableDdl().createIndex(index));
			this.creation.availability().made(index.kind());
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = index.isForSearch() ? IndexRefusal.of(ex) : null;
			if (refusal == null) {
				throw ex;
			}
			throw new InvalidDataAccessResourceUsageException(
					"The server does not create the %s %s of the table %s: %s. %s".formatted(index.kind().word(),
							index.name(), schema().name(), refusal, advice(index, refusal, withReplica)),
					ex);
		}
	}

	private static String advice(IndexSchema index, IndexRefusal refusal, boolean withReplica) {
		if (refusal.wantsReplica()) {
			return "The index is stored in TiFlash, where the table has no replica: schema().setTiFlashReplicas(1) adds "
					+ "one, and then schema().createIndex(\"%s\") creates the index. A cluster without TiFlash cannot have it"
						.formatted(index.property());
		}
		if (withReplica) {
			return "It does not add the replica by itself, as TiDB Cloud does: on a cluster with TiFlash, "
					+ "schema().setTiFlashReplicas(1) adds one, and then schema().createIndex(\"%s\") creates the index"
						.formatted(index.property());
		}
		return (index.kind() == IndexSchema.Kind.VECTOR)
				? "A vector index needs TiDB 8.4 or later with TiFlash; without one, searches are exact"
				: "Full-text search is available on TiDB Cloud Starter and Essential, in some regions";
	}

	@Override
	public void dropIndex(String property) {
		List<IndexSchema> indexes = indexes(property);
		ExistingTable existing = existing();
		List<Identifier> names = indexes.stream()
			.flatMap((index) -> Stream.ofNullable(existing.nameOf(index)))
			.map(Identifier::of)
			.toList();
		// If there is none, the server reports the error.
		(names.isEmpty() ? List.of(indexes.get(0).name()) : names)
			.forEach((name) -> run("DROP INDEX", tableDdl().dropIndex(name)));
	}

	private List<IndexSchema> indexes(String property) {
		List<IndexSchema> named = schema().indexes()
			.stream()
			.filter((index) -> index.name().isSameAs(property))
			.toList();
		if (schema().findColumn(property) == null && !named.isEmpty()) {
			return named;
		}
		ColumnSchema column = schema().column(property);
		List<IndexSchema> indexes = schema().indexesOf(column);
		if (indexes.isEmpty()) {
			throw column.property()
				.invalid("describes no index; @VectorColumn(index = true), @FullTextColumn and @TiDBIndex do");
		}
		return indexes;
	}

	@Override
	public void setTiFlashReplicas(int replicas) {
		Assert.isTrue(replicas >= 0, () -> "A table cannot have %s TiFlash replicas".formatted(replicas));
		if (replicas == 0 && exists()) {
			checkNoIndexNeedsReplicas();
		}
		try {
			run("ALTER TABLE", tableDdl().setTiFlashReplicas(replicas));
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = (replicas > 0) ? IndexRefusal.of(ex) : null;
			if (refusal == null || refusal.isSyntax()) {
				throw ex;
			}
			throw new InvalidDataAccessResourceUsageException(
					"The table %s cannot have %s TiFlash replicas: %s. Each replica needs a TiFlash server of its own"
						.formatted(schema().name(), replicas, refusal),
					ex);
		}
	}

	/**
	 * TiDB would accept the statement; reads of the table would then fail and end
	 * connections.
	 */
	private void checkNoIndexNeedsReplicas() {
		ExistingTable existing = existing();
		List<IndexSchema> described = schema().indexes().stream().filter(IndexSchema::isForSearch).toList();
		existing.searchIndexes().stream().findFirst().ifPresent((index) -> {
			String drop = described.stream()
				.filter((each) -> index.name().equals(existing.nameOf(each)))
				.map(DefaultSchemaOperations::dropOf)
				.findFirst()
				.orElseGet(() -> tableDdl().dropIndex(Identifier.of(index.name())));
			throw needsReplicas(index.keyword(), Identifier.of(index.name()), drop);
		});
		// A stand-in has another kind of index with that name.
		described.stream().filter((index) -> existing.nameOf(index) != null).findFirst().ifPresent((index) -> {
			throw needsReplicas(index.kind().name(), index.name(), dropOf(index));
		});
	}

	private static String dropOf(IndexSchema index) {
		return "schema().dropIndex(\"%s\")".formatted(index.property());
	}

	private IllegalStateException needsReplicas(String kind, Identifier index, String drop) {
		return new IllegalStateException(
				("The table %s cannot be without TiFlash replicas: its %s index %s is stored in them, and without them "
						+ "TiDB would fail to read the table. Drop the index first: %s")
					.formatted(schema().name(), kind, index, drop));
	}

	private void run(String name, String sql) {
		this.creation.remarks().of(name, new DdlStatement(sql).run(jdbc()));
	}

	private ExistingTable existing() {
		return new ExistingTable(jdbc(), schema().name());
	}

	private TableDdl tableDdl() {
		return new TableDdl(schema());
	}

	private TableSchema<?> schema() {
		return this.creation.table().schema();
	}

	private JdbcOperations jdbc() {
		return this.creation.table().jdbc();
	}

	@Override
	public String toString() {
		return "SchemaOperations of " + schema().name();
	}

}
