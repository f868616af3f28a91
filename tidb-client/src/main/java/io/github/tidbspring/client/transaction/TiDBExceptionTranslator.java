package io.github.tidbspring.client.transaction;

import java.sql.SQLException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.Assert;

/**
 * Translates TiDB's errors, most of which come with the SQL state HY000 and would remain
 * uncategorized. Whatever is not TiDB's own is left to another translator.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class TiDBExceptionTranslator implements SQLExceptionTranslator {

	private static final Pattern FULL_TEXT = Pattern.compile("fts_match|full.?text|match[ .]*against",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern VECTOR = Pattern.compile("\\bvectors?\\b", Pattern.CASE_INSENSITIVE);

	/** What follows is the vector itself, as long as it may be. */
	private static final Pattern VECTOR_TEXT = Pattern.compile("(Invalid vector text).*", Pattern.DOTALL);

	/**
	 * What Connector/J says of a value that it cannot read, such as a zero date, or has
	 * no type for. By the first two characters Spring takes it for a failure that may
	 * pass, and who retries would never end.
	 */
	private static final String ILLEGAL_ARGUMENT = "S1009";

	private final SQLExceptionTranslator fallback;

	/**
	 * Create a translator that leaves to Spring's default one what is not TiDB's own.
	 */
	public TiDBExceptionTranslator() {
		this(new SQLExceptionSubclassTranslator());
	}

	/**
	 * Create a translator.
	 * @param fallback translates what is not TiDB's own
	 */
	public TiDBExceptionTranslator(SQLExceptionTranslator fallback) {
		Assert.notNull(fallback, "'fallback' must not be null");
		this.fallback = fallback;
	}

	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
		if (ILLEGAL_ARGUMENT.equals(ex.getSQLState()) && ex.getErrorCode() == 0) {
			return new DataRetrievalFailureException(describe(task, sql, ex), ex);
		}
		SQLException error = TiDBErrors.find(ex);
		DataAccessException translated = (error != null) ? translate(describe(task, sql, error), error, ex) : null;
		return (translated != null) ? translated : this.fallback.translate(task, sql, ex);
	}

	private @Nullable DataAccessException translate(String message, SQLException error, SQLException cause) {
		int code = error.getErrorCode();
		if (TiDBErrors.isUnavailable(code)) {
			return new TransientDataAccessResourceException(message, cause);
		}
		return switch (code) {
			case TiDBErrors.WRITE_CONFLICT, TiDBErrors.STALE_TRANSACTION_CONFLICT,
					TiDBErrors.SELECT_FOR_UPDATE_CONFLICT ->
				new OptimisticLockingFailureException(message, cause);
			case TiDBErrors.SCHEMA_CHANGED, TiDBErrors.COMMIT_FAILED_AND_ROLLED_BACK ->
				new ConcurrencyFailureException(message, cause);
			case TiDBErrors.DEADLOCK, TiDBErrors.LOCK_WAIT_TIMEOUT, TiDBErrors.LOCK_NOT_AVAILABLE ->
				new CannotAcquireLockException(message, cause);
			case TiDBErrors.DUPLICATE_KEY -> new DuplicateKeyException(message, cause);
			case TiDBErrors.UNKNOWN -> isAbout(VECTOR, error)
					? new DataIntegrityViolationException(VECTOR_TEXT.matcher(message).replaceFirst("$1"), cause)
					: null;
			case TiDBErrors.NOT_SUPPORTED -> isAbout(FULL_TEXT, error)
					? new InvalidDataAccessApiUsageException(
							message + "; full-text search needs TiDB Cloud Starter "
									+ "in a region that has it, and takes the query, a constant, before the column",
							cause)
					: null;
			default -> null;
		};
	}

	private static boolean isAbout(Pattern subject, SQLException error) {
		return error.getMessage() != null && subject.matcher(error.getMessage()).find();
	}

	private static String describe(String task, @Nullable String sql, SQLException error) {
		return task + "; " + ((sql != null) ? "SQL [" + sql + "]; " : "") + error.getMessage();
	}

}
