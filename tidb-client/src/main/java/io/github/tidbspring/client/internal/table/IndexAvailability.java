package io.github.tidbspring.client.internal.table;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import io.github.tidbspring.client.internal.schema.IndexSchema;
import io.github.tidbspring.client.internal.session.CapabilityProbe;
import io.github.tidbspring.client.internal.session.ServerProbe;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Whether a server can have an index for vectors or words: what it refused before, and
 * what it can be asked without changing anything. A question that it does not answer,
 * such as for want of a privilege, says nothing.
 */
final class IndexAvailability {

	private static final String ATTEMPT = " (`id` BIGINT NOT NULL, `vector` VECTOR(1) NOT NULL, "
			+ "UNIQUE INDEX `key` (`id`) INVISIBLE, VECTOR INDEX `index` ((VEC_COSINE_DISTANCE(`vector`))))";

	private final Session session;

	private final Map<IndexSchema.Kind, String> refusals = new ConcurrentHashMap<>();

	IndexAvailability(Session session) {
		this.session = session;
	}

	/** Remember that the server refused an index. */
	void refused(IndexSchema.Kind kind, String words) {
		this.refusals.put(kind, words);
	}

	/** Forget what the server refused: now it made such an index. */
	void made(IndexSchema.Kind kind) {
		this.refusals.remove(kind);
	}

	/**
	 * Return why the server cannot have an index.
	 * @param kind what kind of index
	 * @return the reason, or {@code null} if it can, or nobody knows
	 */
	@Nullable String obstacle(IndexSchema.Kind kind) {
		Boolean tiFlash = isServerless() ? null : hasTiFlash();
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
	 * Without that privilege, see how far a table gets that TiDB never creates: it counts
	 * the servers of TiFlash before it finds that the only key is invisible. A statement
	 * that creates ends the running transaction; inside of one, nothing is tried.
	 */
	private @Nullable String refusalOfAttempt() {
		if (this.session.isInTransaction()) {
			return null;
		}
		String name = Identifier
			.of("index_attempt_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()))
			.quoted();
		try {
			jdbc().execute("CREATE TABLE " + name + ATTEMPT);
		}
		catch (DataAccessException ex) {
			IndexRefusal refusal = IndexRefusal.of(ex);
			return (refusal != null && refusal.isAboutTiFlash()) ? refusal.toString() : null;
		}
		jdbc().execute("DROP TABLE IF EXISTS " + name);
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
	 * Some versions know the function, and refuse it here with an error that may end the
	 * transaction of a pooled connection: inside of one they are not asked.
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

	/** Its cluster is not for its users to see. */
	private boolean isServerless() {
		return ServerProbe.isServerless(ServerProbe.version(jdbc()));
	}

	private JdbcOperations jdbc() {
		return this.session.jdbc();
	}

}
