package io.github.tidbspring.client.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a client. They have few different tags, no SQL and no values.
 *
 * @since 0.1
 * @see TiDBObservationConvention
 */
public enum TiDBObservation implements ObservationDocumentation {

	/** A search, with all the statements that it needs. */
	SEARCH("tidb.search") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SearchKey.values();
		}

		@Override
		String contextualName(TiDBObservationContext context) {
			return "search " + context.getTable();
		}

		@Override
		KeyValues keyValues(TiDBObservationContext context) {
			return KeyValues.of(SearchKey.TABLE.withValue(text(context.getTable())),
					SearchKey.KIND.withValue(text(context.getKind())),
					SearchKey.COMPLETENESS.withValue(text(context.getOutcome())));
		}

	},

	/** A batch of rows that is inserted or saved, with the embedding of its texts. */
	BULK_WRITE("tidb.bulk") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return BulkWriteKey.values();
		}

		@Override
		String contextualName(TiDBObservationContext context) {
			return context.getKind() + " " + context.getTable();
		}

		@Override
		KeyValues keyValues(TiDBObservationContext context) {
			return KeyValues.of(BulkWriteKey.TABLE.withValue(text(context.getTable())),
					BulkWriteKey.OPERATION.withValue(text(context.getKind())));
		}

	},

	/** A transaction of the client, with all its attempts. */
	TRANSACTION("tidb.transaction") {

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return TransactionKey.values();
		}

		@Override
		String contextualName(TiDBObservationContext context) {
			return "transaction";
		}

		@Override
		KeyValues keyValues(TiDBObservationContext context) {
			int attempts = context.getAttempts();
			return KeyValues.of(TransactionKey.OUTCOME.withValue(text(context.getOutcome())),
					TransactionKey.ATTEMPTS.withValue((attempts <= MOST_ATTEMPTS) ? String.valueOf(attempts) : "10+"));
		}

	};

	/** A tag has few different values. */
	private static final int MOST_ATTEMPTS = 9;

	private final String name;

	TiDBObservation(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	abstract String contextualName(TiDBObservationContext context);

	abstract KeyValues keyValues(TiDBObservationContext context);

	private static String text(@Nullable String value) {
		return (value != null) ? value : "none";
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
		 * {@code limit-reached}, {@code exhausted}, {@code truncated}, or {@code none}
		 * for a search that failed.
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
	public enum BulkWriteKey implements KeyName {

		/** The name of the table. */
		TABLE("table"),

		/** {@code insert}, or {@code save} for rows that may be there already. */
		OPERATION("operation");

		private final String key;

		BulkWriteKey(String key) {
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

		/** The number of attempts: 0 if none could begin, 1 to 9, or {@code 10+}. */
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
