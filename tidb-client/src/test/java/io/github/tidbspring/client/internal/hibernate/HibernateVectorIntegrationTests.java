package io.github.tidbspring.client.internal.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.test.StatementRecording;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Root;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.community.dialect.TiDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.produce.function.FunctionArgumentException;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

/**
 * Vectors in entities of Hibernate, with the dialect that it determines, and with the
 * community's for TiDB.
 */
@ContractTests
@ParameterizedClass
@ValueSource(classes = { MySQLDialect.class, TiDBDialect.class })
class HibernateVectorIntegrationTests {

	private static final float[] VECTOR = { 0.1f, -2.5f, 3e-9f };

	private final TiDBClient tidb;

	private final Class<?> dialect;

	private SessionFactory sessions;

	HibernateVectorIntegrationTests(Class<?> dialect, TiDBClient tidb) {
		this.dialect = dialect;
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		this.sessions = sessions("create", Verse.class);
	}

	@AfterEach
	void drop() {
		this.sessions.close();
		this.tidb.tables().dropIfExists("hibernate_verse");
	}

	private SessionFactory sessions(String schema, Class<?> entity) {
		Configuration configuration = new Configuration().addAnnotatedClass(entity)
			.setProperty("hibernate.hbm2ddl.auto", schema);
		configuration.getProperties().put("hibernate.connection.datasource", this.tidb.dataSource());
		if (this.dialect == TiDBDialect.class) {
			configuration.setProperty("hibernate.dialect", this.dialect.getName());
		}
		return configuration.buildSessionFactory();
	}

	private void save(Verse... verses) {
		this.sessions.inTransaction((session) -> List.of(verses).forEach(session::persist));
	}

	private Verse find(long id) {
		return this.sessions.fromTransaction((session) -> session.find(Verse.class, id));
	}

	private void change(long id, Consumer<Verse> change) {
		this.sessions.inTransaction((session) -> change.accept(session.find(Verse.class, id)));
	}

	private <R> List<R> query(String query, Class<R> type, float... vector) {
		return this.sessions.fromTransaction((session) -> {
			SelectionQuery<R> selection = session.createSelectionQuery(query, type);
			if (query.contains(":v")) {
				selection.setParameter("v", vector);
			}
			return selection.getResultList();
		});
	}

	@Test
	void dialectIsTheExpectedOne() {
		assertThat(((SessionFactoryImplementor) this.sessions).getJdbcServices().getDialect())
			.isExactlyInstanceOf(this.dialect);
	}

	@Test
	void columnsAreVectorsOfThatLength() {
		assertThat(this.tidb
			.sql("SELECT column_name, column_type FROM information_schema.columns WHERE table_schema = DATABASE() "
					+ "AND table_name = 'hibernate_verse' AND column_name LIKE '%embedding' ORDER BY column_name")
			.query((row, number) -> row.getString(1) + " " + row.getString(2))
			.list()).containsExactly("embedding vector(3)", "other_embedding vector(3)");
		try (SessionFactory validated = sessions("validate", Verse.class)) {
			assertThat(validated.isOpen()).isTrue();
		}
	}

	@Test
	void vectorsAreReadBackChangedAndRemoved() {
		save(new Verse(1, "one", VECTOR));
		assertThat(find(1).embedding).containsExactly(VECTOR);
		assertThat(find(1).other).containsExactly(VECTOR);
		change(1, (verse) -> verse.embedding[0] = 7);
		assertThat(find(1).embedding).containsExactly(7, -2.5f, 3e-9f);
		change(1, (verse) -> verse.embedding = null);
		assertThat(find(1).embedding).isNull();
		assertThat(query("from Verse where embedding is null", Verse.class)).hasSize(1);
		assertThat(query("from Verse where embedding is not null", Verse.class)).isEmpty();
	}

	@Test
	void rowsAreOrderedByTheirDistance() {
		save(new Verse(1, "far", new float[] { 0, 1, 0 }), new Verse(2, "near", new float[] { 1, 0.1f, 0 }));
		assertThat(query("select title from Verse order by cosine_distance(embedding, :v) limit 10", String.class, 1, 0,
				0))
			.containsExactly("near", "far");
		assertThat(query("from Verse where l2_distance(embedding, :v) < 0.2", Verse.class, 1, 0, 0))
			.extracting((verse) -> verse.title)
			.containsExactly("near");
		assertThat(query("select a.id from Verse a join Verse b on cosine_distance(a.embedding, b.embedding) > 0.5",
				Long.class))
			.containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void nearestRowsAreFilteredAroundASubquery() {
		save(new Verse(1, "far", new float[] { 0, 1, 0 }), new Verse(2, "near", new float[] { 1, 0.1f, 0 }));
		assertThat(query("with c as (select v.title as title, v.id as id, cosine_distance(v.embedding, :v) as distance "
				+ "from Verse v order by cosine_distance(v.embedding, :v) limit 100) "
				+ "select n.title from c n where n.id < 2 order by n.distance", String.class, 1, 0, 0))
			.containsExactly("far");
	}

	@Test
	void vectorsAreUpdatedByAStatement() {
		save(new Verse(1, "one", VECTOR));
		this.sessions.inTransaction((session) -> session.createMutationQuery("update Verse set embedding = :v")
			.setParameter("v", new float[] { 1, 0, 0 })
			.executeUpdate());
		assertThat(find(1).embedding).containsExactly(1, 0, 0);
	}

	@Test
	void functionsAreThoseOfTiDB() {
		save(new Verse(1, "one", new float[] { 3, 4, 0 }));
		Map.of("cosine_distance(embedding, :v)", 0.4, "euclidean_distance(embedding, :v)", Math.sqrt(20),
				"l2_distance(:v, embedding)", Math.sqrt(20), "euclidean_squared_distance(embedding, :v)", 20.0,
				"l1_distance(embedding, :v)", 6.0, "taxicab_distance(embedding, :v)", 6.0,
				"negative_inner_product(embedding, :v)", -3.0, "inner_product(embedding, :v)", 3.0,
				"vector_norm(embedding)", 5.0, "l2_norm(embedding)", 5.0)
			.forEach((function,
					expected) -> assertThat(query("select " + function + " from Verse", Double.class, 1, 0, 0).get(0))
						.as(function)
						.isCloseTo(expected, offset(1e-6)));
		assertThat(query("select vector_dims(embedding) from Verse", Integer.class)).containsExactly(3);
	}

	@Test
	void criteriaAreOrderedByTheDistance() {
		save(new Verse(1, "far", new float[] { 0, 1, 0 }), new Verse(2, "near", new float[] { 1, 0.1f, 0 }));
		CriteriaBuilder builder = this.sessions.getCriteriaBuilder();
		CriteriaQuery<Verse> query = builder.createQuery(Verse.class);
		Root<Verse> verse = query.from(Verse.class);
		ParameterExpression<float[]> vector = builder.parameter(float[].class);
		Expression<Double> distance = builder.function("cosine_distance", Double.class, verse.get("embedding"), vector);
		query.orderBy(builder.asc(distance));
		List<Verse> near = new ArrayList<>();
		// The limit is a parameter, which the check of statements does not accept.
		StatementRecording
			.notForTiDB(() -> this.sessions.inTransaction((session) -> near.addAll(session.createQuery(query)
				.setParameter(vector, new float[] { 1, 0, 0 })
				.setMaxResults(10)
				.getResultList())));
		assertThat(near).extracting((each) -> each.title).containsExactly("near", "far");
	}

	@Test
	void whenAValueOfCriteriaIsAVectorThenTheRemedyIsNamed() {
		HibernateCriteriaBuilder builder = this.sessions.getCriteriaBuilder();
		Root<Verse> verse = builder.createQuery(Double.class).from(Verse.class);
		Expression<float[]> literal = builder.literal(new float[] { 0, 1, 0 });
		Expression<float[]> value = builder.value(new float[] { 0, 1, 0 });
		for (Expression<float[]> vector : List.of(literal, value)) {
			assertThatExceptionOfType(FunctionArgumentException.class)
				.isThrownBy(() -> builder.function("cosine_distance", Double.class, verse.get("embedding"), vector))
				.withMessage("Argument 2 of cosine_distance(…) is an array in the criteria; use a parameter, "
						+ "builder.parameter(float[].class)");
		}
	}

	@Test
	void vectorsAreSelectedComparedAndCast() {
		save(new Verse(1, "one", VECTOR), new Verse(2, "two", VECTOR));
		assertThat(query("select embedding from Verse", float[].class)).hasSize(2)
			.allSatisfy((vector) -> assertThat(vector).containsExactly(VECTOR));
		assertThat(query("select id from Verse where embedding = :v", Long.class, VECTOR)).hasSize(2);
		assertThat(query("select cast(embedding as string) from Verse where id = 1", String.class).get(0))
			.startsWith("[0.1,-2.5,");
	}

	@Test
	void whenTheLengthIsWrongThenTheAttributeIsNamedAndNothingIsWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> save(new Verse(1, "one", new float[] { 1, 2 })))
			.withMessage("Verse.embedding has a vector of 2 dimensions instead of 3");
		save(new Verse(1, "one", VECTOR));
		assertThatIllegalArgumentException().isThrownBy(() -> change(1, (verse) -> verse.other = new float[4]))
			.withMessage("Verse.other has a vector of 4 dimensions instead of 3");
		assertThat(find(1).other).containsExactly(VECTOR);
	}

	@Test
	void whenAnElementIsNotFiniteThenNothingIsWritten() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> save(new Verse(1, "one", new float[] { 1, Float.NaN, 2 })))
			.withMessage("Element 1 of the vector is NaN; TiDB stores finite numbers only");
		assertThat(query("from Verse", Verse.class)).isEmpty();
	}

	@Test
	void whenTheVectorOfAQueryHasAnotherLengthThenTiDBSaysSo() {
		save(new Verse(1, "one", VECTOR));
		assertThatExceptionOfType(JDBCException.class)
			.isThrownBy(() -> query("select l2_distance(embedding, :v) from Verse", Double.class, 1, 2))
			.withMessageContaining("vectors have different dimensions: 3 and 2");
	}

	@Test
	void argumentThatIsNoVectorIsNamed() {
		assertThatException()
			.isThrownBy(() -> query("select cosine_distance(title, :v) from Verse", Double.class, 1, 2))
			.withStackTraceContaining("Argument 1 of cosine_distance(…) is a vector, and a java.lang.String is given");
		assertThat(query("select l2_distance(embedding, '[1,2,3]') from Verse", Double.class)).isEmpty();
	}

	@Entity(name = "Verse")
	@Table(name = "hibernate_verse")
	static class Verse {

		@Id
		private long id;

		private String title = "";

		@JdbcTypeCode(SqlTypes.VECTOR)
		@Array(length = 3)
		private float @Nullable [] embedding;

		@JdbcTypeCode(SqlTypes.VECTOR_FLOAT32)
		@Array(length = 3)
		@Column(name = "other_embedding")
		private float @Nullable [] other;

		protected Verse() {
		}

		Verse(long id, String title, float[] embedding) {
			this.id = id;
			this.title = title;
			this.embedding = embedding;
			this.other = embedding;
		}

	}

}
