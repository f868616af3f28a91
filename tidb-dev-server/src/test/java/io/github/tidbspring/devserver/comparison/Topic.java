package io.github.tidbspring.devserver.comparison;

/**
 * What a comparison is about: a table of the page.
 */
enum Topic {

	VECTORS("Vectors"),

	VECTOR_INDEXES("Vector indexes"),

	FULL_TEXT("Full-text search"),

	JSON("JSON"),

	KEYS("Keys"),

	DEFINITIONS("Definitions"),

	STATEMENTS("Statements and functions"),

	TRANSACTIONS("Transactions and sessions"),

	TRACES("Where MariaDB is visible"),

	CLIENTS("Clients without `wrap`");

	private final String title;

	Topic(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

}
