package io.github.tidbspring.boot.test.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "io.github.tidbspring.boot.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/** Also within another type, and protected: what users can name. */
	@ArchTest
	static void whatIsPublicIsMeantToBe(JavaClasses classes) {
		assertThat(classes.stream().filter(ArchitectureTests::isOfTheApi).map(JavaClass::getSimpleName))
			.containsExactlyInAnyOrder("AutoConfigureTiDB", "TiDBTest", "TiDBTestAutoConfiguration");
	}

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule nothingKnowsTheStandIn = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.tidbspring.devserver..");

	private static boolean isOfTheApi(JavaClass type) {
		return (type.getModifiers().contains(JavaModifier.PUBLIC)
				|| type.getModifiers().contains(JavaModifier.PROTECTED))
				&& type.getEnclosingClass().map(ArchitectureTests::isOfTheApi).orElse(true);
	}

}
