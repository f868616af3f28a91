package io.github.tidbspring.devserver;

/**
 * What the stand-in says it is: the TiDB that it stands in for, which drivers and clients
 * look at, and then the truth.
 */
final class StandInVersion {

	private static final String TIDB = "v8.5.3";

	private StandInVersion() {
	}

	/**
	 * Return what {@code VERSION()} says. MariaDB's version stands at the end and in
	 * MariaDB's own form, where migration tools look for it.
	 * @param mariaDbVersion MariaDB's version
	 * @return the version
	 */
	static String serverVersion(String mariaDbVersion) {
		return "8.0.11-TiDB-" + TIDB + "-stand-in-" + mariaDbVersion + "-MariaDB";
	}

	/**
	 * Return what {@code TIDB_VERSION()} says, in the form of TiDB's own.
	 * @param mariaDbVersion MariaDB's version
	 * @return the text
	 */
	static String tidbVersion(String mariaDbVersion) {
		return "Release Version: " + TIDB + "-stand-in\nEdition: stand-in for development and tests, not TiDB\n"
				+ "Store: MariaDB " + mariaDbVersion;
	}

}
