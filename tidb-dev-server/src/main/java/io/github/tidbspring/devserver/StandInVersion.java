package io.github.tidbspring.devserver;

/**
 * The version that the stand-in reports: first the version of TiDB, which drivers and
 * clients evaluate, then MariaDB's own.
 */
final class StandInVersion {

	private static final String TIDB = "v8.5.3";

	private StandInVersion() {
	}

	/**
	 * Return the result of {@code VERSION()}. MariaDB's version is at the end and in
	 * MariaDB's own form, because migration tools look for it there.
	 * @param mariaDbVersion MariaDB's version
	 * @return the version
	 */
	static String serverVersion(String mariaDbVersion) {
		return "8.0.11-TiDB-" + TIDB + "-stand-in-" + mariaDbVersion + "-MariaDB";
	}

	/**
	 * Return the result of {@code TIDB_VERSION()}, in TiDB's format.
	 * @param mariaDbVersion MariaDB's version
	 * @return the text
	 */
	static String tidbVersion(String mariaDbVersion) {
		return "Release Version: " + TIDB + "-stand-in\nEdition: stand-in for development and tests, not TiDB\n"
				+ "Store: MariaDB " + mariaDbVersion;
	}

}
