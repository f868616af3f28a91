package io.github.tidbspring.devserver.comparison;

/**
 * Who sends a statement. Each has a connection of its own.
 */
enum Client {

	/** What nearly all statements are sent by. */
	WRAPPED(""),

	/** Connected to the server's address, so that nothing is translated. */
	PLAIN("without `wrap`: "),

	/** As {@link #WRAPPED}, but statements are prepared on the server. */
	PREPARING("prepared on the server: "),

	/** Another {@link #WRAPPED}. */
	OTHER("by another connection: ");

	private final String introduction;

	Client(String introduction) {
		this.introduction = introduction;
	}

	/**
	 * Return what stands before a statement of this client.
	 * @return the words, in Markdown
	 */
	String introduction() {
		return this.introduction;
	}

}
