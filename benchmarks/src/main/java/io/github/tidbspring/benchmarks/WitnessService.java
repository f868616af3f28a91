package io.github.tidbspring.benchmarks;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes with this client the operations that pytidb executes on the same tables.
 *
 * @param tidb the client
 */
record WitnessService(TiDBClient tidb) {

	/**
	 * Uses column names, and writes decimals as strings, because Python would parse
	 * numbers as doubles.
	 */
	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.withConfigOverride(BigDecimal.class,
				(override) -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
		.build();

	private static final int QUERIES = 6;

	/**
	 * Answer a request.
	 * @param request the request, as JSON
	 * @return the answer, as JSON on one line
	 */
	String answer(String request) {
		return JSON.writeValueAsString(answerTo(JSON.readValue(request, WitnessRequest.class)));
	}

	private Object answerTo(WitnessRequest request) {
		return switch (request.what()) {
			case "passages" -> passages();
			case "create database" -> createDatabase(request.need(request.database()));
			case "execute" -> client(request).sql(request.need(request.sql())).update();
			case "create" -> table(request).schema().recreate().schema().validate().schema().ddl();
			case "insert" -> request.need(request.rows()).stream().map(table(request)::insert).toList();
			case "insert all" -> table(request).bulk().insert(request.need(request.rows()));
			case "save" -> request.need(request.rows()).stream().map(table(request)::save).toList();
			case "update" -> table(request).update(chosen(request), values(request));
			case "delete" -> table(request).delete(chosen(request));
			case "get" -> request.need(request.ids()).stream().map((id) -> table(request).findById(id)).toList();
			case "save map" -> request.need(request.rows())
				.stream()
				.map((row) -> SpecimenMaps.defined(client(request)).save(SpecimenMaps.map(row)))
				.toList();
			case "rows of opened table" ->
				SpecimenMaps.opened(client(request)).schema().validate().find().orderBy(SortOrder.asc("id")).list();
			case "rows" -> table(request).find().orderBy(SortOrder.asc("id")).list();
			case "page" -> page(request);
			case "filters" -> filters(table(request), SpecimenMaps.defined(client(request)));
			case "search" -> new WitnessedQueries<>(table(request), Specimen::id).ask(request.need(request.question()));
			default -> throw new IllegalArgumentException("There is no operation '%s'".formatted(request.what()));
		};
	}

	private String createDatabase(String name) {
		this.tidb.databases().createIfAbsent(name);
		return name;
	}

	private Table<Specimen> table(WitnessRequest request) {
		return client(request).table(Specimen.class);
	}

	private TiDBClient client(WitnessRequest request) {
		return this.tidb.withDatabase(request.need(request.database()));
	}

	private static Filter chosen(WitnessRequest request) {
		return Filter.of(Map.of("id", Map.of("$in", request.need(request.ids()))));
	}

	private static Map<String, @Nullable Object> values(WitnessRequest request) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(request.need(request.values()));
		for (RecordComponent component : Specimen.class.getRecordComponents()) {
			values.computeIfPresent(SpecimenMaps.column(component),
					(name, value) -> JSON.convertValue(value, JSON.constructType(component.getGenericType())));
		}
		return values;
	}

	private List<Specimen> page(WitnessRequest request) {
		SortOrder[] sorts = request.need(request.order())
			.entrySet()
			.stream()
			.map((entry) -> "desc".equals(entry.getValue()) ? SortOrder.desc(entry.getKey())
					: SortOrder.asc(entry.getKey()))
			.toArray(SortOrder[]::new);
		return table(request).find()
			.orderBy(sorts)
			.limit(request.need(request.limit()))
			.offset(request.need(request.offset()))
			.list();
	}

	/**
	 * Return each filter in pytidb's form, and the rows that its two other forms find,
	 * the map also in the table without a class.
	 */
	private static List<Map<String, Object>> filters(Table<Specimen> table, Table<?> defined) {
		return WitnessedFilter.all()
			.stream()
			.map((filter) -> Map.<String, Object>of("filter", filter.pytidb(), "typed", ids(table, filter.typed()),
					"map", ids(table, Filter.of(filter.map())), "defined", ids(defined, Filter.of(filter.map()))))
			.toList();
	}

	/** Return searches and their results, for comparison with pytidb's. */
	private Map<String, Object> passages() {
		Table<Passage> table = this.tidb.table(Passage.class).schema().recreate();
		table.insertAll(Passage.many());
		WitnessedQueries<Passage> queries = new WitnessedQueries<>(table, Passage::id);
		List<WitnessedSearch> answers = new ArrayList<>();
		for (float[] vector : Passage.queries(QUERIES)) {
			for (DistanceMetric distance : DistanceMetric.values()) {
				answers.addAll(queries.vectors(vector, distance));
			}
			answers.addAll(queries.hybrids(vector));
		}
		return Map.of("rows", Passage.ROWS, "searches", answers);
	}

	private static List<@Nullable Long> ids(Table<?> table, Filter filter) {
		return table.find(filter).orderBy(SortOrder.asc("id")).values("id", Long.class);
	}

}
