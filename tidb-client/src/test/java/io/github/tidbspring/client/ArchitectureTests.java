package io.github.tidbspring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds the client's code together.
 */
class ArchitectureTests {

	/**
	 * Public only because packages of the client share them: no API, said so in their
	 * Javadoc.
	 */
	private static final Set<String> CARRIED_OVER_BORDERS = Set.of("connection.ConnectorJ",
			"connection.SslContextSocketFactory", "query.ColumnReference", "query.Columns", "query.Identifier",
			"query.JsonPlace", "query.SqlFragment", "query.WellFormedText", "search.SearchColumn",
			"search.SearchTarget", "search.VirtualColumns", "table.ColumnTypes", "table.SessionTables",
			"table.TableSession", "table.TypedRowMapper", "vector.BlankText");

	private static final String ROOT = "io.github.tidbspring.client";

	private static final JavaClasses CLIENT = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLIENT);
	}

	@Test
	void noPackageBelowDependsOnTheClientItself() {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".connection..", ROOT + ".query..", ROOT + ".transaction..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT)
			.check(CLIENT);
	}

	@Test
	void conditionsAndNamesKnowNothingOfConnections() {
		noClasses().that()
			.resideInAPackage(ROOT + ".query..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".connection..", "com.mysql..", "com.zaxxer..", "javax.sql..")
			.check(CLIENT);
	}

	@Test
	void whatAServerSaysIsAValueWithoutInputAndOutput() {
		noClasses().that()
			.resideInAPackage(ROOT + ".server..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", ROOT + ".internal..")
			.check(CLIENT);
	}

	@Test
	void clientKnowsNeitherSpringBootNorTheStandIn() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "io.github.tidbspring.devserver..",
					"io.github.tidbspring.test..", "io.github.tidbspring.boot..", "net.ttddyy..", "ch.vorburger..")
			.check(CLIENT);
	}

	@Test
	void implementationsArePackagePrivate() {
		classes().that()
			.haveSimpleNameStartingWith("Default")
			.or()
			.haveSimpleNameEndingWith("Builder")
			.and()
			.areNotInterfaces()
			.should()
			.bePackagePrivate()
			.check(CLIENT);
	}

	/**
	 * The picture in the documentation is the rule, and it shows no arrow that is not
	 * there.
	 */
	@Test
	void packagesUseEachOtherAsDrawn() throws IOException {
		Map<String, Set<String>> drawn = drawn();
		Map<String, Set<String>> used = new TreeMap<>();
		CLIENT.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(ROOT))
			.forEach((dependency) -> used.computeIfAbsent(room(dependency.getOriginClass()), (room) -> new TreeSet<>())
				.add(room(dependency.getTargetClass())));
		used.forEach((room, others) -> others.remove(room));
		assertThat(drawn).hasSizeGreaterThan(5);
		assertThat(used.keySet()).containsAll(drawn.keySet());
		used.forEach((room, others) -> assertThat(below(room, drawn)).as(room).containsAll(others));
		drawn.forEach((room, others) -> assertThat(used.get(room)).as(room).containsAll(others));
	}

	private static Map<String, Set<String>> drawn() throws IOException {
		String page = Files.readString(Path.of("../docs/architecture.md"));
		Map<String, Set<String>> drawn = new TreeMap<>();
		Pattern.compile("^  ([\\w.]+) --> (.*)$", Pattern.MULTILINE)
			.matcher(page)
			.results()
			.forEach((arrow) -> drawn.put(arrow.group(1), Set.of(arrow.group(2).split(" & "))));
		return drawn;
	}

	private static String room(JavaClass type) {
		String name = type.getPackageName();
		return name.equals(ROOT) ? "client" : name.substring(ROOT.length() + 1);
	}

	private static Set<String> below(String room, Map<String, Set<String>> drawn) {
		Set<String> below = new TreeSet<>();
		for (String other : drawn.getOrDefault(room, Set.of())) {
			below.add(other);
			below.addAll(below(other, drawn));
		}
		return below;
	}

	/**
	 * The public API, exactly: a type that is added or lost is a decision, and this list
	 * is where it is made.
	 */
	@Test
	void whatIsPublicIsMeantToBe() {
		assertThat(publicTypes()).containsExactlyInAnyOrder("Databases", "TiDBClient", "TiDBClient$Builder",
				"TiDBConnectionException", "annotation.AutoIncrement", "annotation.AutoRandom",
				"annotation.ColumnConverter", "annotation.FullTextColumn", "annotation.FullTextColumn$Parser",
				"annotation.Ignored", "annotation.JsonColumn", "annotation.PrimaryKey", "annotation.TiDBColumn",
				"annotation.TiDBIndex", "annotation.TiDBIndex$List", "annotation.TiDBTable", "annotation.VectorColumn",
				"connection.ConnectionFailure", "connection.ConnectionFailure$Reason", "connection.ConnectionSettings",
				"connection.ConnectionSettings$Builder", "connection.ConnectionSettings$Credentials",
				"connection.EndpointKind", "connection.InvalidConnectionSettingException", "connection.SslMode",
				"connection.TiDBSQLExceptionOverride", "observation.TiDBObservation",
				"observation.TiDBObservation$BulkWriteKey", "observation.TiDBObservation$SearchKey",
				"observation.TiDBObservation$TransactionKey", "observation.TiDBObservationContext",
				"observation.TiDBObservationConvention", "query.Filter", "query.SortOrder", "search.FullTextSearch",
				"search.FullTextUnavailableException", "search.Fusion", "search.HybridSearch", "search.Reranker",
				"search.Search", "search.SearchExplanation", "search.SearchHit", "search.SearchHits",
				"search.SearchHits$Completeness", "search.SearchMatch", "search.SearchMatch$Kind", "search.SearchQuery",
				"search.VectorSearch", "server.Capability", "server.ServerInfo", "server.ServerInfo$Product",
				"server.TiDBVersion", "table.BulkWrite", "table.BulkWrite$Progress", "table.BulkWriteException",
				"table.SchemaOperations", "table.Table", "table.TableMismatchException", "table.TableQuery",
				"table.Tables", "transaction.TiDBExceptionTranslator", "transaction.TransactionOptions",
				"transaction.TransactionOptions$Mode", "transaction.TransactionOutcomeUnknownException",
				"transaction.TransactionRetry", "vector.DistanceMetric", "vector.EmbeddingException",
				"vector.EmbeddingFunction", "vector.SqlVectorValue");
	}

	private static Set<String> publicTypes() {
		return CLIENT.stream()
			.filter(ArchitectureTests::isPublic)
			.map((type) -> type.getName().substring(ROOT.length() + 1))
			.filter((name) -> !name.startsWith("internal."))
			.filter((name) -> !CARRIED_OVER_BORDERS.contains(name.split("\\$")[0]))
			.collect(Collectors.toSet());
	}

	/** Public, and within nothing that is not. */
	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ArchitectureTests::isPublic).orElse(true);
	}

	@Test
	void whatIsCarriedOverBordersIsThere() {
		assertThat(CLIENT.stream().map((type) -> type.getName().replace(ROOT + ".", "")).toList())
			.containsAll(CARRIED_OVER_BORDERS);
	}

	@Test
	void publicClassesAreFinalOrExceptionsOrInterfaces() {
		classes().that()
			.arePublic()
			.and()
			.areNotInterfaces()
			.and()
			.areNotEnums()
			.and()
			.areNotAssignableTo(RuntimeException.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CLIENT);
	}

	@Test
	void stateIsPrivate() {
		// What the compiler adds to an inner class is nobody's to make private.
		fields().that()
			.areNotStatic()
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.should()
			.bePrivate()
			.check(CLIENT);
	}

	@Test
	void eachPackageIsNullMarked() {
		assertThat(CLIENT.stream().map(JavaClass::getPackage).distinct()).isNotEmpty()
			.allSatisfy((type) -> assertThat(type.isAnnotatedWith(NullMarked.class)).as(type.getName()).isTrue());
	}

	@Test
	void nothingPrintsOrSleepsOrExits() {
		noClasses().should()
			.callMethod(Thread.class, "sleep", long.class)
			.orShould()
			.accessField(System.class, "out")
			.orShould()
			.accessField(System.class, "err")
			.orShould()
			.callMethod(System.class, "exit", int.class)
			.orShould()
			.callMethod(Throwable.class, "printStackTrace")
			.check(CLIENT);
	}

	@Test
	void noMonitorPinsAVirtualThread() {
		assertThat(CLIENT.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
			.map(JavaMember::getFullName)).isEmpty();
	}

}
