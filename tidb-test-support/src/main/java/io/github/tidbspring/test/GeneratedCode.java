package io.github.tidbspring.test;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

/**
 * The code that Spring generates ahead of time for an application, compiled, to be run in
 * a test.
 */
public final class GeneratedCode {

	private static final ClassName APPLICATION = ClassName.get("com.example", "Generated");

	private final Path directory;

	private final RuntimeHints hints;

	private GeneratedCode(Path directory, RuntimeHints hints) {
		this.directory = directory;
		this.hints = hints;
	}

	/**
	 * Generate and compile the code of an application.
	 * @param context the context of the application, not refreshed
	 * @param directory an empty directory
	 * @return the code
	 */
	public static GeneratedCode of(GenericApplicationContext context, Path directory) {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(new ClassNameGenerator(APPLICATION), files);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		try {
			write(files, Kind.CLASS, directory);
			write(files, Kind.RESOURCE, directory);
			compile(write(files, Kind.SOURCE, directory.resolve("source")), directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new GeneratedCode(directory, generation.getRuntimeHints());
	}

	/**
	 * Return the hints for a native image.
	 * @return the hints
	 */
	public RuntimeHints hints() {
		return this.hints;
	}

	/**
	 * Initialize the context of a generated application. To be called in the method that
	 * {@link #run} calls.
	 * @param context the context, not refreshed
	 */
	public static void initialize(GenericApplicationContext context) {
		AotApplicationContextInitializer
			.forInitializerClasses(APPLICATION.canonicalName() + "__ApplicationContextInitializer")
			.initialize(context);
	}

	/**
	 * Call a static method {@code run(String...)} with the code. All classes are loaded
	 * anew, as in an application, because generated code calls package-private methods.
	 * @param type the type that declares the method
	 * @param arguments the arguments
	 * @return the result, which must be of a type of the JDK
	 * @throws ReflectiveOperationException if there is no such method, or it fails
	 */
	public @Nullable Object run(Class<?> type, String... arguments) throws ReflectiveOperationException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Method run = loader.loadClass(type.getName()).getDeclaredMethod("run", String[].class);
			run.setAccessible(true);
			return run.invoke(null, (Object) arguments);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static List<Path> write(InMemoryGeneratedFiles files, Kind kind, Path directory) throws IOException {
		List<Path> written = new ArrayList<>();
		for (Map.Entry<String, InputStreamSource> file : files.getGeneratedFiles(kind).entrySet()) {
			Path path = directory.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			try (InputStream content = file.getValue().getInputStream()) {
				Files.copy(content, path);
			}
			written.add(path);
		}
		return written;
	}

	private static void compile(List<Path> sources, Path directory) {
		List<String> arguments = new ArrayList<>(List.of("-d", directory.toString(), "-proc:none", "-nowarn",
				"-classpath", directory + File.pathSeparator + System.getProperty("java.class.path")));
		sources.forEach((source) -> arguments.add(source.toString()));
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		if (ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new)) != 0) {
			throw new IllegalStateException(errors.toString(StandardCharsets.UTF_8));
		}
	}

	private URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>(List.of(this.directory.toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		return urls.toArray(URL[]::new);
	}

}
