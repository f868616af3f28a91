package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.util.Assert;

/**
 * The translation of TiDB's error codes to Spring's exceptions: of all codes from 8000
 * on, which are TiDB's own, and of those of MySQL without an SQL state that Spring
 * understands, or with one that is less specific than the code.
 * <p>
 * Codes are given by their names in {@link ErrorCodes} if the client treats them
 * specially elsewhere too, as single numbers, or as {@code range(first, last)} where a
 * whole range has one meaning. Which failures are retried is a narrower question, which
 * {@link TiDBErrors} answers.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public enum ErrorTranslation {

	/** Another transaction has written data that this one has read or writes. */
	WRITE_CONFLICT(OptimisticLockingFailureException::new, code(ErrorCodes.SELECT_FOR_UPDATE_CONFLICT),
			code(ErrorCodes.STALE_TRANSACTION_CONFLICT), code(ErrorCodes.WRITE_CONFLICT)),

	/** The transaction has ended for a reason unrelated to its data. */
	TRANSACTION_LOST(ConcurrencyFailureException::new, code(ErrorCodes.COMMIT_FAILED_AND_ROLLED_BACK), code(8024),
			code(ErrorCodes.SCHEMA_CHANGED)),

	/** A lock could not be acquired. */
	LOCK(CannotAcquireLockException::new, code(ErrorCodes.LOCK_WAIT_TIMEOUT), code(ErrorCodes.DEADLOCK), code(3058),
			code(3572), code(8020)),

	/** A lock may have expired. */
	LOCK_EXPIRED(PessimisticLockingFailureException::new, code(8229)),

	/** A key exists. The last two are from COMMIT, if the check was deferred. */
	DUPLICATE_KEY(DuplicateKeyException::new, code(1062), code(8141), code(8147)),

	/** A timeout, or an interruption, which is how the server reports one. */
	TIMEOUT(QueryTimeoutException::new, code(ErrorCodes.QUERY_INTERRUPTED), code(ErrorCodes.EXECUTION_TIME_EXCEEDED),
			code(ErrorCodes.RUNAWAY_QUERY)),

	/** A part of TiDB is busy or unavailable, or memory is temporarily insufficient. */
	UNAVAILABLE(TransientDataAccessResourceException::new, code(ErrorCodes.INTERNAL), code(8027), code(8120),
			code(ErrorCodes.SERVER_OUT_OF_MEMORY), range(8180, 8181), code(8201), code(8206), code(8243),
			range(8251, 8252), range(9001, 9005), code(9008), range(9010, 9013)),

	/**
	 * A limit is reached, a resource is exhausted, or the server is defective: a retry
	 * does not help.
	 */
	RESOURCE(NonTransientDataAccessResourceException::new, code(1114), code(1260), code(1301), code(1467), code(3008),
			code(3636), code(4135), code(4137), code(8001), range(8003, 8004), code(8039), range(8042, 8046),
			code(8049), range(8051, 8053), range(8056, 8059), code(8118), range(8133, 8134), range(8138, 8140),
			code(ErrorCodes.QUERY_OUT_OF_MEMORY), range(8202, 8205), range(8207, 8211), code(8213), range(8217, 8219),
			range(8221, 8223), code(8254), code(9006), code(9009), code(9014)),

	/** The data violate the table definition, or the limits of a row or a key. */
	INTEGRITY(DataIntegrityViolationException::new, code(1097), code(1300), code(ErrorCodes.NO_DEFAULT), code(1366),
			code(1411), code(1525), code(1526), code(1563), code(1737), code(1748), code(1863), code(3505), code(3752),
			code(3819), code(3854), code(3907), code(4136), code(8021), code(8023), code(ErrorCodes.ROW_TOO_LARGE),
			range(8029, 8038), code(8041), code(8068), code(8119), code(8129), range(8178, 8179)),

	/** The user may not do this. */
	PERMISSION(PermissionDeniedDataAccessException::new, range(1044, 1045), range(1142, 1143),
			code(ErrorCodes.PRIVILEGE_MISSING), code(1345), code(1370), code(1450),
			code(ErrorCodes.ACCESS_DENIED_NO_PASSWORD), code(ErrorCodes.PASSWORD_MUST_BE_CHANGED), code(1836),
			code(ErrorCodes.PASSWORD_EXPIRED), code(ErrorCodes.ACCOUNT_LOCKED), code(ErrorCodes.TLS_REQUIRED),
			code(8121), code(8132)),

	/** The server does not support the request in this form. */
	USAGE(InvalidDataAccessApiUsageException::new, code(1179), code(1193), code(1207), code(1210),
			code(ErrorCodes.WRONG_USAGE), range(1228, 1229), code(1238), code(1243), code(1270), code(1271), code(1267),
			code(1288), code(1295), code(1298), code(1390), code(1568), code(1621), code(1649), code(1706), code(1792),
			code(3057), code(3150), code(8006), code(8007), code(8026), code(8040), range(8047, 8048), code(8054),
			code(8055), range(8060, 8067), range(8111, 8112), range(8115, 8117), code(8130), range(8135, 8136),
			range(8142, 8146), code(8220), code(8242), range(8154, 8159), range(8160, 8174)),

	/** The statement does not match the schema, or the schema does not allow it. */
	STATEMENT(InvalidDataAccessResourceUsageException::new, range(1007, 1008), code(1025), code(ErrorCodes.NO_DATABASE),
			code(1087), code(1089), code(1092), code(1094), range(1099, 1100), code(1111), code(1117), code(1134),
			code(1192), range(1214, 1215), code(1246), range(1258, 1259), code(1273), code(1287), code(1291),
			code(1294), code(1302), code(1347), range(1350, 1353), code(1356), code(1382), code(1391), code(1396),
			code(1462), code(1470), range(1479, 1524), range(1553, 1556), range(1558, 1562), range(1564, 1567),
			code(1618), range(1628, 1629), range(1652, 1659), code(1674), code(ErrorCodes.DEPRECATED), code(1688),
			code(1697), code(1699), range(1731, 1736), code(1740), code(1747), code(1791), code(1793),
			range(1800, 1801), range(1818, 1819), range(1822, 1833), range(3013, 3020), code(3029), range(3064, 3066),
			range(3102, 3109), range(3126, 3128), range(3162, 3163), range(3522, 3530), range(3573, 3602), code(3619),
			range(3637, 3638), range(3721, 3750), range(3753, 3818), range(3820, 3837), code(3855), range(3929, 3986),
			code(4113), code(4128), range(4138, 4139), range(8018, 8019), code(8050), range(8101, 8110),
			range(8113, 8114), range(8122, 8128), code(8131), code(8137), range(8148, 8153), code(8177),
			code(ErrorCodes.UNSUPPORTED_DDL), code(8212), range(8214, 8216), range(8224, 8228), range(8230, 8241),
			range(8244, 8250), range(8255, 8273));

	private static final Map<Integer, ErrorTranslation> BY_CODE = byCode();

	private final BiFunction<String, SQLException, DataAccessException> creation;

	private final int[][] ranges;

	ErrorTranslation(BiFunction<String, SQLException, DataAccessException> creation, int[]... ranges) {
		this.creation = creation;
		this.ranges = ranges;
	}

	/**
	 * Return the translation of a code.
	 * @param code the code
	 * @return the translation, or {@code null} if that of Spring is correct
	 */
	public static @Nullable ErrorTranslation of(int code) {
		return BY_CODE.get(code);
	}

	public DataAccessException create(String message, SQLException cause) {
		return this.creation.apply(message, cause);
	}

	private static int[] code(int code) {
		return new int[] { code, code };
	}

	private static int[] range(int first, int last) {
		return new int[] { first, last };
	}

	private static Map<Integer, ErrorTranslation> byCode() {
		Map<Integer, ErrorTranslation> translations = new HashMap<>();
		for (ErrorTranslation translation : values()) {
			for (int[] range : translation.ranges) {
				for (int code = range[0]; code <= range[1]; code++) {
					ErrorTranslation other = translations.put(code, translation);
					Assert.state(other == null, "Code " + code + " is both " + other + " and " + translation);
				}
			}
		}
		return Map.copyOf(translations);
	}

}
