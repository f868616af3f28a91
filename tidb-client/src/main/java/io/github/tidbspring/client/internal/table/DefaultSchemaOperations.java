package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.SchemaOperations;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * Runs the statements that create, alter and drop a table.
 *
 * @param <T> the type of the rows
 */
final class DefaultSchemaOperations<T> implements SchemaOperations<T> {

	private final Table<T> table;

	private final Session session;

	private final TableSchema<T> schema;

	private final TableDdl ddl;

	private final IndexAvailability availability;

	private final TableRemarks remarks;

	private final boolean strict;

	/**
	 * Create operations.
	 * @param table what they return
	 * @param session runs the statements
	 * @param schema describes the table
	 * @param availability what is known of the server; shared by all that work on the
	 * table, so that the server is asked once
	 * @param remarks what has been logged; shared for the same reason
	 */
	DefaultSchemaOperations(Table<T> table, Session session, TableSchema<T> schema, IndexAvailability availability,
			TableRemarks remarks) {
		this(table, session, schema, availability, remarks, false);
	}

	private DefaultSchemaOperations(Table<T> table, Session session, TableSchema<T> schema,
			IndexAvailability availability, TableRemarks remarks, boolean strict) {
		this.table = table;
		this.session = session;
		this.schema = schema;
		this.ddl = new TableDdl(schema);
		this.availability = availability;
		this.remarks = remarks;
		this.strict = strict;
	}

	@Override
	public String ddl() {
		return this.ddl.create(false, (index) -> true);
	}

	@Override
	public boolean exists() {
		return existing().exists();
	}

	@Override
	public SchemaOperations<T> strict() {
		return new DefaultSchemaOperations<>(this.table, this.session, this.schema, this.availability, this.remarks,
				true);
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
		TableCreation creation = new TableCreation(this.session, this.schema, this.availability, this.remarks);
		if (this.strict) {
			creation.createStrictly(ifAbsent);
		}
		else {
			creation.create(ifAbsent);
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
		TableInspection inspection = new TableInspection(jdbc(), this.schema);
		Map<IndexSchema, String> impossible = inspection
			.validate((index) -> this.strict ? null : this.availability.obstacle(index.kind()));
		if (!impossible.isEmpty()) {
			this.remarks.impossible(impossible);
		}
		return this.table;
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
		dropFullTextIndexes();
		run("DROP TABLE", this.ddl.drop(ifExists));
	}

	/** While one stands, TiDB Cloud refuses to drop its table. */
	private void dropFullTextIndexes() {
		boolean described = this.schema.indexes()
			.stream()
			.anyMatch((index) -> index.kind() == IndexSchema.Kind.FULL_TEXT);
		if (described && exists()) {
			existing().dropFullTextIndexes();
		}
	}

	@Override
	public void truncate() {
		run("TRUNCATE TABLE", this.ddl.truncate());
	}

	@Override
	public void createIndex(String property) {
		List<IndexSchema> indexes = indexes(property);
		List<IndexSchema> missing = indexes;
		if (indexes.size() > 1) {
			ExistingTable table = existing();
			missing = indexes.stream().filter((index) -> table.nameOf(index) == null).toList();
		}
		// Where all are there, the server says so.
		(missing.isEmpty() ? indexes : missing).forEach((index) -> createIndex(index, ""));
	}

	@Override
	public void createIndexWithReplica(String property) {
		IndexSchema index = indexes(property).stream()
			.filter((each) -> each.kind() == IndexSchema.Kind.VECTOR)
			.findFirst()
			.orElseThrow(() -> this.schema.column(property)
				.property()
				.invalid("has no vector index; createIndexWithReplica creates no other one"));
		createIndex(index, " ADD_COLUMNAR_REPLICA_ON_DEMAND");
	}

	private void createIndex(IndexSchema index, String option) {
		try {
			run("CREATE INDEX", this.ddl.createIndex(index) + option);
			this.availability.made(index.kind());
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = index.isForSearch() ? IndexRefusal.of(ex) : null;
			if (refusal == null) {
				throw ex;
			}
			throw new InvalidDataAccessResourceUsageException(
					"The server does not create the %s %s of the table %s: %s. %s".formatted(index.kind().word(),
							index.name(), this.schema.name(), refusal, advice(index, refusal, !option.isEmpty())),
					ex);
		}
	}

	private String advice(IndexSchema index, IndexRefusal refusal, boolean withReplica) {
		if (withReplica && !refusal.wantsReplica()) {
			return "It does not add the replica by itself, as TiDB Cloud does: where there is TiFlash, "
					+ "schema().setTiFlashReplicas(1) adds one, and then schema().createIndex(\"%s\") creates the index"
						.formatted(index.property());
		}
		if (refusal.wantsReplica()) {
			return "The index lives in TiFlash, and the table has no replica there: schema().setTiFlashReplicas(1) adds "
					+ "one, and then schema().createIndex(\"%s\") creates the index. A cluster without TiFlash cannot have it"
						.formatted(index.property());
		}
		return (index.kind() == IndexSchema.Kind.VECTOR)
				? "A vector index needs TiDB 8.4 or later with TiFlash; without one, searches are exact"
				: "Full-text search is on TiDB Cloud Starter and Essential, in some regions";
	}

	@Override
	public void dropIndex(String property) {
		List<IndexSchema> indexes = indexes(property);
		ExistingTable table = existing();
		List<@Nullable String> found = indexes.stream().<@Nullable String>map(table::nameOf).toList();
		List<Identifier> names = found.stream().filter(Objects::nonNull).map(Identifier::of).toList();
		// Where there is none, the server says so.
		(names.isEmpty() ? List.of(indexes.get(0).name()) : names)
			.forEach((name) -> run("DROP INDEX", this.ddl.dropIndex(name)));
	}

	private List<IndexSchema> indexes(String property) {
		ColumnSchema column = this.schema.column(property);
		List<IndexSchema> indexes = this.schema.indexesOf(column);
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
			refuseWhileIndexesNeedReplicas();
		}
		try {
			run("ALTER TABLE", this.ddl.setTiFlashReplicas(replicas));
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = (replicas > 0) ? IndexRefusal.of(ex) : null;
			if (refusal == null || refusal.isSyntax()) {
				throw ex;
			}
			throw new InvalidDataAccessResourceUsageException(
					"The table %s cannot have %s TiFlash replicas: %s. Each replica needs a TiFlash server of its own"
						.formatted(this.schema.name(), replicas, refusal),
					ex);
		}
	}

	/**
	 * TiDB takes it, and its reads of that table then end with an error and lost
	 * connections.
	 */
	private void refuseWhileIndexesNeedReplicas() {
		ExistingTable table = existing();
		table.searchIndexes().forEach((index) -> {
			String drop = this.schema.indexes()
				.stream()
				.filter((described) -> described.isForSearch() && index.name().equals(table.nameOf(described)))
				.map((described) -> "schema().dropIndex(\"%s\")".formatted(described.property()))
				.findFirst()
				.orElseGet(() -> this.ddl.dropIndex(Identifier.of(index.name())));
			refuseReplicas(index.keyword(), index.name(), drop);
		});
		// A stand-in has an index of another kind under the name.
		this.schema.indexes()
			.stream()
			.filter((index) -> index.isForSearch() && table.nameOf(index) != null)
			.forEach((index) -> refuseReplicas(index.kind().name(), index.name().name(),
					"schema().dropIndex(\"%s\")".formatted(index.property())));
	}

	private void refuseReplicas(String kind, String index, String drop) {
		throw new IllegalStateException(
				("The table %s cannot be without TiFlash replicas: its %s index %s lives in them, and with none TiDB "
						+ "would fail to read the table. Drop the index first: %s")
					.formatted(this.schema.name(), kind, Identifier.of(index), drop));
	}

	private void run(String name, String sql) {
		this.remarks.of(name, new DdlStatement(sql).run(jdbc()));
	}

	private ExistingTable existing() {
		return new ExistingTable(jdbc(), this.schema.name());
	}

	private JdbcOperations jdbc() {
		return this.session.jdbc();
	}

}
