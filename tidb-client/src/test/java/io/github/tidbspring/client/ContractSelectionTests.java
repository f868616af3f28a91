package io.github.tidbspring.client;

import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Which tests of the contract suite run on which server, and what the summary says of it.
 */
class ContractSelectionTests {

	private static String version = "";

	@TempDir
	private Path directory;

	@Test
	void whenTiDBIsOldThenTestsThatNeedVectorsAreSkippedAndTheOthersRun() {
		ContractSummary summary = run("8.0.11-TiDB-v7.5.7", Sample.class);
		assertThat(summary.passes()).isEqualTo(1);
		assertThat(summary.failures()).containsExactly("ContractSelectionTests$Sample.fails");
		assertThat(summary.text()).contains("""
				  skipped   6
				    1: The moon is not full
				       in ContractSelectionTests$Sample
				    1: of the stand-in alone: its functions are its own
				       in ContractSelectionTests$Sample
				    2: this server lacks VECTOR, vector columns (TiDB 8.4 or later)
				       in ContractSelectionTests$Sample
				    1: this server lacks VECTOR, vector columns (TiDB 8.4 or later); and FULL_TEXT, full-text search \
				(TiDB Cloud Starter, in some regions)
				       in ContractSelectionTests$Sample
				    1: this server lacks VECTOR_INDEX, a vector index (TiFlash)
				       in ContractSelectionTests$Sample
				""");
	}

	@Test
	void whenTiDBIsNewerThenTestsThatNeedVectorsRunToo() {
		ContractSummary summary = run("8.0.11-TiDB-v8.5.8", Sample.class);
		assertThat(summary.passes()).isEqualTo(4);
		assertThat(summary.text()).contains("this server lacks FULL_TEXT").doesNotContain("lacks VECTOR,");
	}

	@Test
	void whenAClassNeedsWhatIsMissingThenNothingOfItRuns() {
		ContractSummary summary = run("8.0.11-TiDB-v7.5.7", Vectors.class);
		assertThat(summary.passes()).isZero();
		assertThat(summary.failures()).isEmpty();
		assertThat(summary.text()).contains("  skipped   2\n    2: this server lacks VECTOR, ");
		assertThat(run("8.0.11-TiDB-v8.5.8", Vectors.class).passes()).isEqualTo(2);
	}

	@Test
	void testsOfAClassWithParametersCountForEachOfThem() {
		assertThat(run("8.0.11-TiDB-v8.5.8", Parameterized.class).passes()).isEqualTo(2);
		ContractSummary summary = run("8.0.11-TiDB-v7.5.7", Parameterized.class);
		assertThat(summary.passes()).isZero();
		assertThat(summary.text()).contains("  skipped   2\n").doesNotContain("Besides");
	}

	@Test
	void summaryIsKept() {
		ContractSummary summary = run("8.0.11-TiDB-v8.5.8", Vectors.class);
		assertThat(this.directory.resolve("summary.txt")).hasContent(summary.text());
	}

	@Test
	void runWithoutAContractTestHasNoSummary() {
		assertThat(run("8.0.11-TiDB-v8.5.8", Plain.class).isEmpty()).isTrue();
		assertThat(Files.exists(this.directory.resolve("summary.txt"))).isFalse();
	}

	@Test
	void whatATestNeedsIsSaidInTheSuiteOnly() {
		JavaClasses tests = new ClassFileImporter()
			.importUrl(getClass().getProtectionDomain().getCodeSource().getLocation());
		DescribedPredicate<CanBeAnnotated> needing = annotatedWith(Requires.class).or(annotatedWith(StandInOnly.class));
		DescribedPredicate<CanBeAnnotated> contract = annotatedWith(ContractTests.class).or(annotatedWith(Tag.class));
		classes().that(needing)
			.should()
			.beAnnotatedWith(ContractTests.class)
			.orShould()
			.beAnnotatedWith(Tag.class)
			.check(tests);
		methods().that(needing).should().beDeclaredInClassesThat(contract).check(tests);
	}

	private ContractSummary run(String ofVersion, Class<?> type) {
		version = ofVersion;
		return ContractRun.execute(
				LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(type)).build(),
				new ContractSummaryListener(this.directory.resolve("summary.txt"), false));
	}

	private static boolean isFrom84(String version) {
		TiDBVersion tidb = TiDBVersion.parse(version);
		return tidb != null && tidb.isAtLeast(8, 4);
	}

	private static ContractServerExtension described() {
		return new ContractServerExtension((context) -> {
			TiDBClient client = Mockito.mock(Mockito.RETURNS_DEEP_STUBS);
			BDDMockito.given(client.serverInfo()).willReturn(ServerInfo.of(version, "none", null, null));
			BDDMockito.given(client.supports(ArgumentMatchers.any()))
				.willAnswer((invocation) -> invocation.getArgument(0) == Capability.VECTOR && isFrom84(version));
			return new ContractServer(client);
		});
	}

	@Tag(ContractTests.TAG)
	static class Sample {

		@RegisterExtension
		static final ContractServerExtension server = described();

		@Test
		void needsNothing() {
		}

		@Test
		void fails() {
			throw new AssertionError("mysql://root:Geheim@db.example.org:4000/");
		}

		@Test
		void assumes() {
			assumeTrue(false, "The moon is not full");
		}

		@Test
		@Requires(Capability.VECTOR)
		void needsVectors(TiDBClient tidb) {
			assertThat(tidb.supports(Capability.VECTOR)).isTrue();
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2 })
		@Requires(Capability.VECTOR)
		void needsVectorsTwice(int number) {
			assertThat(number).isPositive();
		}

		@Test
		@Requires({ Capability.VECTOR, Capability.FULL_TEXT })
		void needsBoth() {
			throw new AssertionError();
		}

		@Test
		@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
		void needsAnIndexOrTheStandIn() {
			throw new AssertionError();
		}

		@Test
		@StandInOnly("its functions are its own")
		void needsTheStandIn() {
			throw new AssertionError();
		}

	}

	@Tag(ContractTests.TAG)
	@Requires(Capability.VECTOR)
	static class Vectors {

		@RegisterExtension
		static final ContractServerExtension server = described();

		private static @Nullable TiDBClient prepared;

		@BeforeAll
		static void prepare(TiDBClient tidb) {
			prepared = tidb;
			assertThat(tidb.supports(Capability.VECTOR)).isTrue();
		}

		@Test
		void one() {
			assertThat(prepared).isNotNull();
		}

		@Test
		void other() {
			assertThat(prepared).isNotNull();
		}

	}

	@Tag(ContractTests.TAG)
	@ParameterizedClass
	@ValueSource(ints = { 1, 2 })
	static class Parameterized {

		@RegisterExtension
		static final ContractServerExtension server = described();

		@Parameter
		int number;

		@Test
		@Requires(Capability.VECTOR)
		void needsVectors() {
			assertThat(this.number).isPositive();
		}

	}

	static class Plain {

		@Test
		void passes() {
		}

	}

}
