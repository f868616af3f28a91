package io.github.tidbspring.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "io.github.tidbspring.boot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.tidbspring.boot";

	private static final Pattern INTERNAL = Pattern.compile(Pattern.quote(ROOT + ".internal.") + "(\\w+)");

	private static final Set<String> USED_BY_TIDB_TEST = Set.of("DevServerPropertyNames", "TiDBPropertyNames",
			"TiDBTableScanner", "NamedClients", "AutoConfiguredClient");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.github.tidbspring.boot.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule autoConfigurationsArePublicFinalWithNothingPublicInside = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould(haveNoPublicMember());

	@ArchTest
	static final ArchRule conditionsAreNotPublic = classes().that()
		.areAssignableTo(Condition.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule nothingButItsAutoConfigurationKnowsTheDevelopmentServer = noClasses().that()
		.resideOutsideOfPackage("..autoconfigure.devserver")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.tidbspring.devserver..");

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().should(beInNullMarkedPackage());

	@ArchTest
	static final ArchRule autoConfigurationsAreAnnounced = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should(beListedIn("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));

	@ArchTest
	static final ArchRule failureAnalyzersAreAnnouncedAndNotPublic = classes().that()
		.areAssignableTo(FailureAnalyzer.class)
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.should()
		.notBePublic()
		.andShould(beListedIn("META-INF/spring.factories"));

	@ArchTest
	static final ArchRule optionalClassesAreAskedForOnTypesOnly = methods().should()
		.notBeAnnotatedWith(ConditionalOnClass.class)
		.because("on a method the condition comes too late: its types have been loaded");

	@ArchTest
	static final ArchRule postProcessorsAreMadeByStaticMethods = methods().that()
		.areAnnotatedWith(Bean.class)
		.and()
		.haveRawReturnType(JavaClass.Predicates.assignableTo(BeanPostProcessor.class))
		.should()
		.beStatic();

	@ArchTest
	static final ArchRule propertiesAreNoRecordsAndOurs = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.notBeRecords()
		.andShould(haveAPrefixOfOurs())
		.because("a record prints its password, and spring.* and management.* belong to Spring Boot");

	@ArchTest
	static final ArchRule adaptersToConnectionDetailsAreNotPublic = classes().that()
		.areAssignableTo(ConnectionDetails.class)
		.and()
		.areNotInterfaces()
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule ourConnectionDetailsAreNotThoseOfJdbc = noClasses().that()
		.areAssignableTo(TiDBConnectionDetails.class)
		.and()
		.resideOutsideOfPackage("..autoconfigure.devserver")
		.should()
		.beAssignableTo(JdbcConnectionDetails.class)
		.because("a container would give the same details twice, of which Boot makes those; "
				+ "it makes none of a development server");

	@ArchTest
	static final ArchRule nothingWorksWhileItIsMade = methods().should()
		.notBeAnnotatedWith("jakarta.annotation.PostConstruct")
		.because("starting the application connects to nothing");

	@ArchTest
	static final ArchRule fieldsAreNotInjected = noFields().should().beAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule theActuatorIsOptional = noClasses().that()
		.resideOutsideOfPackages("..health", "..info")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.health..", "org.springframework.boot.actuate..");

	@ArchTest
	static final ArchRule containersAreOptional = noClasses().that()
		.resideOutsideOfPackages("..testcontainers..", "..docker.compose..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.testcontainers..", "org.springframework.boot.testcontainers..",
				"org.springframework.boot.docker.compose..");

	@ArchTest
	static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static void whatIsPublicIsMeantToBe(JavaClasses classes) {
		assertThat(classes.stream()
			.filter(ArchitectureTests::isOfTheApi)
			.filter((type) -> !isInternal(type))
			.map(ArchitectureTests::shortName)).containsExactlyInAnyOrder("autoconfigure.RetryOnConflict",
					"autoconfigure.TiDBAutoConfiguration", "autoconfigure.TiDBClientBuilderCustomizer",
					"autoconfigure.TiDBClientProperties", "autoconfigure.TiDBClientProperties$ConnectionFetch",
					"autoconfigure.TiDBClientProperties$Health", "autoconfigure.TiDBClientsAutoConfiguration",
					"autoconfigure.TiDBConnectionDetails", "autoconfigure.TiDBConnectionProperties",
					"autoconfigure.TiDBConnectionProperties$Ssl", "autoconfigure.TiDBDataJdbcAutoConfiguration",
					"autoconfigure.TiDBDataSource", "autoconfigure.TiDBDataSourceAutoConfiguration",
					"autoconfigure.TiDBExceptionTranslationAutoConfiguration", "autoconfigure.TiDBProperties",
					"autoconfigure.TiDBPropertyDiagnosticsAutoConfiguration",
					"autoconfigure.TiDBTransactionAutoConfiguration", "autoconfigure.ai.TiDBSpringAiAutoConfiguration",
					"autoconfigure.devserver.TiDBDevServerAutoConfiguration",
					"autoconfigure.devserver.TiDBDevServerProperties",
					"autoconfigure.health.TiDBDatabaseHealthAutoConfiguration",
					"autoconfigure.health.TiDBHealthContributorAutoConfiguration",
					"autoconfigure.info.TiDBInfoContributorAutoConfiguration", "data.TiDBSearchExecutor",
					"health.TiDBHealthIndicator", "info.TiDBInfoContributor");
	}

	@ArchTest
	static void whatIsPublicInTheInternalPackageIsUsedByTwo(JavaClasses classes) {
		assertThat(classes.stream()
			.filter(ArchitectureTests::isInternal)
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> type.getDirectDependenciesToSelf()
				.stream()
				.map((user) -> user.getOriginClass().getPackageName())
				.filter((user) -> !user.equals(type.getPackageName()))
				.distinct()
				.count() < 2)
			.map(JavaClass::getSimpleName)
			.filter((name) -> !USED_BY_TIDB_TEST.contains(name))).isEmpty();
	}

	/**
	 * {@code @TiDBTest} creates the tables that the application has, and takes out of its
	 * files what specifies a server: these must not be decided twice. As text, because
	 * this module has the others not on its class path.
	 */
	@Test
	void noOtherModuleUsesWhatIsInternalButTheOneForTests() throws IOException {
		List<Path> sources;
		try (Stream<Path> files = Files.walk(Path.of(".."))) {
			sources = files.filter((file) -> file.toString().matches(".*/src/.*\\.(java|kt)"))
				.filter((file) -> !file.startsWith("../tidb-spring-boot-autoconfigure"))
				.filter((file) -> !file.toString().contains("/target/"))
				.toList();
		}
		assertThat(sources.stream().map((file) -> file.getName(1).toString()).distinct()).contains("sample-app",
				"benchmarks", "tidb-spring-boot-test");
		Map<String, Set<String>> used = new TreeMap<>();
		for (Path source : sources) {
			Matcher internal = INTERNAL.matcher(Files.readString(source));
			while (internal.find()) {
				used.computeIfAbsent(source.getName(1).toString(), (key) -> new TreeSet<>()).add(internal.group(1));
			}
		}
		assertThat(used).isEqualTo(Map.of("tidb-spring-boot-test", USED_BY_TIDB_TEST));
	}

	/** What users can name: public or protected, and within nothing that is neither. */
	private static boolean isOfTheApi(JavaClass type) {
		return (type.getModifiers().contains(JavaModifier.PUBLIC)
				|| type.getModifiers().contains(JavaModifier.PROTECTED))
				&& type.getEnclosingClass().map(ArchitectureTests::isOfTheApi).orElse(true);
	}

	private static boolean isInternal(JavaClass type) {
		return type.getPackageName().equals(ROOT + ".internal");
	}

	private static String shortName(JavaClass type) {
		return type.getName().substring(ROOT.length() + 1);
	}

	private static ArchCondition<JavaClass> haveNoPublicMember() {
		return new ArchCondition<>("have no public member") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (JavaMethod method : type.getMethods()) {
					if (method.getModifiers().contains(JavaModifier.PUBLIC)
							&& !method.getModifiers().contains(JavaModifier.BRIDGE)) {
						events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is public"));
					}
				}
			}

		};
	}

	private static ArchCondition<JavaClass> beListedIn(String file) {
		return new ArchCondition<>("be listed in " + file) {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!ours(file).contains(type.getName())) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is not in " + file));
				}
			}

		};
	}

	/** The lines of all files of this name: each of Boot's modules has one too. */
	private static List<String> ours(String file) {
		try {
			List<String> lines = new ArrayList<>();
			for (URL url : Collections.list(ArchitectureTests.class.getClassLoader().getResources(file))) {
				try (InputStream input = url.openStream()) {
					new String(input.readAllBytes(), StandardCharsets.UTF_8).lines()
						.map((line) -> line.replaceAll("[,\\\\\\s]", ""))
						.forEach(lines::add);
				}
			}
			return lines;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ArchCondition<JavaClass> haveAPrefixOfOurs() {
		return new ArchCondition<>("have a prefix that begins with tidb") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				ConfigurationProperties properties = type.getAnnotationOfType(ConfigurationProperties.class);
				String prefix = properties.value().isEmpty() ? properties.prefix() : properties.value();
				if (!prefix.equals("tidb") && !prefix.startsWith("tidb.")) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " has the prefix " + prefix));
				}
			}

		};
	}

	private static ArchCondition<JavaClass> beInNullMarkedPackage() {
		return new ArchCondition<>("be in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
				}
			}

		};
	}

}
