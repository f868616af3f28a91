package io.github.tidbspring.boot;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No public type has the name of a type that is imported beside it: one class can be a
 * table of TiDB and an entity of JPA or Spring Data, also with imports by asterisk.
 */
class NamesTests {

	private static final Set<String> NEIGHBOURS = Set.of("jakarta/persistence/", "org/springframework/data/",
			"com/fasterxml/jackson/", "tools/jackson/");

	/** Types that are not public, so nobody imports them. */
	private static final Set<String> PRIVATE = Set.of(
			"org/springframework/data/jdbc/core/mapping/schema/SchemaDiff.class",
			"org/springframework/data/jdbc/core/mapping/schema/Tables.class");

	private static final String SPRING = "org/springframework/";

	private static Map<String, Set<String>> neighbours = Map.of();

	private static Set<String> spring = Set.of();

	private static Set<JavaClass> types = Set.of();

	private static Set<JavaClass> nestedTypes = Set.of();

	@BeforeAll
	static void read() throws IOException {
		neighbours = new TreeMap<>();
		spring = new HashSet<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (path.endsWith(".jar")) {
				try (JarFile jar = new JarFile(path)) {
					jar.stream().forEach((entry) -> add(entry.getName()));
				}
			}
		}
		for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
			if (module.descriptor().name().startsWith("java.")) {
				try (var reader = module.open(); Stream<String> entries = reader.list()) {
					entries.filter((entry) -> entry.startsWith("java/")).forEach(NamesTests::addNeighbour);
				}
			}
		}
		JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.tidbspring.client", "io.github.tidbspring.boot");
		Map<Boolean, Set<JavaClass>> byNesting = classes.stream()
			.filter(NamesTests::isPublic)
			.filter((type) -> !type.getPackageName().contains(".internal"))
			.collect(Collectors.partitioningBy(JavaClass::isTopLevelClass, Collectors.toSet()));
		types = byNesting.get(true);
		nestedTypes = byNesting.get(false);
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(NamesTests::isPublic).orElse(true);
	}

	private static void add(String entry) {
		if (PRIVATE.contains(entry)) {
			return;
		}
		if (NEIGHBOURS.stream().anyMatch(entry::startsWith)) {
			addNeighbour(entry);
		}
		if (entry.startsWith(SPRING)) {
			simpleName(entry).forEach(spring::add);
		}
	}

	private static void addNeighbour(String entry) {
		simpleName(entry).forEach((name) -> neighbours.computeIfAbsent(name, (key) -> new TreeSet<>()).add(entry));
	}

	private static Stream<String> simpleName(String entry) {
		return (entry.endsWith(".class") && !entry.contains("$"))
				? Stream.of(entry.substring(entry.lastIndexOf('/') + 1, entry.length() - ".class".length()))
				: Stream.empty();
	}

	@Test
	void theNeighboursAreRead() {
		assertThat(neighbours).containsKeys("Id", "Column", "Sort", "Vector", "JsonProperty", "ObjectMapper", "Limit");
		assertThat(spring).contains("Indexed", "JdbcClient", "ConditionalOnClass");
		assertThat(types).extracting(JavaClass::getSimpleName).contains("TiDBClient", "PrimaryKey", "TiDBProperties");
	}

	@Test
	void noTypeHasTheNameOfANeighboursButTable() {
		Map<String, Set<String>> same = new TreeMap<>(neighbours);
		same.keySet().retainAll(names(types));
		assertThat(same).containsOnlyKeys("Filter", "Table");
	}

	@Test
	void noTypeHasTheNameOfATypeOfSpringButTable() {
		Set<String> same = new TreeSet<>(names(types));
		assertThat(same).contains("PrimaryKey", "TiDBColumn", "SearchHit");
		same.retainAll(spring);
		// Spring Data's annotation of entities.
		assertThat(same).containsExactly("Table");
	}

	/**
	 * A nested type is written with the type around it, and no import by asterisk of a
	 * package includes it. {@code List} is the usual name of the container of a
	 * repeatable annotation, which the compiler writes, and not the user; the others are
	 * an enum and sections of properties.
	 */
	@Test
	void nestedTypesWithTheNameOfANeighboursAreDecidedOneByOne() {
		assertThat(nestedTypes)
			.filteredOn((type) -> neighbours.containsKey(type.getSimpleName()) || spring.contains(type.getSimpleName()))
			.extracting((type) -> type.getName().replaceAll(".*\\.", ""))
			.containsExactlyInAnyOrder("TiDBCheck$List", "TiDBForeignKey$List", "TiDBIndex$List",
					"FullTextColumn$Parser", "TiDBConnectionProperties$Ssl", "TiDBClientProperties$Health");
	}

	private static Set<String> names(Collection<JavaClass> classes) {
		return classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
	}

}
