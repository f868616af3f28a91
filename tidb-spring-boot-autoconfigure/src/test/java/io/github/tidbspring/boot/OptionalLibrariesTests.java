package io.github.tidbspring.boot;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Applications whose class path really lacks optional libraries: a class loader without
 * their jars, and not one that hides them from the outermost caller only.
 */
class OptionalLibrariesTests {

	@ParameterizedTest
	@ValueSource(strings = { "testcontainers-tidb", "spring-boot-testcontainers", "spring-boot-docker-compose",
			"hibernate-core", "spring-data-jdbc", "spring-data-commons" })
	void whenLibraryIsMissingThenTheApplicationStartsAndOthersContainersAreServed(String library) throws Exception {
		String containers = library.equals("spring-boot-testcontainers") ? "" : MinimalApplication.CONTAINER;
		try (URLClassLoader classLoader = classPathWithout(library)) {
			Thread thread = Thread.currentThread();
			ClassLoader before = thread.getContextClassLoader();
			thread.setContextClassLoader(classLoader);
			try {
				Class<?> application = classLoader.loadClass(MinimalApplication.class.getName());
				assertThat(application.getClassLoader()).isSameAs(classLoader);
				assertThatNoException()
					.isThrownBy(() -> application.getMethod("start", String.class).invoke(null, containers));
			}
			finally {
				thread.setContextClassLoader(before);
			}
		}
	}

	private static URLClassLoader classPathWithout(String library) throws IOException {
		String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
		List<String> kept = Arrays.stream(entries).filter((entry) -> !isOf(library, entry)).toList();
		assertThat(kept).as("the class path without " + library).hasSizeLessThan(entries.length);
		return new URLClassLoader(kept.stream().map(OptionalLibrariesTests::url).toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader());
	}

	private static boolean isOf(String library, String entry) {
		String file = Path.of(entry).getFileName().toString();
		return file.matches(library + "-[0-9].*\\.jar");
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
