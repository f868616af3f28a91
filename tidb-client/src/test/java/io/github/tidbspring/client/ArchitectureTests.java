package io.github.tidbspring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds the client's code together.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.tidbspring.client";

	private static final JavaClasses CLIENT = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLIENT);
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
			.and()
			.resideOutsideOfPackage(ROOT + ".internal..")
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
				"annotation.Ignored", "annotation.JsonColumn", "annotation.PrimaryKey", "annotation.TiDBCheck",
				"annotation.TiDBCheck$List", "annotation.TiDBColumn", "annotation.TiDBForeignKey",
				"annotation.TiDBForeignKey$Action", "annotation.TiDBForeignKey$List", "annotation.TiDBIndex",
				"annotation.TiDBIndex$List", "annotation.TiDBTable", "annotation.VectorColumn",
				"annotation.VersionColumn", "connection.ConnectionFailure", "connection.ConnectionFailure$Reason",
				"connection.ConnectionSettings", "connection.ConnectionSettings$Builder",
				"connection.ConnectionSettings$Credentials", "connection.EndpointKind",
				"connection.InvalidConnectionSettingException", "connection.SslMode",
				"connection.TiDBSQLExceptionOverride", "observation.TiDBObservation",
				"observation.TiDBObservation$BulkWriteKey", "observation.TiDBObservation$SearchKey",
				"observation.TiDBObservation$TransactionKey", "observation.TiDBObservationContext",
				"observation.TiDBObservationConvention", "query.Change", "query.Filter", "query.SortOrder",
				"search.FullTextSearch", "search.FullTextUnavailableException", "search.FusedSearch", "search.Fusion",
				"search.HybridSearch", "search.Reranker", "search.Search", "search.SearchExplanation",
				"search.SearchHit", "search.SearchHits", "search.SearchHits$Completeness", "search.SearchMatch",
				"search.SearchMatch$Kind", "search.SearchQuery", "search.VectorSearch", "server.Capability",
				"server.ServerInfo", "server.ServerInfo$Product", "server.TiDBVersion", "table.BulkWrite",
				"table.BulkWrite$Progress", "table.BulkWriteException", "table.IndexStatus", "table.IndexStatus$Kind",
				"table.IndexStatus$State", "table.SchemaDiff", "table.SchemaOperations", "table.Table",
				"table.TableDefinition", "table.TableDefinition$Builder", "table.TableDefinition$ColumnOptions",
				"table.TableDefinition$VectorOptions", "table.TableMismatchException", "table.TableQuery",
				"table.Tables", "transaction.TiDBExceptionTranslator", "transaction.TransactionOptions",
				"transaction.TransactionOptions$Mode", "transaction.TransactionOutcomeUnknownException",
				"transaction.TransactionRetry", "vector.DistanceMetric", "vector.EmbeddingContent",
				"vector.EmbeddingException", "vector.EmbeddingFunction", "vector.SqlVectorValue");
	}

	private static Set<String> publicTypes() {
		return CLIENT.stream()
			.filter(ArchitectureTests::isPublic)
			.map((type) -> type.getName().substring(ROOT.length() + 1))
			.filter((name) -> !name.startsWith("internal."))
			.collect(Collectors.toSet());
	}

	/** Public or protected, and within nothing that is not. */
	private static boolean isPublic(JavaClass type) {
		return (type.getModifiers().contains(JavaModifier.PUBLIC)
				|| type.getModifiers().contains(JavaModifier.PROTECTED))
				&& type.getEnclosingClass().map(ArchitectureTests::isPublic).orElse(true);
	}

	/**
	 * Conditions, orders and changes are written by packages that are above them: what
	 * they extend for that, users can neither name nor call.
	 */
	@Test
	void noInternalTypeIsInASignatureOfTheApi() {
		assertThat(CLIENT.stream()
			.filter((type) -> isPublic(type) && !isInternal(type))
			.flatMap((type) -> type.getMembers().stream())
			.filter((member) -> !member.getModifiers().contains(JavaModifier.PRIVATE)
					&& !member.getModifiers().contains(JavaModifier.SYNTHETIC)
					&& (member.getModifiers().contains(JavaModifier.PUBLIC)
							|| member.getModifiers().contains(JavaModifier.PROTECTED)))
			.filter((member) -> signature(member).anyMatch(ArchitectureTests::isInternal))
			.map(JavaMember::getFullName)
			.map((name) -> name.substring(ROOT.length() + 1, name.indexOf('('))))
			.containsExactlyInAnyOrder("query.Change.applyTo", "query.Filter.appendTo", "query.SortOrder.appendTo");
	}

	/** As text: not each module has the others on its class path. */
	@Test
	void noOtherModuleUsesWhatIsInternal() throws IOException {
		List<Path> sources;
		try (Stream<Path> files = Files.walk(Path.of(".."))) {
			sources = files.filter((file) -> file.toString().matches(".*/src/.*\\.(java|kt)"))
				.filter((file) -> !file.startsWith("../tidb-client") && !file.toString().contains("/target/"))
				.toList();
		}
		assertThat(sources.stream().map((file) -> file.getName(1).toString()).distinct()).contains("sample-app",
				"benchmarks", "tidb-spring-boot-autoconfigure");
		for (Path source : sources) {
			assertThat(Files.readString(source)).as(source.toString()).doesNotContain(ROOT + ".internal");
		}
	}

	private static Stream<JavaClass> signature(JavaMember member) {
		if (member instanceof JavaField field) {
			return field.getType().getAllInvolvedRawTypes().stream();
		}
		JavaCodeUnit code = (JavaCodeUnit) member;
		Stream<JavaClass> types = Stream.of(code.getParameterTypes(), List.of(code.getReturnType()))
			.flatMap(List::stream)
			.flatMap((type) -> type.getAllInvolvedRawTypes().stream());
		Stream<JavaClass> bounds = code.getTypeParameters()
			.stream()
			.flatMap((parameter) -> parameter.getAllInvolvedRawTypes().stream());
		return Stream.of(types, bounds, code.getExceptionTypes().stream()).flatMap(Function.identity());
	}

	@Test
	void noTypeOfTheApiExtendsAnInternalOne() {
		assertThat(CLIENT.stream()
			.filter((type) -> isPublic(type) && !isInternal(type))
			.filter((type) -> Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
				.anyMatch(ArchitectureTests::isInternal))
			.map((type) -> type.getName().substring(ROOT.length() + 1)))
			.containsExactlyInAnyOrder("query.Change", "query.Filter", "query.SortOrder", "search.SearchHit");
	}

	private static boolean isInternal(JavaClass type) {
		return type.getPackageName().startsWith(ROOT + ".internal.");
	}

	@Test
	void whatIsPublicInAnInternalPackageIsUsedByAnother() throws IOException {
		Set<String> loadedByName = loadedByName();
		assertThat(CLIENT.stream()
			.filter((type) -> !loadedByName.contains(type.getName()))
			.filter((type) -> isInternal(type) && type.getEnclosingClass().isEmpty()
					&& type.getModifiers().contains(JavaModifier.PUBLIC))
			// The compiler copies constants to where they are used.
			.filter((type) -> !type.getMethods().isEmpty())
			.filter((type) -> type.getDirectDependenciesToSelf()
				.stream()
				.allMatch((user) -> user.getOriginClass().getPackageName().equals(type.getPackageName())))
			.map(JavaClass::getName)).isEmpty();
	}

	/** The classes that another library finds by their names, in a file of its own. */
	private static Set<String> loadedByName() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/services"))) {
			Set<String> names = new TreeSet<>();
			for (Path file : files.toList()) {
				names.addAll(Files.readAllLines(file));
			}
			return names;
		}
	}

	@Test
	void hibernateIsOptional() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".internal.hibernate..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.hibernate..", "jakarta..", ROOT + ".internal.hibernate..")
			.check(CLIENT);
	}

	@Test
	void annotationsAreReadByTheSchemaOnly() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".annotation..", ROOT + ".internal.row..", ROOT + ".internal.schema..")
			.should()
			.dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + ".annotation..")
				.and(describe("annotations", JavaClass::isAnnotation)))
			.check(CLIENT);
	}

	@Test
	void driverAndPoolAreKnownToFewPackages() {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".query..", ROOT + ".search..", ROOT + ".table..", ROOT + ".internal.search..",
					ROOT + ".internal.table..", ROOT + ".internal.sql..", ROOT + ".internal.row..",
					ROOT + ".transaction..", ROOT + ".vector..", ROOT + ".annotation..", ROOT + ".server..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.mysql..", "com.zaxxer..")
			.check(CLIENT);
	}

	/** Mockito and JDK proxies refuse a sealed interface. */
	@Test
	void noInterfaceOfTheApiIsSealed() throws ClassNotFoundException {
		for (String name : publicTypes()) {
			Class<?> type = Class.forName(ROOT + "." + name);
			assertThat(type.isInterface() && type.isSealed()).as(name).isFalse();
		}
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
			.and()
			.doNotHaveModifier(JavaModifier.ABSTRACT)
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
