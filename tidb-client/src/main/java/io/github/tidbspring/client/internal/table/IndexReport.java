package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundIndex;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.internal.session.IndexBuilding;
import io.github.tidbspring.client.internal.session.IndexBuilding.Job;
import io.github.tidbspring.client.internal.session.IndexBuilding.Rows;
import io.github.tidbspring.client.table.IndexStatus;
import io.github.tidbspring.client.table.IndexStatus.Kind;
import io.github.tidbspring.client.table.IndexStatus.State;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reports the indexes that a type describes, and the others of its table. What the server
 * is asked, it is asked once, and only if needed. For one report; not thread-safe.
 */
final class IndexReport {

	private final TableSchema<?> schema;

	private final ExistingTable existing;

	private final SingletonSupplier<Optional<List<Job>>> jobs;

	private final SingletonSupplier<Optional<List<Boolean>>> replicas;

	private final SingletonSupplier<Optional<Map<String, Rows>>> rows;

	IndexReport(JdbcOperations jdbc, TableSchema<?> schema) {
		this.schema = schema;
		this.existing = new ExistingTable(jdbc, schema.name());
		IndexBuilding building = new IndexBuilding(jdbc, schema.name());
		this.jobs = SingletonSupplier.of(building::jobs);
		this.replicas = SingletonSupplier.of(building::replicas);
		this.rows = SingletonSupplier.of(building::rows);
	}

	List<IndexStatus> indexes() {
		Map<String, FoundIndex> others = new LinkedHashMap<>(this.existing.indexes());
		others.values().removeIf(FoundIndex::isPrimary);
		List<IndexStatus> indexes = new ArrayList<>();
		for (IndexSchema index : this.schema.indexes()) {
			String name = this.existing.nameOf(index);
			if (name != null) {
				others.remove(name.toLowerCase(Locale.ROOT));
			}
			Kind kind = Kind.valueOf(index.kind().name());
			indexes.add((name != null) ? found(name, kind, index.normalizedParts(), index.metric())
					: notFound(index, kind));
		}
		others.values().forEach((index) -> indexes.add(other(index)));
		return List.copyOf(indexes);
	}

	private IndexStatus other(FoundIndex index) {
		FoundSearchIndex search = this.existing.searchIndexes()
			.stream()
			.filter((each) -> each.name().equalsIgnoreCase(index.name()))
			.findFirst()
			.orElse(null);
		Kind kind = index.unique() ? Kind.UNIQUE : Kind.PLAIN;
		if (search == null) {
			return found(index.name(), kind, index.columns(), null);
		}
		kind = switch (search.keyword()) {
			case "VECTOR" -> Kind.VECTOR;
			case "FULLTEXT" -> Kind.FULL_TEXT;
			default -> kind;
		};
		DistanceMetric metric = Stream.of(DistanceMetric.values())
			.filter((each) -> each.function().equalsIgnoreCase(search.function()))
			.findFirst()
			.orElse(null);
		return found(index.name(), kind, index.columns(), metric);
	}

	private IndexStatus found(String name, Kind kind, List<String> columns, @Nullable DistanceMetric metric) {
		if (kind != Kind.VECTOR && kind != Kind.FULL_TEXT) {
			return IndexStatus.of(name, kind, columns, State.BUILT);
		}
		Rows rows = this.rows.obtain().map((all) -> all.get(name.toLowerCase(Locale.ROOT))).orElse(null);
		boolean available = this.replicas.obtain().map((all) -> all.isEmpty() || all.contains(true)).orElse(true);
		if (rows == null) {
			return IndexStatus.of(name, kind, columns, metric, available ? State.BUILT : State.BUILDING, null, null,
					null);
		}
		State state = (available && rows.missing() == 0) ? State.BUILT : State.BUILDING;
		return IndexStatus.of(name, kind, columns, metric, (rows.error() != null) ? State.FAILED : state,
				rows.indexed(), rows.missing() + rows.recent(), rows.error());
	}

	/** An index is not among those of the table before it is complete. */
	private IndexStatus notFound(IndexSchema index, Kind kind) {
		ColumnSchema column = index.isForSearch() ? index.column() : null;
		Job job = this.jobs.obtain()
			.stream()
			.flatMap(List::stream)
			.filter((each) -> each.adds(index.name()) || (column != null && each.addsOn(column.name())))
			.findFirst()
			.orElse(null);
		return IndexStatus.of(index.name().name(), kind, index.normalizedParts(), index.metric(),
				(job != null) ? State.BUILDING : State.MISSING, (job != null) ? job.rows() : null, null, null);
	}

}
