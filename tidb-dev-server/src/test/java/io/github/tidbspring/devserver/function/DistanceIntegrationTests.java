package io.github.tidbspring.devserver.function;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleBiFunction;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the distance functions.
 */
@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "the functions are the stand-in's: a TiDB has its own")
class DistanceIntegrationTests {

	private static final int ROWS = 30;

	private static final Random random = new Random(4711);

	private static final List<float[]> vectors = new ArrayList<>();

	private static DataSource dataSource;

	@BeforeAll
	static void insertVectors() throws SQLException {
		dataSource = Servers.wrapped(Servers.shared());
		Servers.execute(dataSource, "DROP TABLE IF EXISTS distances",
				"CREATE TABLE distances (id INT PRIMARY KEY, e VECTOR(96), f VECTOR(96))");
		try (Connection connection = dataSource.getConnection();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO distances VALUES (?, ?, ?)")) {
			for (int i = 0; i < ROWS; i++) {
				vectors.add(vector(96, i));
				insert.setInt(1, i);
				insert.setString(2, text(vectors.get(i)));
				insert.setString(3, text(vectors.get((i * 7) % vectors.size())));
				insert.addBatch();
			}
			insert.executeBatch();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenOneVectorIsAConstantThenDistanceIsExactFromBothSides(Distance distance) throws SQLException {
		float[] constant = vector(96, 0);
		List<String> after = Servers.queryAll(dataSource,
				"SELECT " + distance.function() + "(e, ?) FROM distances ORDER BY id", text(constant));
		List<String> before = Servers.queryAll(dataSource,
				"SELECT " + distance.function() + "('" + text(constant) + "', e) FROM distances ORDER BY id");
		for (int i = 0; i < ROWS; i++) {
			double expected = distance.of(vectors.get(i), constant);
			assertThat(Double.parseDouble(after.get(i))).isEqualTo(expected);
			assertThat(Double.parseDouble(before.get(i))).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenBothVectorsAreColumnsThenDistanceIsExact(Distance distance) throws SQLException {
		List<String> distances = Servers.queryAll(dataSource,
				"SELECT " + distance.function() + "(e, f) FROM distances ORDER BY id");
		for (int i = 0; i < ROWS; i++) {
			double expected = distance.of(vectors.get(i), vectors.get((i * 7) % (i + 1)));
			assertThat(Double.parseDouble(distances.get(i))).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 384, 1536, 4000 })
	void whenVectorsAreOfAnyDimensionThenDistancesAreExact(int dimensions) throws SQLException {
		float[] a = vector(dimensions, 1);
		float[] b = vector(dimensions, 2);
		for (Distance distance : Distance.values()) {
			double actual = Double
				.parseDouble(Servers.query(dataSource, "SELECT " + distance.function() + "(?, ?)", text(a), text(b)));
			assertThat(actual).as("%s", distance).isEqualTo(distance.of(a, b));
		}
	}

	@Test
	void whenVectorIsAsLongAsTiDBAllowsThenDistanceIsExact() throws SQLException {
		float[] a = vector(16383, 1);
		float[] b = vector(16383, 2);
		double actual = Double.parseDouble(Servers.query(dataSource, "SELECT VEC_L2_DISTANCE(?, ?)", text(a), text(b)));
		assertThat(actual).isEqualTo(Distance.L2.of(a, b));
	}

	@Test
	void whenNumbersHaveMoreDigitsThanA32BitFloatThenTheyAreRounded() throws SQLException {
		double actual = Double.parseDouble(
				Servers.query(dataSource, "SELECT VEC_L1_DISTANCE('[16777217, 0.1234567890123]', '[16777216, 0]')"));
		assertThat(actual).isEqualTo(0.1234567890123f);
	}

	@Test
	void whenConstantsAndFunctionsAlternateThenEachIsExact() throws SQLException {
		float[] a = vector(96, 3);
		float[] b = vector(96, 4);
		List<String> rows = Servers.queryAll(dataSource,
				"SELECT CONCAT_WS(' ', VEC_L2_DISTANCE(e, ?), VEC_L2_DISTANCE(?, e), VEC_COSINE_DISTANCE(e, ?),"
						+ " VEC_L2_DISTANCE(e, f)) FROM distances WHERE VEC_COSINE_DISTANCE(e, ?) < 3"
						+ " ORDER BY VEC_L2_DISTANCE(e, ?) IS NULL, id",
				text(a), text(b), text(a), text(b), text(a));
		assertThat(rows).hasSize(ROWS);
		for (int i = 0; i < ROWS; i++) {
			String[] values = rows.get(i).split(" ");
			float[] e = vectors.get(i);
			assertThat(Double.parseDouble(values[0])).isEqualTo(Distance.L2.of(e, a));
			assertThat(Double.parseDouble(values[1])).isEqualTo(Distance.L2.of(e, b));
			assertThat(Double.parseDouble(values[2])).isEqualTo(Distance.COSINE.of(e, a));
			assertThat(Double.parseDouble(values[3])).isEqualTo(Distance.L2.of(e, vectors.get((i * 7) % (i + 1))));
		}
	}

	@Test
	void whenSumsLoseDigitsIn32BitsThenTheyDoAsOnTiDB() throws SQLException {
		assertThat(distances("[16777216,1,1]", "[0,0,0]")).isEqualTo("1.6777216E7 1.6777216E7 -0.0 NULL");
		assertThat(distances("[1,1,16777216]", "[0,0,0]")).isEqualTo("1.6777218E7 1.6777216E7 -0.0 NULL");
		assertThat(distances("[1e-23,0]", "[1e10,1]"))
			.isEqualTo("1.0E10 1.0000000100204386E10 -9.9999998245167E-14 0.0");
	}

	/** As the results of TiDB 8.5 and 9.0 are, with the largest number for infinity. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[1e20,0] | [0,0] | 1.0000000200408773E20 MAX -0.0 NULL",
					"[3e38,0] | [-3e38,0] | MAX MAX MAX NULL", "[1e20,0] | [1e20,0] | 0.0 0.0 -MAX NULL",
					"[1e20,0] | [1,0] | 1.0000000200408773E20 MAX -1.0000000200408773E20 1.0",
					"[1e20,1e20] | [1e20,-1e20] | 2.0000000400817547E20 MAX NULL NULL",
					"[1e20,-1e20,1] | [-1e20,-1e20,1] | 2.0000000400817547E20 MAX NULL NULL" })
	void whenSumsOverflow32BitsThenDistanceIsTheLargestNumber(String a, String b, String expected) throws SQLException {
		assertThat(distances(a, b)).isEqualTo(expected);
	}

	private static String distances(String a, String b) throws SQLException {
		StringJoiner distances = new StringJoiner(" ");
		try (Connection connection = dataSource.getConnection()) {
			for (Distance distance : Distance.values()) {
				String sql = "SELECT " + distance.function() + "(?, ?)";
				String first = Servers.queryAll(connection, sql, a, b).get(0);
				// Now a vector is kept ready.
				for (int i = 0; i < 3; i++) {
					assertThat(Servers.queryAll(connection, sql, a, b)).containsExactly(first);
					assertThat(Servers.queryAll(connection, sql, b, a)).containsExactly(first);
				}
				distances.add((first == null) ? "NULL" : first.replace("1.7976931348623157E308", "MAX"));
			}
		}
		return distances.toString();
	}

	@Test
	void whenRowsAreOrderedByDistanceThenTheNearestIsFirst() throws SQLException {
		String sql = "SELECT VEC_L2_DISTANCE(e, ?) AS distance, id FROM distances ORDER BY distance LIMIT 1";
		assertThat(Servers.query(dataSource, sql, text(vectors.get(17)))).isEqualTo("17");
	}

	@Test
	void whenTransactionIsReadOnlyThenDistancesAreComputed() throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			for (int i = 0; i < 3; i++) {
				assertThat(Servers.queryAll(connection,
						"SELECT id FROM distances ORDER BY VEC_COSINE_DISTANCE(e, ?) LIMIT 1", text(vectors.get(i))))
					.containsExactly(Integer.toString(i));
			}
			connection.commit();
		}
	}

	@Test
	void whenManyConnectionsSearchThenEachFindsItsOwn() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<String>> searches = new ArrayList<>();
			for (float[] vector : vectors) {
				searches.add(() -> Servers.query(dataSource,
						"SELECT id FROM distances ORDER BY VEC_L2_DISTANCE(e, ?) LIMIT 1", text(vector)));
			}
			List<Future<String>> found = executor.invokeAll(searches);
			for (int i = 0; i < ROWS; i++) {
				assertThat(found.get(i).get()).isEqualTo(Integer.toString(i));
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "NULL", value = { "NULL | [1,2]", "[1,2] | NULL", "NULL | NULL" })
	void whenAVectorIsNullThenDistanceIsNull(String a, String b) throws SQLException {
		for (Distance distance : Distance.values()) {
			assertThat(Servers.query(dataSource, "SELECT " + distance.function() + "(?, ?)", a, b)).isNull();
		}
	}

	@Test
	void whenAVectorIsZeroThenOnlyItsCosineDistanceIsNull() throws SQLException {
		assertThat(Servers.query(dataSource, "SELECT VEC_COSINE_DISTANCE('[0,0]', '[1,2]')")).isNull();
		assertThat(Servers.query(dataSource, "SELECT VEC_L2_DISTANCE('[0,0]', '[3,4]')")).isEqualTo("5.0");
	}

	@Test
	void whenVectorsAreEmptyThenDistanceIsZero() throws SQLException {
		assertThat(Servers.query(dataSource, "SELECT VEC_L2_DISTANCE('[]', '[]')")).isEqualTo("0.0");
		assertThat(Servers.query(dataSource, "SELECT VEC_COSINE_DISTANCE('[]', '[]')")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whenDimensionsDifferThenErrorIs1105(Distance distance) {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Servers.query(dataSource, "SELECT " + distance.function() + "('[1,2,3]', '[1,2]')"))
			.withMessage("vectors have different dimensions: 3 and 2")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("HY000"));
	}

	@Test
	void whenAVectorIsKeptReadyThenOthersAreCheckedAllTheSame() throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			for (int i = 0; i < 4; i++) {
				assertThat(Servers.queryAll(connection, "SELECT VEC_L2_DISTANCE('[3,4]', ?)", "[" + i + ",4]"))
					.containsExactly(3.0 - i + "");
			}
			for (String sql : List.of("SELECT VEC_L2_DISTANCE('[3,4]', '[1]')",
					"SELECT VEC_L2_DISTANCE('[1]', '[3,4]')")) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Servers.queryAll(connection, sql))
					.withMessage(
							"vectors have different dimensions: " + (sql.contains("('[1]'") ? "1 and 2" : "2 and 1"));
			}
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Servers.queryAll(connection, "SELECT VEC_L2_DISTANCE('[3,4]', '[1,x]')"))
				.withMessage("Invalid vector text: [1,x]");
			assertThat(Servers.queryAll(connection, "SELECT VEC_COSINE_DISTANCE('[3,4]', '[0,0]')"))
				.containsExactly((String) null);
			assertThat(Servers.queryAll(connection, "SELECT VEC_L1_DISTANCE('[3,4]', '[3,4]')")).containsExactly("0.0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1,2", "[1,2", "[1,2]]", "[1 2]", "[1,]", "[,1]", "['1',2]", "[\"1\",2]",
			"[null,1]", "[true,1]", "[NaN,1]", "[Infinity,1]", "[[1],2]", "{\"a\":1}", "null", "[1.,2]", "[-,1]",
			"[1e,1]", "[.5,1]", "[+1,1]", "[1,2] x" })
	void whenTextIsMalformedThenErrorIs1105(String text) {
		for (String sql : List.of("SELECT VEC_L2_DISTANCE(?, '[1,2]')", "SELECT VEC_COSINE_DISTANCE('[1,2]', ?)",
				"SELECT VEC_DIMS(?)", "SELECT VEC_FROM_TEXT(?)")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Servers.query(dataSource, sql, text))
				.withMessage("Invalid vector text: " + text)
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105));
		}
	}

	@Test
	void whenNumberIsTooLargeForA32BitFloatThenErrorIs1105() {
		for (String number : List.of("1e39", "-3.5E38", "1" + "0".repeat(39))) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Servers.query(dataSource, "SELECT VEC_DIMS(?)", "[1," + number + "]"))
				.withMessageContaining("out of range for float32")
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105));
		}
	}

	private static float[] vector(int dimensions, int kind) {
		float[] vector = new float[dimensions];
		for (int i = 0; i < dimensions; i++) {
			vector[i] = (kind % 5 == 4) ? random.nextInt(10) : random.nextFloat() * 2 - 1;
		}
		return vector;
	}

	private static String text(float[] vector) {
		StringJoiner joiner = new StringJoiner(",", "[", "]");
		for (float element : vector) {
			joiner.add(Float.toString(element));
		}
		return joiner.toString();
	}

	/**
	 * What the functions should compute: each sum in 32 bits, rounded after each element.
	 */
	enum Distance {

		L1("VEC_L1_DISTANCE", (a, b) -> sum(a, b, (x, y) -> Math.abs(x - y))),

		L2("VEC_L2_DISTANCE", (a, b) -> Math.sqrt(sum(a, b, (x, y) -> (x - y) * (x - y)))),

		NEGATIVE_INNER_PRODUCT("VEC_NEGATIVE_INNER_PRODUCT", (a, b) -> -1 * (double) sum(a, b, (x, y) -> x * y)),

		COSINE("VEC_COSINE_DISTANCE", (a, b) -> 1 - Math.max(-1, Math.min(1, sum(a, b, (x, y) -> x * y)
				/ Math.sqrt((double) sum(a, a, (x, y) -> x * y) * sum(b, b, (x, y) -> x * y)))));

		private final String function;

		private final ToDoubleBiFunction<float[], float[]> reference;

		Distance(String function, ToDoubleBiFunction<float[], float[]> reference) {
			this.function = function;
			this.reference = reference;
		}

		String function() {
			return this.function;
		}

		double of(float[] a, float[] b) {
			return this.reference.applyAsDouble(a, b);
		}

		private static float sum(float[] a, float[] b, Term term) {
			float sum = 0;
			for (int i = 0; i < a.length; i++) {
				sum += term.of(a[i], b[i]);
			}
			return sum;
		}

		private interface Term {

			float of(float x, float y);

		}

	}

}
