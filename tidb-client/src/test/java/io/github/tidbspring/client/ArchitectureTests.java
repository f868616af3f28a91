package io.github.tidbspring.client;

import java.util.Set;
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

	@Test
	void whatIsPublicIsMeantToBe() {
		Set<String> published = CLIENT.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
			.filter((type) -> !type.getPackageName().startsWith(ROOT + ".internal"))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(published)
			.contains("TiDBClient", "ServerInfo", "Capability", "TiDBVersion", "TiDBConnectionException",
					"ConnectionSettings", "ConnectionFailure", "EndpointKind", "SslMode",
					"InvalidConnectionSettingException", "Identifier", "TransactionOptions", "TransactionRetry",
					"TransactionOutcomeUnknownException", "TiDBExceptionTranslator", "Databases", "Filter", "SortOrder",
					"Table", "Tables", "TableQuery", "BulkWrite", "BulkWriteException", "SchemaOperations",
					"TableMismatchException", "TiDBTable", "PrimaryKey", "TiDBColumn", "VectorColumn", "SqlVectorValue",
					"EmbeddingFunction", "EmbeddingException")
			.doesNotContain("DatabaseUrl", "MultiHostUrl", "UrlParameters", "TlsPolicy", "TlsSettings", "SslMaterial",
					"DriverProperties", "PoolDefaults", "TiDBHikariDataSource", "DatabaseCreation",
					"ExplainingDataSource", "ServerInfoQuery", "ServerProbe", "ServerCapabilities", "CapabilityProbe",
					"TiDBErrors", "TiDBTransactionManager", "TransactionAttempts", "StaleRead", "TransactionStart",
					"DefaultDatabases", "DatabaseDataSource", "ClientSession", "DefaultTable", "DefaultTableQuery",
					"TableSchema", "TableEmbeddings", "VectorSource", "FloatWriter", "VectorReader", "ColumnSchema",
					"RowWriter", "RowReader", "Predicate", "JsonPath");
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
