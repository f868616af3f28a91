package io.github.tidbspring.client.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * JSON columns are written, read and compared by the mapper that the client was given.
 */
@NullMarked
@ContractTests
class JsonMapperIntegrationTests {

	private final ContractServer server;

	JsonMapperIntegrationTests(ContractServer server) {
		this.server = server;
	}

	private Table<Event> events(JsonMapper mapper) {
		return recreate(mapper, Event.class);
	}

	private <T> Table<T> recreate(JsonMapper mapper, Class<T> type) {
		return client(mapper).table(type).schema().recreate();
	}

	private TiDBClient client(JsonMapper mapper) {
		return TiDBClient.builder(this.server.client().dataSource()).jsonMapper(mapper).build();
	}

	@Test
	void namesAreThoseOfTheMapper() {
		Table<Event> events = events(
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
		Event row = new Event(1, new Meeting(Instant.parse("2026-01-01T10:00:00Z"), LocalDate.of(2026, 1, 2)));
		events.insert(row);
		assertThat(events.findById(1)).contains(row);
		assertThat(events.count(Filter.eq("meeting.first_day", LocalDate.of(2026, 1, 2)))).isEqualTo(1);
		assertThat(events.find().values("meeting", String.class).toString()).contains("starts_at", "first_day");
	}

	@Test
	void aNameAroundTheRootOfDocumentsIsNotForColumns() {
		Table<Event> events = events(JsonMapper.builder()
			.enable(SerializationFeature.WRAP_ROOT_VALUE)
			.enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.build());
		Event row = new Event(1, new Meeting(Instant.parse("2026-01-01T10:00:00Z"), LocalDate.of(2026, 1, 2)));
		events.insert(row);
		assertThat(events.find(Filter.eq("meeting.firstDay", LocalDate.of(2026, 1, 2))).list()).containsExactly(row);
	}

	@Test
	void timesInOneFormOfFixedLengthAreComparedByOrder() {
		Table<Event> events = events(JsonMapper.builder().addModule(fixedTimes()).build());
		Instant time = Instant.parse("2026-01-01T10:00:00Z");
		for (int i = 1; i <= 3; i++) {
			events.insert(new Event(i, new Meeting(time.plusMillis(500L * i), LocalDate.of(2026, 1, i))));
		}
		assertThat(ids(events.find(Filter.gt("meeting.startsAt", time.plusMillis(500))))).containsExactly(2L, 3L);
		assertThat(ids(events.find(Filter.lte("meeting.startsAt", time.plusMillis(1000))))).containsExactly(1L, 2L);
		assertThat(events.find().orderBy(SortOrder.desc("meeting.startsAt")).list()).extracting(Event::id)
			.containsExactly(3L, 2L, 1L);
	}

	@Test
	void whenAnyTimeMayBeThenAllFormsHaveToBeOne() {
		Instant time = Instant.parse("2026-01-01T10:00:00Z");
		Table<Untyped> fixed = recreate(JsonMapper.builder().addModule(fixedTimes()).build(), Untyped.class);
		fixed.insert(new Untyped(1, Map.of("at", time.plusMillis(500))));
		assertThat(fixed.count(Filter.gt("m.at", time))).isEqualTo(1);
		assertThat(fixed.count(Filter.gt("m.at", time.atOffset(ZoneOffset.ofHours(3))))).isEqualTo(1);
		assertThat(fixed.count(Filter.lt("m.at", Date.from(time.plusMillis(400))))).isZero();
		SimpleModule instants = new SimpleModule().addSerializer(Instant.class, new Fixed<>(Instant.class));
		Table<Untyped> mixed = client(JsonMapper.builder().addModule(instants).build()).table(Untyped.class);
		assertThatIllegalArgumentException().isThrownBy(() -> mixed.count(Filter.gt("m.at", time)))
			.withMessageContaining("'m.at'");
	}

	private static SimpleModule fixedTimes() {
		return new SimpleModule().addSerializer(Instant.class, new Fixed<>(Instant.class))
			.addSerializer(OffsetDateTime.class, new Fixed<>(OffsetDateTime.class))
			.addSerializer(ZonedDateTime.class, new Fixed<>(ZonedDateTime.class))
			.addSerializer(Date.class, new StdScalarSerializer<>(Date.class) {

				@Override
				public void serialize(Date value, JsonGenerator generator, SerializationContext context) {
					generator.writeString(Fixed.FORMAT.format(value.toInstant()));
				}

			});
	}

	@Test
	void timesAsNumbersAreComparedByOrder() {
		Table<Event> events = events(JsonMapper.builder()
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
			.disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
			.build());
		Instant time = Instant.parse("2026-01-01T10:00:00.250Z");
		events.insert(new Event(1, new Meeting(time, LocalDate.of(2026, 1, 2))));
		assertThat(events.count(Filter.eq("meeting.startsAt", time))).isEqualTo(1);
		assertThat(events.count(Filter.gt("meeting.startsAt", time.minusMillis(1)))).isEqualTo(1);
		assertThat(events.count(Filter.gt("meeting.startsAt", time))).isZero();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> events.count(Filter.eq("meeting.firstDay", LocalDate.of(2026, 1, 2))))
			.withMessageContaining("is a list in JSON");
	}

	@Test
	void lenientMapperStoresJsonAllTheSame() {
		Table<Untyped> table = recreate(JsonMapper.builder()
			.disable(JsonWriteFeature.QUOTE_PROPERTY_NAMES)
			.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build(), Untyped.class);
		Untyped row = new Untyped(1, Map.of("k", "\ud83d\udd11 é", "list", List.of(1, 2)));
		table.insert(row);
		assertThat(table.findById(1)).contains(row);
		assertThatIllegalArgumentException().isThrownBy(() -> table.insert(new Untyped(2, Map.of("k", Double.NaN))))
			.withMessageContaining("Untyped.m ");
		assertThatIllegalArgumentException().isThrownBy(() -> table.insert(new Untyped(2, Map.of("k", "\ud83d"))))
			.withMessageContaining("Untyped.m ");
	}

	@Test
	void clientsOfAClientHaveItsMapper() {
		TiDBClient client = client(
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
		client.table(Event.class).schema().recreate();
		Event row = new Event(1, new Meeting(Instant.parse("2026-01-01T10:00:00Z"), LocalDate.of(2026, 1, 2)));
		client.withEmbeddingFunction(new NoEmbeddings()).table(Event.class).insert(row);
		assertThat(client.table(Event.class).findById(1)).contains(row);
		assertThat(client.table(Event.class).count(Filter.isNotNull("meeting.first_day"))).isEqualTo(1);
		assertThat(client.table(Event.class).find().into(Projected.class).list())
			.containsExactly(new Projected(row.meeting()));
	}

	private static List<Long> ids(TableQuery<Event> find) {
		return find.orderBy(SortOrder.asc("id")).list().stream().map(Event::id).toList();
	}

	record Event(@PrimaryKey long id, @JsonColumn Meeting meeting) {
	}

	record Projected(@JsonColumn Meeting meeting) {
	}

	record Meeting(Instant startsAt, LocalDate firstDay) {
	}

	record Untyped(@PrimaryKey long id, @JsonColumn Map<String, Object> m) {
	}

	private static final class NoEmbeddings implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(1);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			return List.of();
		}

	}

	private static final class Fixed<T extends TemporalAccessor> extends StdScalarSerializer<T> {

		private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

		private Fixed(Class<T> type) {
			super(type);
		}

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(FORMAT.format(value));
		}

	}

}
