package io.github.tidbspring.client.observation;

import java.util.Locale;
import java.util.function.Function;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a client. Their tags have few different values, and contain neither
 * SQL nor values.
 *
 * @since 0.1
 * @see TiDBObservationConvention
 */
public enum TiDBObservation implements ObservationDocumentation {

	/** A search with all its statements. */
	SEARCH("tidb.search", SearchKey.values(), (context) -> "search " + context.getTable(),
			(context) -> KeyValues.of(SearchKey.TABLE.withValue(text(context.getTable())),
					SearchKey.KIND.withValue(text(context.getKind())),
					SearchKey.COMPLETENESS.withValue(text(context.getOutcome())))),

	/** A batch of inserted or saved rows, including the embedding of their texts. */
	BULK_WRITE("tidb.bulk", BulkWriteKey.values(), (context) -> context.getKind() + " " + context.getTable(),
			(context) -> KeyValues.of(BulkWriteKey.TABLE.withValue(text(context.getTable())),
					BulkWriteKey.OPERATION.withValue(text(context.getKind())))),

	/** A transaction of the client with all its attempts. */
	TRANSACTION("tidb.transaction", TransactionKey.values(), (context) -> "transaction",
			(context) -> KeyValues.of(TransactionKey.OUTCOME.withValue(text(context.getOutcome())),
					TransactionKey.ATTEMPTS.withValue(attempts(context.getAttempts()))));

	private final String name;

	private final KeyName[] keys;

	private final Function<TiDBObservationContext, String> contextualName;

	private final Function<TiDBObservationContext, KeyValues> keyValues;

	TiDBObservation(String name, KeyName[] keys, Function<TiDBObservationContext, String> contextualName,
			Function<TiDBObservationContext, KeyValues> keyValues) {
		this.name = name;
		this.keys = keys;
		this.contextualName = contextualName;
		this.keyValues = keyValues;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.keys.clone();
	}

	String contextualName(TiDBObservationContext context) {
		return this.contextualName.apply(context);
	}

	KeyValues keyValues(TiDBObservationContext context) {
		return this.keyValues.apply(context);
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "none";
	}

	/** Return at most 11 different values: a tag must have few. */
	private static String attempts(int attempts) {
		return (attempts < 10) ? String.valueOf(attempts) : "10+";
	}

	/**
	 * The tags of a search.
	 */
	public enum SearchKey implements KeyName {

		/** The name of the table. */
		TABLE,

		/** {@code vector}, {@code full-text}, {@code hybrid} or {@code fused}. */
		KIND,

		/**
		 * {@code limit-reached}, {@code exhausted}, {@code truncated}, or {@code none}
		 * for a search that failed.
		 */
		COMPLETENESS;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * The tags of a batch.
	 */
	public enum BulkWriteKey implements KeyName {

		/** The name of the table. */
		TABLE,

		/** {@code insert}, or {@code save} for rows that may exist already. */
		OPERATION;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * The tags of a transaction.
	 */
	public enum TransactionKey implements KeyName {

		/**
		 * {@code committed}, {@code rolled-back}, or {@code unknown} if the outcome of
		 * COMMIT is unknown.
		 */
		OUTCOME,

		/** The number of attempts: 0 if none could begin, 1 to 9, or {@code 10+}. */
		ATTEMPTS;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
