package io.github.tidbspring.client.internal.table;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.IndexSchema.Kind;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.table.DdlStatement.Remark;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Creates a table: with all its indexes, or without the vector and full-text indexes that
 * the server rejects.
 *
 * @param table the table
 * @param availability the indexes that the server can have
 * @param remarks logs differences between the table and its type
 */
record TableCreation(MappedTable<?> table, IndexAvailability availability, TableRemarks remarks) {

	static TableCreation of(MappedTable<?> table) {
		return new TableCreation(table, new IndexAvailability(table.session()), new TableRemarks(table));
	}

	/**
	 * Create the table.
	 * @param ifAbsent whether an existing table is left unchanged
	 * @throws DataAccessException if the server rejects the table, even without the
	 * indexes that it cannot have
	 */
	void create(boolean ifAbsent) {
		Created created;
		Set<Kind> kinds = kinds();
		try {
			created = run(ifAbsent, kinds, Map.of());
		}
		catch (DataAccessException ex) {
			created = createWithout(ifAbsent, kinds, refusal(kinds, ex), ex);
		}
		if (created.existed()) {
			compareExisting();
			return;
		}
		this.remarks.leftOut(leftOut(created), created.remarks());
		this.remarks.ignoredReferences();
	}

	/**
	 * Create the table with all that the type describes, or fail.
	 * @param ifAbsent whether an existing table is left unchanged
	 * @throws DataAccessException if the server rejects the table
	 */
	void createStrictly(boolean ifAbsent) {
		Created created;
		try {
			created = run(ifAbsent, kinds(), Map.of());
		}
		catch (DataAccessException ex) {
			throw incomplete(refusal(kinds(), ex).toString(), ex);
		}
		if (created.existed()) {
			new TableInspection(this.table.jdbc(), this.table.schema()).requireSearchIndexes();
			compareExisting();
			return;
		}
		List<Remark> ignored = created.ignored();
		if (!ignored.isEmpty()) {
			removeIfEmpty();
			throw incomplete(Remark.join(ignored), null);
		}
		this.remarks.ignoredReferences();
	}

	/**
	 * Return the refusal of an index.
	 * @param kinds the kinds of the indexes in the statement
	 * @param ex the failure of the statement
	 * @return the refusal
	 * @throws DataAccessException if the failure has another reason
	 */
	private static IndexRefusal refusal(Set<Kind> kinds, DataAccessException ex) {
		IndexRefusal refusal = kinds.isEmpty() ? null : IndexRefusal.of(ex);
		if (refusal == null) {
			throw ex;
		}
		return refusal;
	}

	private InvalidDataAccessResourceUsageException incomplete(String reason, @Nullable DataAccessException cause) {
		return new InvalidDataAccessResourceUsageException(
				"The server cannot create the table %s as %s describes it, and schema().strict() requires all of it: %s"
					.formatted(this.table.name(), this.table.schema().typeName(), reason),
				cause);
	}

	/** Another instance of the application may have written to the table already. */
	private void removeIfEmpty() {
		String exists = new TableStatements(this.table.schema()).exists(null).text();
		if (this.table.jdbc().queryForList(exists, Integer.class).isEmpty()) {
			this.table.jdbc().execute(new TableDdl(this.table.schema()).drop(true));
		}
	}

	private Set<Kind> kinds() {
		return this.table.schema()
			.searchIndexes()
			.stream()
			.map(IndexSchema::kind)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
	}

	/**
	 * A server may have one kind of index and reject the other. If it rejects the table
	 * without indexes too, the failure had another reason.
	 */
	private Created createWithout(boolean ifAbsent, Set<Kind> kinds, IndexRefusal refusal, DataAccessException first) {
		Map<Kind, String> refusals = new EnumMap<>(Kind.class);
		kinds.forEach((kind) -> refusals.put(kind, refusal.toString()));
		if (kinds.size() > 1) {
			for (Kind kept : kinds) {
				Map<Kind, String> others = new EnumMap<>(refusals);
				others.remove(kept);
				try {
					return run(ifAbsent, EnumSet.of(kept), others);
				}
				catch (DataAccessException ex) {
					IndexRefusal own = IndexRefusal.of(ex);
					if (own == null) {
						ex.addSuppressed(first);
						throw ex;
					}
					refusals.put(kept, own.toString());
				}
			}
		}
		try {
			return run(ifAbsent, EnumSet.noneOf(Kind.class), refusals);
		}
		catch (DataAccessException ex) {
			// The indexes are not the reason. Another code is that of another mistake.
			boolean same = IndexRefusal.code(ex) == refusal.code();
			DataAccessException thrown = same ? first : ex;
			thrown.addSuppressed(same ? ex : first);
			throw thrown;
		}
	}

	private Created run(boolean ifAbsent, Set<Kind> kinds, Map<Kind, String> refusals) {
		String sql = new TableDdl(this.table.schema()).create(ifAbsent,
				(index) -> !index.isForSearch() || kinds.contains(index.kind()));
		return new Created(new DdlStatement(sql).run(this.table.jdbc()), refusals);
	}

	/** The indexes that the server rejected, or accepted and ignored. */
	private Map<IndexSchema, String> leftOut(Created created) {
		Map<IndexSchema, String> leftOut = new LinkedHashMap<>();
		created.refusals().forEach(this.availability::refused);
		List<Remark> ignored = created.ignored();
		ExistingTable existing = new ExistingTable(this.table.jdbc(), this.table.name());
		for (IndexSchema index : this.table.schema().searchIndexes()) {
			String refusal = created.refusals().get(index.kind());
			if (refusal != null) {
				leftOut.put(index, refusal);
			}
			else if (!ignored.isEmpty() && existing.nameOf(index) == null) {
				String reason = Remark.join(ignored.stream().filter(Remark::isAboutFullText).limit(1).toList());
				reason = reason.isEmpty() ? Remark.join(ignored) : reason;
				leftOut.put(index, reason);
				this.availability.refused(index.kind(), reason);
			}
			else {
				this.availability.made(index.kind());
			}
		}
		return leftOut;
	}

	private void compareExisting() {
		TableInspection inspection = new TableInspection(this.table.jdbc(), this.table.schema());
		try {
			List<String> differences = inspection.differences();
			Map<IndexSchema, String> missing = new LinkedHashMap<>();
			for (IndexSchema index : inspection.missingSearchIndexes()) {
				missing.put(index, Objects.requireNonNullElse(this.availability.obstacle(index.kind()), ""));
			}
			this.remarks.existing(differences, missing);
			this.remarks.impossible(inspection.impossibleChecks());
		}
		catch (DataAccessException ex) {
			this.remarks.notCompared(ex);
		}
	}

	/**
	 * The outcome of a statement that the server accepted.
	 *
	 * @param remarks the warnings of the server
	 * @param refusals why the statement has no indexes of some kinds
	 */
	private record Created(List<Remark> remarks, Map<Kind, String> refusals) {

		boolean existed() {
			return this.remarks.stream().anyMatch(Remark::saysThatTableExists);
		}

		List<Remark> ignored() {
			return this.remarks.stream().filter(Remark::saysThatSomethingIsIgnored).toList();
		}

	}

}
