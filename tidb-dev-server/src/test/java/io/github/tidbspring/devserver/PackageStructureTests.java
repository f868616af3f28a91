package io.github.tidbspring.devserver;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for the packages and what they know of each other.
 */
@AnalyzeClasses(packages = "io.github.tidbspring.devserver", importOptions = DoNotIncludeTests.class)
class PackageStructureTests {

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.github.tidbspring.devserver.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule insidesDoNotKnowTheStandIn = noClasses().that()
		.resideInAPackage("io.github.tidbspring.devserver.*..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.tidbspring.devserver");

	@ArchTest
	static final ArchRule fewClassesArePublic = classes().that()
		.resideInAPackage("io.github.tidbspring.devserver")
		.and()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.should()
		.haveNameMatching(".*TiDBDevServer(Exception)?");

}
