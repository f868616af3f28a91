package io.github.tidbspring.client.internal.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TableDdl} and {@link TableSchema}.
 */
@NullMarked
class TableDdlTests {

	@Test
	void everyTypeHasItsColumn() {
		assertThat(ddl(Types.class)).isEqualTo("""
				CREATE TABLE `types` (
					`id` BIGINT NOT NULL,
					`flag` TINYINT(1) NOT NULL,
					`tiny` TINYINT NOT NULL,
					`small` SMALLINT NOT NULL,
					`number` INT NOT NULL,
					`big` DECIMAL(65,0) NOT NULL,
					`single_precision` FLOAT NOT NULL,
					`double_precision` DOUBLE NOT NULL,
					`letter` CHAR(1) NOT NULL,
					`text` VARCHAR(255) NOT NULL,
					`amount` DECIMAL(38,10) NOT NULL,
					`price` DECIMAL(20,4) NOT NULL,
					`day` DATE NOT NULL,
					`time` TIME(6) NOT NULL,
					`local` DATETIME(6) NOT NULL,
					`created_at` DATETIME(6) NOT NULL,
					`year` SMALLINT NOT NULL,
					`uuid` CHAR(36) NOT NULL,
					`colour` VARCHAR(255) NOT NULL,
					`data` MEDIUMBLOB NOT NULL,
					`meta` JSON NOT NULL,
					`embedding` VECTOR(3) NOT NULL,
					PRIMARY KEY (`id`)
				)""");
	}

	@Test
	void lengthDecidesTheTextType() {
		assertThat(ddl(Lengths.class)).contains("`id` VARCHAR(16383) NOT NULL", "`medium` MEDIUMTEXT NOT NULL",
				"`large` LONGTEXT NOT NULL", "`binary` VARBINARY(16) NOT NULL", "`huge` LONGBLOB NOT NULL",
				"`colour` VARCHAR(10) NOT NULL", "`own` TINYTEXT NOT NULL DEFAULT 'x'");
	}

	@Test
	void nullabilityIsThatOfTheType() {
		assertThat(ddl(Nulls.class)).contains("`id` BIGINT NOT NULL", "`text` VARCHAR(255) NULL",
				"`number` INT NOT NULL", "`boxed` INT NULL", "`given` VARCHAR(255) NOT NULL",
				"`vector` VECTOR(2) NULL");
		assertThat(ddl(Unmarked.class)).contains("`id` BIGINT NOT NULL", "`text` VARCHAR(255) NULL",
				"`number` INT NOT NULL");
	}

	@Test
	void indexesAreNamedAfterTheirColumns() {
		assertThat(ddl(Indexes.class)).contains("\tINDEX `idx_user_name` (`user_name`),",
				"\tUNIQUE INDEX `uk_mail` (`mail`),", "\tUNIQUE INDEX `mine` (`number`),",
				"\tFULLTEXT INDEX `fts_idx_body` (`body`) WITH PARSER MULTILINGUAL,",
				"\tVECTOR INDEX `vec_idx_near` ((VEC_L2_DISTANCE(`near`))),",
				"\tVECTOR INDEX `vec_idx_same` ((VEC_COSINE_DISTANCE(`same`))),",
				"\tINDEX `idx_user_name_number` (`user_name`, `number`),",
				"\tUNIQUE INDEX `pair` (`number`, `mail`)\n");
	}

	@Test
	void indexIsAddedLaterWithItsOwnStatement() {
		TableSchema<Indexes> schema = TableSchema.of(Indexes.class);
		assertThat(schema.indexes().stream().map((index) -> new TableDdl(schema).createIndex(index))).contains(
				"CREATE VECTOR INDEX `vec_idx_near` ON `indexes` ((VEC_L2_DISTANCE(`near`))) USING HNSW",
				"CREATE FULLTEXT INDEX `fts_idx_body` ON `indexes` (`body`) WITH PARSER MULTILINGUAL",
				"CREATE UNIQUE INDEX `pair` ON `indexes` (`number`, `mail`)");
	}

	@Test
	void longNameOfAnIndexIsCutAndStaysItsOwn() {
		TableSchema<LongNames> schema = TableSchema.of(LongNames.class);
		assertThat(schema.indexes()).hasSize(2)
			.extracting((index) -> index.name().name())
			.doesNotHaveDuplicates()
			.allSatisfy((name) -> assertThat(name).hasSizeLessThanOrEqualTo(64));
	}

	@Test
	void vectorThatTheServerMakesIsAGeneratedColumn() {
		String ddl = ddl(MadeByServer.class);
		assertThat(ddl).isEqualTo(
				"""
						CREATE TABLE `made_by_server` (
							`id` BIGINT NOT NULL,
							`the_text` VARCHAR(255) NOT NULL,
							`plain` VECTOR(1024) GENERATED ALWAYS AS (EMBED_TEXT('tidbcloud_free/amazon/titan-embed-text-v2', `the_text`)) STORED,
							`with_options` VECTOR(512) GENERATED ALWAYS AS (EMBED_TEXT('openai/it''s', `the_text`, '{"dimensions": 512, "x": "a\\\\nb"}')) STORED COMMENT 'near',
							PRIMARY KEY (`id`),
							VECTOR INDEX `vec_idx_plain` ((VEC_COSINE_DISTANCE(`plain`))),
							VECTOR INDEX `vec_idx_with_options` ((VEC_L2_DISTANCE(`with_options`)))
						)""");
		// No server here has the function: for the check of TiDB's grammar alone.
		StatementRecording.written(ddl);
	}

	@Test
	void vectorThatIsMadeFromATextIsAnOrdinaryColumn() {
		assertThat(ddl(Embedded.class)).contains("`embedding` VECTOR(3) NOT NULL,", "`other` VECTOR(3) NULL,");
	}

	@Test
	void commentsAreTexts() {
		assertThat(ddl(Comments.class)).contains("`id` BIGINT NOT NULL COMMENT 'it''s a \\\\ \"key\"; --'")
			.endsWith(") COMMENT = '\\\\'' DROP TABLE x; --'");
	}

	@Test
	void compositeKeyIsInTheOrderOfItsComponents() {
		assertThat(ddl(Composite.class)).contains("PRIMARY KEY (`b`, `a`)");
	}

	@Test
	void whatTheDatabaseFillsIsInTheDefinition() {
		assertThat(ddl(Filled.class)).isEqualTo(
				"""
						CREATE TABLE `filled` (
							`id` BIGINT NOT NULL,
							`state` VARCHAR(255) NOT NULL DEFAULT 'draft',
							`updated_at` DATETIME(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6) COMMENT 'when',
							`lang` VARCHAR(8) GENERATED ALWAYS AS (meta->>'$.lang') VIRTUAL NULL,
							`size` INT GENERATED ALWAYS AS (JSON_LENGTH(meta)) STORED NOT NULL,
							`meta` JSON NOT NULL,
							`body` MEDIUMTEXT NOT NULL,
							`parent` BIGINT NULL,
							PRIMARY KEY (`id`),
							INDEX `idx_lower_lang` ((LOWER(lang))),
							INDEX `idx_body` (`body`(20)),
							INDEX `idx_lang_cast_meta_tags_as_char_40_array` (`lang`, (CAST(meta->'$.tags' AS CHAR(40) ARRAY))),
							CONSTRAINT `fk_filled_parent` FOREIGN KEY (`parent`) REFERENCES `filled` (`id`) ON DELETE SET NULL,
							CONSTRAINT `twice` FOREIGN KEY (`id`, `size`) REFERENCES `other` (`a`, `b``c`) ON UPDATE CASCADE,
							CONSTRAINT `chk_filled_size` CHECK (size < 9),
							CONSTRAINT `chk_filled_size_2` CHECK (size > 0),
							CONSTRAINT `chk_filled_3` CHECK (id > 0)
						) COMMENT = 'c' TTL = updated_at + INTERVAL 1 DAY AUTO_ID_CACHE = 1""");
	}

	@Test
	void generatedKeys() {
		assertThat(ddl(Random.class)).contains("`id` BIGINT NOT NULL AUTO_RANDOM(5),", "PRIMARY KEY (`id`) CLUSTERED");
		assertThat(ddl(RandomInRange.class)).contains("`id` BIGINT NOT NULL AUTO_RANDOM(5, 54),");
		assertThat(ddl(Increment.class)).contains("`id` INT NOT NULL AUTO_INCREMENT,", "PRIMARY KEY (`id`)\n");
	}

	@Test
	void counterBesideTheKeyIsNeverNullAndHasAnIndex() {
		assertThat(ddl(Counter.class)).contains("`number` BIGINT NOT NULL AUTO_INCREMENT",
				"UNIQUE INDEX `uk_number` (`number`)");
	}

	@Test
	void hostileNamesAreQuoted() {
		assertThat(ddl(Hostile.class)).startsWith("CREATE TABLE `a``; DROP TABLE x; --` (\n\t`b``; --` BIGINT")
			.contains("INDEX `c``) --` (`v`` DESC`)");
	}

	@Test
	void tableIsLeftAsItIsIfWanted() {
		assertThat(new TableDdl(TableSchema.of(Composite.class)).create(true, (index) -> true))
			.startsWith("CREATE TABLE IF NOT EXISTS `composite`");
	}

	@ParameterizedTest
	@MethodSource
	void typeThatIsNoTableIsRefusedWithItsName(Class<?> type, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> TableSchema.of(type)).withMessageContaining(message);
	}

	static Stream<Arguments> typeThatIsNoTableIsRefusedWithItsName() {
		return Stream.of(arguments(WithoutId.class, "WithoutId has no @PrimaryKey"),
				arguments(Empty.class, "Empty has no property that could be a column"),
				arguments(TwoOnOne.class, "TwoOnOne.second and TwoOnOne.first are the same column `X`"),
				arguments(Unsupported.class,
						"Unsupported.thread has the type java.lang.Thread, which no column has; @JsonColumn stores it as JSON"),
				arguments(BareFloats.class,
						"BareFloats.floats has the type float[], which no column has; "
								+ "a float[] is a @VectorColumn(dimensions = …)"),
				arguments(VectorText.class,
						"VectorText.text is a @VectorColumn and therefore a float[], not a " + "java.lang.String"),
				arguments(NoDimensions.class, "NoDimensions.v has 0 dimensions; TiDB's vectors have 1 to 16383"),
				arguments(Negative.class, "Negative.v has -1 dimensions"),
				arguments(ManyDimensions.class, "ManyDimensions.v has 20000 dimensions"),
				arguments(WrongIndex.class, "WrongIndex.v has a vector index for L1"),
				arguments(UnknownSource.class, "UnknownSource.v has the source 'nope', which is none of [id, v]"),
				arguments(OwnSource.class, "OwnSource.v cannot be its own source; that is a property with a text"),
				arguments(NumberSource.class,
						"NumberSource.v has the source NumberSource.id, which is a long; vectors are computed from a String or a byte[]"),
				arguments(BytesSource.class,
						"BytesSource.v has the source BytesSource.data, which is a byte[], and therefore "
								+ "a sourceMediaType, such as image/png"),
				arguments(TypedTextSource.class,
						"TypedTextSource.v has the source TypedTextSource.text, which is a String, "
								+ "and therefore no sourceMediaType"),
				arguments(NoSource.class, "NoSource.v has a sourceMediaType and therefore a source"),
				arguments(NoMediaType.class,
						"NoMediaType.v has the sourceMediaType 'picture', which is no media type such as image/png"),
				arguments(PaddedSource.class,
						"PaddedSource.v has the source PaddedSource.data, whose column has the type BINARY(10)"),
				arguments(ServerBytes.class,
						"ServerBytes.v has the source ServerBytes.data, which is a byte[]; "
								+ "the server computes vectors from a String"),
				arguments(JsonSource.class, "JsonSource.v has the source JsonSource.text, which is a java.lang.String"),
				arguments(ModelOnly.class, "ModelOnly.v has a serverModel and therefore a source"),
				arguments(OptionsOnly.class, "OptionsOnly.v has serverModelOptions and therefore a serverModel"),
				arguments(ModelDefault.class, "ModelDefault.v has a serverModel and therefore no defaultExpression"),
				arguments(ModelIndex.class, "ModelIndex.v has a vector index for L1"),
				arguments(VectorKey.class, "VectorKey.v is a VECTOR(3), which cannot be part of a primary key"),
				arguments(BlobKey.class, "BlobKey.data is a MEDIUMBLOB, which cannot be part of a primary key"),
				arguments(JsonIndexed.class, "JsonIndexed.meta is a JSON, which cannot have a @TiDBIndex"),
				arguments(FullTextNumber.class, "FullTextNumber.number is @FullTextColumn and therefore a String"),
				arguments(RandomText.class, "RandomText.id is @AutoRandom and therefore a long or a Long"),
				arguments(RandomNotKey.class, "RandomNotKey.other is @AutoRandom and therefore an @PrimaryKey"),
				arguments(RandomPair.class, "RandomPair.id is @AutoRandom and therefore the only @PrimaryKey"),
				arguments(RandomAndIncrement.class, "RandomAndIncrement.id is both @AutoRandom and @AutoIncrement"),
				arguments(RandomBits.class, "RandomBits.id is @AutoRandom with 16 shard bits and 64 range bits"),
				arguments(IncrementText.class, "IncrementText.id is @AutoIncrement and therefore an int"),
				arguments(TwoGenerated.class, "TwoGenerated.number and TwoGenerated.id cannot both be generated"),
				arguments(WrongDecimal.class, "WrongDecimal.amount has the precision 70 and the scale 2"),
				arguments(WrongLength.class, "WrongLength.text has the length -1"),
				arguments(LongName.class, "LongName.id has a column name that TiDB does not accept"),
				arguments(LongTable.class, "LongTable has a table name that TiDB does not accept"),
				arguments(UnknownIndexed.class, "UnknownIndexed has no column 'nope'; it has id"),
				arguments(EmptyIndex.class, "EmptyIndex has a @TiDBIndex without columns"),
				arguments(BareExpression.class,
						"BareExpression has a @TiDBIndex on 'LOWER(text)', which is no column; "
								+ "an expression stands in parentheses: \"(LOWER(text))\""),
				arguments(BareExpressionOnProperty.class,
						"BareExpressionOnProperty.text has a @TiDBIndex on 'LOWER(text)', which is no column"),
				arguments(ColumnsOnProperty.class, "ColumnsOnProperty.text has a @TiDBIndex that names columns"),
				arguments(BeginningOfNumber.class,
						"BeginningOfNumber.id is a BIGINT, of which a @TiDBIndex cannot have the first 3 characters"),
				arguments(JsonOfType.class, "JsonOfType.meta is a JSON, which cannot have a @TiDBIndex"),
				arguments(GeneratedKey.class, "GeneratedKey.id has generatedAs, and therefore no @PrimaryKey"),
				arguments(GeneratedDefault.class,
						"GeneratedDefault.x has generatedAs, and therefore no defaultExpression and no onUpdate"),
				arguments(GeneratedCounter.class,
						"GeneratedCounter.x has generatedAs, and therefore no @AutoIncrement"),
				arguments(OnUpdateInDefault.class, "OnUpdateInDefault.x has ON UPDATE in its defaultExpression"),
				arguments(StoredOnly.class, "StoredOnly.x is stored and therefore generated"),
				arguments(KeyLeftOut.class,
						"KeyLeftOut.id is a @PrimaryKey, and cannot be left out of an INSERT (insertable = false)"),
				arguments(GeneratedSource.class,
						"GeneratedSource.v has the source GeneratedSource.text, which the database computes"),
				arguments(GeneratedEmbedding.class, "GeneratedEmbedding.v has a source and therefore no generatedAs"),
				arguments(NoReference.class, "NoReference.x has a @TiDBForeignKey that needs a table"),
				arguments(TwoReferences.class, "TwoReferences.x has a @TiDBForeignKey that needs a table"),
				arguments(NoReferencedColumns.class,
						"NoReferencedColumns.x has a @TiDBForeignKey of 1 to 0 columns; both need the same number"),
				arguments(ReferencesPair.class, "ReferencesPair.x has a @TiDBForeignKey of 1 to 2 columns"),
				arguments(ForeignKeyOfNothing.class, "ForeignKeyOfNothing has a @TiDBForeignKey without columns"),
				arguments(ForeignKeyOnProperty.class,
						"ForeignKeyOnProperty.x has a @TiDBForeignKey that names columns"),
				arguments(UnknownReference.class, "Composite has no column 'nope'; it has b, a"),
				arguments(SetNotNull.class,
						"SetNotNull.x has a @TiDBForeignKey with SET_NULL, and its column is NOT NULL"),
				arguments(BlankCheck.class, "BlankCheck has a @TiDBCheck without a condition"),
				arguments(Runnable.class, "java.lang.Runnable is neither a record nor a bean"),
				arguments(Integer.class, "java.lang.Integer is neither a record nor a bean"),
				arguments(Colour.class, "Colour is neither a record nor a bean"));
	}

	@Test
	void columnIsFoundByPropertyAndByName() {
		TableSchema<Types> schema = TableSchema.of(Types.class);
		assertThat(schema.column("createdAt")).isSameAs(schema.column("created_at"))
			.isSameAs(schema.column("CREATED_AT"));
		assertThatIllegalArgumentException().isThrownBy(() -> schema.column("creation"))
			.withMessageStartingWith("Types has no column 'creation'; it has id, flag, tiny, small");
	}

	@Test
	void keyOfSeveralColumnsIsAMapAnObjectOrARow() {
		TableSchema<Composite> schema = TableSchema.of(Composite.class);
		assertThat(schema.keyParameters(Map.of("a", 1, "b", "x"))).containsExactly("x", 1);
		assertThat(schema.keyParameters(new Swapped(1, "x"))).containsExactly("x", 1);
		assertThat(schema.keyParameters(new ReadOnly())).containsExactly("x", 1);
		assertThat(schema.keyParameters(new Composite("x", 1))).containsExactly("x", 1);
	}

	@Test
	void keyOfSeveralColumnsIsNoListByPosition() {
		TableSchema<Composite> schema = TableSchema.of(Composite.class);
		for (Object id : List.of(List.of("x", 1), new Object[] { "x", 1 }, "x", 1, new Half("x"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> schema.keyParameters(id))
				.withMessage(
						"A key of `composite` has the properties b and a: give a map with them, an object that has "
								+ "them, or a row, and not a %s. A list by position is not accepted, since two swapped "
								+ "values would be the key of another row",
						id.getClass().getSimpleName());
		}
	}

	@Test
	void mapThatIsAKeyHasEachOfItsPropertiesAndNoOther() {
		TableSchema<Composite> schema = TableSchema.of(Composite.class);
		assertThatIllegalArgumentException().isThrownBy(() -> schema.keyParameters(Map.of("b", "x")))
			.withMessage("A key of `composite` is not null: Composite.a is");
		for (Map<?, ?> id : List.of(Map.of("a", 1, "b", "x", "c", 2), Map.of("a", 1, "A", 1, "b", "x"),
				Map.of(1, "x"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> schema.keyParameters(id))
				.withMessage(
						"The map that is given as a key of `composite` has an entry that is none of b and a, or one "
								+ "of them twice");
		}
	}

	@Test
	void keyOfOneColumnIsItsValueOrARow() {
		TableSchema<Types> schema = TableSchema.of(Types.class);
		assertThat(schema.keyParameters(7)).hasSize(1);
		assertThatIllegalArgumentException().isThrownBy(() -> schema.keyParameters(List.of(7)))
			.withMessage("A key of `types` is one value of id, and not a list");
		assertThatIllegalArgumentException().isThrownBy(() -> schema.keyParameters(Map.of("id", 7)))
			.withMessage("A key of `types` is one value of id, and not a map");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TableSchema.of(Random.class).keyParameters(new Random(null)))
			.withMessage("A key of `random` is not null: Random.id is");
	}

	private static String ddl(Class<?> type) {
		return new TableDdl(TableSchema.of(type)).create(false, (index) -> true);
	}

	enum Colour {

		RED

	}

	record Types(@PrimaryKey long id, boolean flag, byte tiny, short small, int number, BigInteger big,
			float singlePrecision, Double doublePrecision, char letter, String text, BigDecimal amount,
			@TiDBColumn(precision = 20, scale = 4) BigDecimal price, LocalDate day, LocalTime time, LocalDateTime local,
			Instant createdAt, Year year, UUID uuid, Colour colour, byte[] data, @JsonColumn Map<String, Object> meta,
			@VectorColumn(dimensions = 3) float[] embedding) {

	}

	record Lengths(@PrimaryKey @TiDBColumn(length = 16_383) String id, @TiDBColumn(length = 16_384) String medium,
			@TiDBColumn(length = 5_000_000) String large, @TiDBColumn(length = 16) byte[] binary,
			@TiDBColumn(length = 20_000_000) byte[] huge, @TiDBColumn(length = 10) Colour colour,
			@TiDBColumn(type = "TINYTEXT", defaultExpression = "'x'") String own) {

	}

	record Nulls(@PrimaryKey @Nullable Long id, @Nullable String text, int number, @Nullable Integer boxed,
			String given, @VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	@NullUnmarked
	record Unmarked(@PrimaryKey Long id, String text, int number) {

	}

	@TiDBTable(comment = "c", ttl = "updated_at + INTERVAL 1 DAY", options = "AUTO_ID_CACHE = 1")
	@TiDBIndex({ "lang", "(CAST(meta->'$.tags' AS CHAR(40) ARRAY))" })
	@TiDBForeignKey(value = { "id", "size" }, table = "other", columns = { "a", "b`c" },
			onUpdate = TiDBForeignKey.Action.CASCADE, name = "twice")
	@TiDBCheck("id > 0")
	record Filled(@PrimaryKey long id,
			@TiDBColumn(defaultExpression = "'draft'", nullable = false) @Nullable String state,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)", onUpdate = "CURRENT_TIMESTAMP(6)",
					comment = "when") @Nullable Instant updatedAt,
			@TiDBColumn(generatedAs = "meta->>'$.lang'", length = 8) @TiDBIndex("(LOWER(lang))") @Nullable String lang,
			@TiDBColumn(generatedAs = "JSON_LENGTH(meta)",
					stored = true) @TiDBCheck("size < 9") @TiDBCheck("size > 0") int size,
			@JsonColumn Map<String, Object> meta,
			@TiDBColumn(type = "MEDIUMTEXT") @TiDBIndex(value = "body(20)") String body,
			@TiDBForeignKey(references = Filled.class,
					onDelete = TiDBForeignKey.Action.SET_NULL) @Nullable Long parent) {

	}

	@TiDBIndex("LOWER(text)")
	record BareExpression(@PrimaryKey long id, String text) {

	}

	record BareExpressionOnProperty(@PrimaryKey long id, @TiDBIndex("LOWER(text)") String text) {

	}

	record ColumnsOnProperty(@PrimaryKey long id, @TiDBIndex( {
			"id", "(LOWER(text))" }) String text){

	}

	@TiDBIndex("id(3)")
	record BeginningOfNumber(@PrimaryKey long id) {

	}

	@TiDBIndex("meta")
	record JsonOfType(@PrimaryKey long id, @JsonColumn Map<String, Object> meta) {

	}

	record GeneratedKey(@PrimaryKey @TiDBColumn(generatedAs = "1") long id) {

	}

	record GeneratedDefault(@PrimaryKey long id, @TiDBColumn(generatedAs = "1", defaultExpression = "2") int x) {

	}

	record GeneratedCounter(@PrimaryKey long id, @AutoIncrement @TiDBColumn(generatedAs = "1") int x) {

	}

	record OnUpdateInDefault(@PrimaryKey long id,
			@TiDBColumn(defaultExpression = "NOW() on  update NOW()") @Nullable Instant x) {

	}

	record StoredOnly(@PrimaryKey long id, @TiDBColumn(stored = true) int x) {

	}

	record KeyLeftOut(@PrimaryKey @TiDBColumn(insertable = false) long id) {

	}

	record GeneratedSource(@PrimaryKey long id, @TiDBColumn(generatedAs = "'x'") String text,
			@VectorColumn(dimensions = 3, source = "text") float[] v) {

	}

	record GeneratedEmbedding(@PrimaryKey long id, String text, @VectorColumn(dimensions = 3,
			source = "text") @TiDBColumn(generatedAs = "VEC_FROM_TEXT('[1,2,3]')") float[] v) {

	}

	record NoReference(@PrimaryKey long id, @TiDBForeignKey long x) {

	}

	record TwoReferences(@PrimaryKey long id, @TiDBForeignKey(references = Random.class, table = "random") long x) {

	}

	record NoReferencedColumns(@PrimaryKey long id, @TiDBForeignKey(table = "random") long x) {

	}

	record ReferencesPair(@PrimaryKey long id, @TiDBForeignKey(references = Composite.class) long x) {

	}

	@TiDBForeignKey(references = Random.class)
	record ForeignKeyOfNothing(@PrimaryKey long id) {

	}

	record ForeignKeyOnProperty(@PrimaryKey long id, @TiDBForeignKey(value = "x", references = Random.class) long x) {

	}

	record UnknownReference(@PrimaryKey long id,
			@TiDBForeignKey(references = Composite.class, columns = "nope") long x) {

	}

	record SetNotNull(@PrimaryKey long id,
			@TiDBForeignKey(references = Random.class, onDelete = TiDBForeignKey.Action.SET_NULL) long x) {

	}

	record BlankCheck(@PrimaryKey long id, @TiDBCheck(" ") long x) {

	}

	@TiDBTable
	@TiDBIndex({ "userName", "number" })
	@TiDBIndex(value = { "number", "mail" }, name = "pair", unique = true)

	record Indexes(@PrimaryKey long id, @TiDBIndex String userName, @TiDBIndex(unique = true) String mail,
			@TiDBIndex(unique = true, name = "mine") int number,
			@FullTextColumn(parser = FullTextColumn.Parser.MULTILINGUAL) String body,
			@VectorColumn(dimensions = 3, index = true, distanceMetric = DistanceMetric.L2) float[] near,
			@VectorColumn(dimensions = 3, index = true) float[] same) {

	}

	record LongNames(@PrimaryKey long id,
			@TiDBIndex @TiDBColumn(name = "a_name_of_sixty_four_characters_that_is_as_long_as_names_may_be1") int first,
			@TiDBIndex @TiDBColumn(
					name = "a_name_of_sixty_four_characters_that_is_as_long_as_names_may_be2") int second) {

	}

	@TiDBTable(comment = "\\' DROP TABLE x; --")
	record Comments(@PrimaryKey @TiDBColumn(comment = "it's a \\ \"key\"; --") long id) {

	}

	record Composite(@PrimaryKey String b, @PrimaryKey int a) {

	}

	record Swapped(int a, String b) {

	}

	record Half(String b) {

	}

	static class ReadOnly {

		public String getB() {
			return "x";
		}

		public int getA() {
			return 1;
		}

	}

	record Random(@PrimaryKey @AutoRandom @Nullable Long id) {

	}

	record RandomInRange(@PrimaryKey @AutoRandom(rangeBits = 54) long id) {

	}

	record Increment(@PrimaryKey @AutoIncrement int id) {

	}

	record Counter(@PrimaryKey String id, @AutoIncrement @Nullable Long number) {

	}

	@TiDBTable("a`; DROP TABLE x; --")
	record Hostile(@PrimaryKey @TiDBColumn(name = "b`; --") long id,
			@TiDBIndex(name = "c`) --") @TiDBColumn(name = "v` DESC") String value) {

	}

	record WithoutId(long id) {

	}

	record Empty() {

	}

	record TwoOnOne(@PrimaryKey long id, @TiDBColumn(name = "x") int first, @TiDBColumn(name = "X") int second) {

	}

	record Unsupported(@PrimaryKey long id, Thread thread) {

	}

	record BareFloats(@PrimaryKey long id, float[] floats) {

	}

	record VectorText(@PrimaryKey long id, @VectorColumn(dimensions = 3) String text) {

	}

	record NoDimensions(@PrimaryKey long id, @VectorColumn(dimensions = 0) float[] v) {

	}

	record Negative(@PrimaryKey long id, @VectorColumn(dimensions = -1) float[] v) {

	}

	record ManyDimensions(@PrimaryKey long id, @VectorColumn(dimensions = 20_000) float[] v) {

	}

	record WrongIndex(@PrimaryKey long id,
			@VectorColumn(dimensions = 3, index = true, distanceMetric = DistanceMetric.L1) float[] v) {

	}

	record VectorKey(@PrimaryKey @VectorColumn(dimensions = 3) float[] v) {

	}

	record MadeByServer(@PrimaryKey long id, String theText,
			@VectorColumn(dimensions = 1024, index = true, source = "theText",
					serverModel = "tidbcloud_free/amazon/titan-embed-text-v2") float[] plain,
			@VectorColumn(dimensions = 512, index = true, distanceMetric = DistanceMetric.L2, source = "the_text",
					serverModel = "openai/it's",
					serverModelOptions = "{\"dimensions\": 512, \"x\": \"a\\nb\"}") @TiDBColumn(
							comment = "near") float @Nullable [] withOptions) {

	}

	record Embedded(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, source = "body") float[] embedding,
			@VectorColumn(dimensions = 3, source = "BODY") float @Nullable [] other) {

	}

	record UnknownSource(@PrimaryKey long id, @VectorColumn(dimensions = 3, source = "nope") float[] v) {

	}

	record OwnSource(@PrimaryKey long id, @VectorColumn(dimensions = 3, source = "v") float[] v) {

	}

	record NumberSource(@PrimaryKey long id, @VectorColumn(dimensions = 3, source = "id") float[] v) {

	}

	record BytesSource(@PrimaryKey long id, byte[] data, @VectorColumn(dimensions = 3, source = "data") float[] v) {

	}

	record TypedTextSource(@PrimaryKey long id, String text,
			@VectorColumn(dimensions = 3, source = "text", sourceMediaType = "text/plain") float[] v) {

	}

	record NoSource(@PrimaryKey long id, @VectorColumn(dimensions = 3, sourceMediaType = "image/png") float[] v) {

	}

	record NoMediaType(@PrimaryKey long id, byte[] data,
			@VectorColumn(dimensions = 3, source = "data", sourceMediaType = "picture") float[] v) {

	}

	record PaddedSource(@PrimaryKey long id, @TiDBColumn(type = "BINARY(10)") byte[] data,
			@VectorColumn(dimensions = 3, source = "data", sourceMediaType = "image/png") float[] v) {

	}

	record ServerBytes(@PrimaryKey long id, byte[] data, @VectorColumn(dimensions = 3, source = "data",
			sourceMediaType = "image/png", serverModel = "a/model") float @Nullable [] v) {

	}

	record JsonSource(@PrimaryKey long id, @JsonColumn String text,
			@VectorColumn(dimensions = 3, source = "text") float[] v) {

	}

	record ModelOnly(@PrimaryKey long id, @VectorColumn(dimensions = 3, serverModel = "a/b") float[] v) {

	}

	record OptionsOnly(@PrimaryKey long id, String text,
			@VectorColumn(dimensions = 3, source = "text", serverModelOptions = "{}") float[] v) {

	}

	record ModelDefault(@PrimaryKey long id, String text, @VectorColumn(dimensions = 3, source = "text",
			serverModel = "a/b") @TiDBColumn(defaultExpression = "'[1,2,3]'") float[] v) {

	}

	record ModelIndex(@PrimaryKey long id, String text, @VectorColumn(dimensions = 3, source = "text",
			serverModel = "a/b", index = true, distanceMetric = DistanceMetric.L1) float[] v) {

	}

	record BlobKey(@PrimaryKey byte[] data) {

	}

	record JsonIndexed(@PrimaryKey long id, @TiDBIndex @JsonColumn List<String> meta) {

	}

	record FullTextNumber(@PrimaryKey long id, @FullTextColumn int number) {

	}

	record RandomText(@PrimaryKey @AutoRandom String id) {

	}

	record RandomNotKey(@PrimaryKey long id, @AutoRandom long other) {

	}

	record RandomPair(@PrimaryKey @AutoRandom long id, @PrimaryKey long other) {

	}

	record RandomAndIncrement(@PrimaryKey @AutoRandom @AutoIncrement long id) {

	}

	record RandomBits(@PrimaryKey @AutoRandom(shardBits = 16) long id) {

	}

	record IncrementText(@PrimaryKey @AutoIncrement String id) {

	}

	record TwoGenerated(@PrimaryKey @AutoRandom long id, @AutoIncrement long number) {

	}

	record WrongDecimal(@PrimaryKey long id, @TiDBColumn(precision = 70, scale = 2) BigDecimal amount) {

	}

	record WrongLength(@PrimaryKey long id, @TiDBColumn(length = -1) String text) {

	}

	record LongName(@PrimaryKey @TiDBColumn(
			name = "a_name_of_sixty_five_characters_which_is_longer_than_a_name_may_be") long id) {

	}

	@TiDBTable("ends with a space ")
	record LongTable(@PrimaryKey long id) {

	}

	@TiDBTable
	@TiDBIndex("nope")
	record UnknownIndexed(@PrimaryKey long id) {

	}

	@TiDBTable
	@TiDBIndex({})
	record EmptyIndex(@PrimaryKey long id) {

	}

}
