package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the indexes of a table with those that its type describes.
 *
 * @param schema the table as the type describes it
 * @param table the table
 * @param absent the columns that cannot be added
 */
record IndexComparison(TableSchema<?> schema, ExistingTable table, AbsentColumns absent) {

	/** All differences except missing vector and full-text indexes. */
	List<Difference> differences() {
		List<Difference> differences = new ArrayList<>();
		this.schema.indexes().forEach((index) -> {
			Difference difference = compare(index);
			if (difference != null) {
				differences.add(this.absent.check(difference, String.join(" ", index.normalizedParts())));
			}
		});
		differences.addAll(otherUnique());
		return differences;
	}

	/**
	 * Return the difference of an index that the table does not have. A vector index
	 * needs a TiFlash replica of the table.
	 */
	Difference missing(IndexSchema index) {
		return this.absent.check(create(index), String.join(" ", index.normalizedParts()));
	}

	private Difference create(IndexSchema index) {
		String sentence = "the index %s is missing".formatted(index.name());
		TableDdl ddl = new TableDdl(this.schema);
		boolean wantsReplica = index.isForSearch() && this.table.isOfTiDB();
		if (wantsReplica && this.table.isServerless()) {
			return Difference.changed(sentence, ddl.createIndexWithReplica(index));
		}
		return (wantsReplica && this.table.tiFlashReplicas() == 0)
				? Difference.changed(sentence, ddl.setTiFlashReplicas(1), ddl.createIndex(index))
				: Difference.changed(sentence, ddl.createIndex(index));
	}

	private @Nullable Difference compare(IndexSchema index) {
		String name = this.table.nameOf(index);
		if (index.isForSearch()) {
			return (name != null) ? compareSearch(index, name) : null;
		}
		FoundIndex found = (name != null) ? this.table.indexes().get(name.toLowerCase(Locale.ROOT)) : null;
		if (found == null) {
			return missing(index);
		}
		boolean hasExpression = index.parts().stream().anyMatch((part) -> part.column() == null);
		if (hasExpression && !this.table.isOfTiDB()) {
			// A stand-in has another index with that name.
			return null;
		}
		boolean unique = index.kind() == IndexSchema.Kind.UNIQUE;
		if (!found.columns().equals(index.normalizedParts())) {
			return replaced(index, found.name(), "the index %s has the columns %s, and that of %s has %s"
				.formatted(index.name(), found.columns(), this.schema.typeName(), index.normalizedParts()));
		}
		return (found.unique() == unique) ? null
				: replaced(index, found.name(), "the index %s is %s, and that of %s is %s".formatted(index.name(),
						unique ? "not unique" : "unique", this.schema.typeName(), unique ? "unique" : "not"));
	}

	/** One change of an index in a statement. */
	private Difference replaced(IndexSchema index, String found, String sentence) {
		TableDdl ddl = new TableDdl(this.schema);
		return Difference.changed(sentence, ddl.dropIndex(Identifier.of(found)), ddl.createIndex(index));
	}

	private @Nullable Difference compareSearch(IndexSchema index, String name) {
		FoundSearchIndex found = this.table.searchIndexes()
			.stream()
			.filter((other) -> other.name().equals(name))
			.findFirst()
			.orElse(null);
		if (found != null && !found.isEqualTo(index)) {
			return replaced(index, name, "the index %s is %s, and that of %s is %s".formatted(index.name(),
					found.description(), this.schema.typeName(), index.description()));
		}
		// A stand-in has another kind of index with that name.
		return (found == null && this.table.isOfTiDB())
				? replaced(index, name, "the index %s is no %s".formatted(index.name(), index.kind().word())) : null;
	}

	/** If the type does not know a unique index, an upsert may change another row. */
	private List<Difference> otherUnique() {
		List<String> known = this.schema.indexes().stream().map((index) -> lowerCase(index.name())).toList();
		List<List<String>> unique = new ArrayList<>();
		Stream.concat(this.schema.indexes().stream(), Stream.ofNullable(this.schema.generatedIndex()))
			.filter((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
			.forEach((index) -> unique.add(index.normalizedParts()));
		this.schema.columns()
			.stream()
			.filter((column) -> column.declaredType(null).unique())
			.forEach((column) -> unique.add(List.of(lowerCase(column.name()))));
		return this.table.indexes()
			.values()
			.stream()
			.filter((index) -> index.unique() && !index.isPrimary() && !unique.contains(index.columns())
					&& !known.contains(index.name().toLowerCase(Locale.ROOT)))
			.map((index) -> Difference.refused(
					("the table has the unique index %s on %s, and %s has none: save() "
							+ "would change the row with that value instead of failing")
						.formatted(Identifier.of(index.name()), index.columns(), this.schema.typeName()),
					"without it, equal values would be accepted; it can be dropped, or declared"))
			.toList();
	}

	private static String lowerCase(Identifier name) {
		return name.name().toLowerCase(Locale.ROOT);
	}

}
