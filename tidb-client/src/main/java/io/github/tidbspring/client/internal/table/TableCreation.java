package io.github.tidbspring.client.internal.table;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.internal.schema.IndexSchema.Kind;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.table.DdlStatement.Remark;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Creates a table: with all its indexes, or without those for vectors and words that the
 * server refuses.
 */
final class TableCreation {

	private final Session session;

	private final TableSchema<?> schema;

	private final IndexAvailability availability;

	private final TableRemarks remarks;

	TableCreation(Session session, TableSchema<?> schema, IndexAvailability availability, TableRemarks remarks) {
		this.session = session;
		this.schema = schema;
		this.availability = availability;
		this.remarks = remarks;
	}

	/**
	 * Create the table.
	 * @param ifAbsent whether a table that exists is left as it is
	 * @throws DataAccessException if the server makes no such table, not even without the
	 * indexes that it cannot have
	 */
	void create(boolean ifAbsent) {
		Made made = create(ifAbsent, kinds());
		if (made.existed()) {
			compareExisting();
			return;
		}
		this.remarks.leftOut(leftOut(made), made.remarks());
		this.remarks.ignoredReferences();
	}

	/**
	 * Create the table with all that the type describes, or fail.
	 * @param ifAbsent whether a table that exists is left as it is
	 * @throws DataAccessException if the server makes no such table
	 */
	void createStrictly(boolean ifAbsent) {
		Made made;
		try {
			made = run(ifAbsent, kinds(), Map.of());
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = kinds().isEmpty() ? null : IndexRefusal.of(ex);
			if (refusal == null) {
				throw ex;
			}
			throw refused(refusal.toString(), ex);
		}
		if (made.existed()) {
			requireSearchIndexes();
			return;
		}
		List<Remark> remarks = made.remarks().stream().filter(Remark::saysThatSomethingIsLeftOut).toList();
		if (!remarks.isEmpty()) {
			// It says so when the table is there already.
			removeIfEmpty();
			throw refused(this.remarks.join(remarks), null);
		}
		this.remarks.ignoredReferences();
	}

	private InvalidDataAccessResourceUsageException refused(String words, @Nullable DataAccessException cause) {
		return new InvalidDataAccessResourceUsageException(
				"The server cannot make the table %s as %s describes it, and schema().strict() asks for all of it: %s"
					.formatted(this.schema.name(), this.schema.rowType().type().getSimpleName(), words),
				cause);
	}

	/** Another instance of the application may have found the table, and use it. */
	private void removeIfEmpty() {
		String exists = new TableStatements(this.schema).exists(null).text();
		if (this.session.jdbc().queryForList(exists, Integer.class).isEmpty()) {
			this.session.jdbc().execute(new TableDdl(this.schema).drop(true));
		}
	}

	private Set<Kind> kinds() {
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		this.schema.searchIndexes().forEach((index) -> kinds.add(index.kind()));
		return kinds;
	}

	private Made create(boolean ifAbsent, Set<Kind> kinds) {
		try {
			return run(ifAbsent, kinds, Map.of());
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = kinds.isEmpty() ? null : IndexRefusal.of(ex);
			if (refusal == null) {
				throw ex;
			}
			return createWithout(ifAbsent, kinds, refusal, ex);
		}
	}

	/**
	 * A server may have one kind of index and refuse the other. Whether the refusal is
	 * about an index at all shows when the table is made without.
	 */
	private Made createWithout(boolean ifAbsent, Set<Kind> kinds, IndexRefusal refusal, DataAccessException first) {
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
			// It was not the indexes. What differs without them is what is wrong as well.
			boolean same = IndexRefusal.code(ex) == refusal.code();
			DataAccessException thrown = same ? first : ex;
			thrown.addSuppressed(same ? ex : first);
			throw thrown;
		}
	}

	private Made run(boolean ifAbsent, Set<Kind> kinds, Map<Kind, String> refusals) {
		String sql = new TableDdl(this.schema).create(ifAbsent,
				(index) -> !index.isForSearch() || kinds.contains(index.kind()));
		List<Remark> remarks = new DdlStatement(sql).run(this.session.jdbc());
		return new Made(remarks, kinds, refusals);
	}

	/** What was refused, and what was taken and is not there all the same. */
	private Map<IndexSchema, String> leftOut(Made made) {
		Map<IndexSchema, String> leftOut = new LinkedHashMap<>();
		made.refusals().forEach(this.availability::refused);
		List<Remark> remarks = made.remarks().stream().filter(Remark::saysThatSomethingIsLeftOut).toList();
		ExistingTable table = new ExistingTable(this.session.jdbc(), this.schema.name());
		for (IndexSchema index : this.schema.searchIndexes()) {
			String refusal = made.refusals().get(index.kind());
			if (refusal != null) {
				leftOut.put(index, refusal);
			}
			else if (!remarks.isEmpty() && table.nameOf(index) == null) {
				String words = this.remarks.join(remarks.stream().filter(Remark::isAboutFullText).limit(1).toList());
				leftOut.put(index, words.isEmpty() ? this.remarks.join(remarks) : words);
				this.availability.refused(index.kind(), leftOut.get(index));
			}
			else {
				this.availability.made(index.kind());
			}
		}
		return leftOut;
	}

	/** A table that was there is left as it is: if it is another one, that is said. */
	private void compareExisting() {
		TableInspection inspection = new TableInspection(this.session.jdbc(), this.schema);
		try {
			Map<IndexSchema, String> missing = new LinkedHashMap<>();
			List<String> differences = inspection.differences();
			for (IndexSchema index : inspection.missingSearchIndexes()) {
				String obstacle = this.availability.obstacle(index.kind());
				missing.put(index, (obstacle != null) ? obstacle : "");
			}
			this.remarks.existing(differences, missing);
		}
		catch (DataAccessException ex) {
			this.remarks.notCompared(ex);
		}
	}

	private void requireSearchIndexes() {
		TableInspection inspection = new TableInspection(this.session.jdbc(), this.schema);
		List<String> missing = inspection.missingSearchIndexes()
			.stream()
			.map((index) -> "the index %s is missing".formatted(index.name()))
			.toList();
		if (!missing.isEmpty()) {
			throw inspection.mismatch(missing);
		}
		compareExisting();
	}

	/**
	 * What became of a statement that was taken.
	 *
	 * @param remarks what the server said
	 * @param kinds the indexes that it was given
	 * @param refusals why it was not given the others
	 */
	private record Made(List<Remark> remarks, Set<Kind> kinds, Map<Kind, String> refusals) {

		boolean existed() {
			return this.remarks.stream().anyMatch(Remark::saysThatTableExists);
		}

	}

}
