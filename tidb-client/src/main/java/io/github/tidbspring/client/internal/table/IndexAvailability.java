package io.github.tidbspring.client.internal.table;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.session.CapabilityProbe;
import io.github.tidbspring.client.internal.session.ServerProbe;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.DropStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Determines whether the server can have a vector or full-text index: from earlier
 * refusals, and from queries that change nothing. A query that fails, such as for lack of
 * a privilege, determines nothing. Thread-safe.
 */
final class IndexAvailability {

	private static final String ATTEMPT = " (`id` BIGINT NOT NULL, `vector` VECTOR(1) NOT NULL, "
			+ "UNIQUE INDEX `key` (`id`) INVISIBLE, VECTOR INDEX `index` ((VEC_COSINE_DISTANCE(`vector`))))";

	private final Session session;

	private final Map<IndexSchema.Kind, String> refusals = new ConcurrentHashMap<>();

	IndexAvailability(Session session) {
		this.session = session;
	}

	/** Remember that the server rejected an index. */
	void refused(IndexSchema.Kind kind, String reason) {
		this.refusals.put(kind, reason);
	}

	/** Forget an earlier refusal, because the server has created such an index. */
	void made(IndexSchema.Kind kind) {
		this.refusals.remove(kind);
	}

	/**
	 * Return why the server cannot have an index.
	 * @param kind the kind of index
	 * @return the reason, or {@code null} if it can, or if this is unknown
	 */
	@Nullable String obstacle(IndexSchema.Kind kind) {
		// A serverless cluster does not show its servers.
		Boolean tiFlash = ServerProbe.isServerless(ServerProbe.version(jdbc())) ? null : hasTiFlash();
		if (Boolean.FALSE.equals(tiFlash)) {
			return this.refusals.getOrDefault(kind, "there is no TiFlash in this cluster");
		}
		String refusal = (tiFlash == null) ? refusalOfAttempt() : null;
		if (refusal != null) {
			return this.refusals.getOrDefault(kind, refusal);
		}
		if (kind == IndexSchema.Kind.VECTOR) {
			return (tiFlash != null) ? null : this.refusals.get(kind);
		}
		String lack = lackOfFullText();
		return (lack != null) ? lack : this.refusals.get(kind);
	}

	/**
	 * Without the privilege to see the servers (PROCESS), try to create a table that TiDB
	 * always rejects: it counts the TiFlash servers before it detects that the only key
	 * is invisible. In a running transaction nothing is tried, because DDL commits it.
	 */
	private @Nullable String refusalOfAttempt() {
		if (this.session.isInTransaction()) {
			return null;
		}
		Identifier name = Identifier
			.of("index_attempt_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
		try {
			jdbc().execute("CREATE TABLE " + name.quoted() + ATTEMPT);
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = IndexRefusal.of(ex);
			return (refusal != null && refusal.isAboutTiFlash()) ? refusal.toString() : null;
		}
		jdbc().execute(DropStatement.table(name, true));
		return null;
	}

	private @Nullable Boolean hasTiFlash() {
		return switch (CapabilityProbe.TIFLASH.send(jdbc())) {
			case FOUND -> true;
			case NOTHING -> false;
			case LACKING, UNSUITED, FAILED -> null;
		};
	}

	/**
	 * Not in a running transaction: some versions have the function, and reject it here
	 * with an error that may end the transaction.
	 */
	private @Nullable String lackOfFullText() {
		if (this.session.isInTransaction()) {
			return null;
		}
		try {
			jdbc().queryForList(CapabilityProbe.WORDS.sql(), Integer.class);
			return null;
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = IndexRefusal.of(ex);
			return (refusal != null && refusal.isAboutMissingFunction())
					? "this server says of full-text search " + refusal : null;
		}
	}

	private JdbcOperations jdbc() {
		return this.session.jdbc();
	}

}
