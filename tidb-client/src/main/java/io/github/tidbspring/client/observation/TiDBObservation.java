package io.github.tidbspring.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of a client. They have few different tags, no SQL and no values.
 *
 * @since 0.1
 */
public enum TiDBObservation implements ObservationDocumentation {

	/** A search, with all the statements that it needs. */
	SEARCH("tidb.search") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SearchKey.values();
		}

	},

	/** A batch of rows that is inserted or saved, with the embedding of its texts. */
	INSERT("tidb.insert") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return InsertKey.values();
		}

	},

	/** A transaction of the client, with all its attempts. */
	TRANSACTION("tidb.transaction") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return TransactionKey.values();
		}

	};

	private final String name;

	TiDBObservation(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	/**
	 * The tags of a search.
	 */
	public enum SearchKey implements KeyName {

		/** The name of the table. */
		TABLE("table"),

		/** {@code vector}, {@code full-text} or {@code hybrid}. */
		KIND("kind"),

		/**
		 * {@code limit-reached}, {@code exhausted}, {@code cut}, or {@code none} for a
		 * search that failed.
		 */
		COMPLETENESS("completeness");

		private final String key;

		SearchKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The tags of a batch.
	 */
	public enum InsertKey implements KeyName {

		/** The name of the table. */
		TABLE("table"),

		/** {@code insert}, or {@code save} for rows that may be there already. */
		OPERATION("operation");

		private final String key;

		InsertKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The tags of a transaction.
	 */
	public enum TransactionKey implements KeyName {

		/**
		 * {@code committed}, {@code rolled-back}, or {@code unknown} where the connection
		 * broke during COMMIT.
		 */
		OUTCOME("outcome"),

		/** The number of attempts: 1 to 9, or {@code 10+}. */
		ATTEMPTS("attempts");

		private final String key;

		TransactionKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
