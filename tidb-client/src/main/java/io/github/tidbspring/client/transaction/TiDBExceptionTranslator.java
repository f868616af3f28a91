package io.github.tidbspring.client.transaction;

import java.sql.SQLException;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.error.ErrorTranslation;
import io.github.tidbspring.client.internal.error.FailedCommit;
import io.github.tidbspring.client.internal.error.TiDBErrors;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.Assert;

/**
 * Translates TiDB's errors to Spring's exceptions. Most of them have the SQL state HY000
 * and would remain uncategorized. All others are left to a fallback translator.
 * Thread-safe if the fallback is.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class TiDBExceptionTranslator implements SQLExceptionTranslator {

	private static final Pattern FULL_TEXT = Pattern.compile("fts_match|full.?text|match[ .]*against",
			Pattern.CASE_INSENSITIVE);

	/** The error of {@code AS OF TIMESTAMP} with a time in the future. */
	private static final Pattern READ_TIMESTAMP = Pattern.compile("read timestamp to a future",
			Pattern.CASE_INSENSITIVE);

	/** The errors of a write and of a lock in a stale read. */
	private static final Pattern READ_ONLY = Pattern.compile("only support read-only|select lock .* in stale read",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern VECTOR = Pattern.compile("\\bvectors?\\b", Pattern.CASE_INSENSITIVE);

	/** The vector follows, whose text can be very long. */
	private static final Pattern VECTOR_TEXT = Pattern.compile("(Invalid vector text).*", Pattern.DOTALL);

	/**
	 * Connector/J's SQL state for a value that it cannot read, such as a zero date, or
	 * has no type for. Spring would classify it as transient by its first two characters,
	 * and each retry would fail again.
	 */
	private static final String ILLEGAL_ARGUMENT = "S1009";

	/** Its messages with the same state for statements that it does not send. */
	private static final Pattern NOT_SENT = Pattern.compile(
			"connection is read-only|execute(?:large)?(?:query|update)\\(|"
					+ "parameter index out|illegal value for set|(?:null|empty) query|generated keys not requested",
			Pattern.CASE_INSENSITIVE);

	private final SQLExceptionTranslator fallback;

	/**
	 * Create a translator whose fallback is Spring's default translator.
	 */
	public TiDBExceptionTranslator() {
		this(new SQLExceptionSubclassTranslator());
	}

	/**
	 * Create a translator.
	 * @param fallback translates all errors that are not specific to TiDB
	 */
	public TiDBExceptionTranslator(SQLExceptionTranslator fallback) {
		Assert.notNull(fallback, "'fallback' must not be null");
		this.fallback = fallback;
	}

	/**
	 * Return whether a failure is a conflict between transactions, after which nothing of
	 * the failed one is committed and its work can be retried: the errors 9007, 8028,
	 * 8022, 8005, 8002, 1213 and 1205.
	 * @param failure the exception; its causes are examined too
	 * @return {@code false} for all other errors, for a broken connection, and if the
	 * outcome of a COMMIT is unknown
	 */
	public static boolean isConflict(Throwable failure) {
		// The work may contain another transaction, whose outcome is unknown.
		return TiDBErrors.isConflict(failure)
				&& !TiDBErrors.isCausedBy(failure, TransactionOutcomeUnknownException.class);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * In a transaction manager, the failure of a ROLLBACK after a failed COMMIT is
	 * translated to the failure of the COMMIT.
	 */
	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
		return FailedCommit.decisive(task, ex, translateOne(task, sql, ex));
	}

	private @Nullable DataAccessException translateOne(String task, @Nullable String sql, SQLException ex) {
		if (ILLEGAL_ARGUMENT.equals(ex.getSQLState()) && ex.getErrorCode() == 0) {
			String message = describe(task, sql, ex);
			return isAbout(NOT_SENT, ex) ? new InvalidDataAccessApiUsageException(message, ex)
					: new DataRetrievalFailureException(message, ex);
		}
		SQLException error = TiDBErrors.find(ex);
		DataAccessException translated = (error != null) ? translate(describe(task, sql, error), error, ex) : null;
		if (translated != null) {
			return translated;
		}
		DataAccessException known = this.fallback.translate(task, sql, ex);
		if (known instanceof BadSqlGrammarException && sql == null && error != null) {
			// Spring's message would be "bad SQL grammar []", without the cause.
			return new BadSqlGrammarException(task + "; " + error.getMessage(), "", ex);
		}
		return known;
	}

	private @Nullable DataAccessException translate(String message, SQLException error, SQLException cause) {
		int code = error.getErrorCode();
		ErrorTranslation translation = ErrorTranslation.of(code);
		if (translation != null) {
			return translation.create(message + advice(code), cause);
		}
		if (code == ErrorCodes.UNKNOWN) {
			return translateUnknown(message, error, cause);
		}
		return (code == ErrorCodes.NOT_SUPPORTED && isAbout(FULL_TEXT, error))
				? new InvalidDataAccessApiUsageException(message + "; full-text search needs TiDB Cloud Starter "
						+ "in a region that has it, and takes the query, a constant, before the column", cause)
				: null;
	}

	/** TiDB uses this code for all errors without a code of their own. */
	private static @Nullable DataAccessException translateUnknown(String message, SQLException error,
			SQLException cause) {
		if (isAbout(READ_TIMESTAMP, error)) {
			return new InvalidDataAccessApiUsageException(
					message + "; a read from the past needs an instant that has passed by the server's clock", cause);
		}
		if (isAbout(READ_ONLY, error)) {
			return new InvalidDataAccessApiUsageException(message, cause);
		}
		return isAbout(VECTOR, error)
				? new DataIntegrityViolationException(VECTOR_TEXT.matcher(message).replaceFirst("$1"), cause) : null;
	}

	private static String advice(int code) {
		return switch (code) {
			case ErrorCodes.NO_DATABASE -> "; name one where the connection is configured, or use withDatabase(…)";
			case ErrorCodes.ROW_TOO_LARGE -> "; a row may have 6 MiB, whatever the types of its columns say, "
					+ "unless the server's txn-entry-size-limit is higher: keep large contents elsewhere, or in parts";
			case ErrorCodes.TRANSACTION_TOO_LARGE ->
				"; the server's txn-total-size-limit is reached: " + "commit after fewer rows";
			default -> "";
		};
	}

	private static boolean isAbout(Pattern subject, SQLException error) {
		return error.getMessage() != null && subject.matcher(error.getMessage()).find();
	}

	private static String describe(String task, @Nullable String sql, SQLException error) {
		return task + "; " + ((sql != null) ? "SQL [" + sql + "]; " : "") + error.getMessage();
	}

}
