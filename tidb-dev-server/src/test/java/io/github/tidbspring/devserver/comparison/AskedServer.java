package io.github.tidbspring.devserver.comparison;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.tidbspring.devserver.Servers;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.devserver.comparison.Comparison.Kind;
import io.github.tidbspring.devserver.comparison.Comparison.Origin;

/**
 * The server that is asked: the stand-in, or a TiDB of some version with or without a
 * TiFlash.
 */
final class AskedServer {

	private static final Pattern VERSION = Pattern.compile("TiDB-(v(\\d+\\.\\d+)\\S*)");

	private static final String TIFLASH = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.CLUSTER_INFO WHERE TYPE = 'tiflash'";

	private final TiDBDevServer server = Servers.shared();

	private final Matcher version;

	private final boolean tiFlash;

	AskedServer() throws SQLException {
		this.version = VERSION.matcher(this.server.version());
		if (!this.version.find()) {
			throw new IllegalStateException("No version of TiDB: " + this.server.version());
		}
		this.tiFlash = !this.server.isStandIn() && !"0".equals(Servers.query(Servers.wrapped(this.server), TIFLASH));
	}

	boolean isStandIn() {
		return this.server.isStandIn();
	}

	/**
	 * Return what the server is called in records.
	 * @return the name of its file
	 */
	String recordName() {
		return isStandIn() ? Records.STAND_IN : Records.name(this.version.group(2), this.tiFlash);
	}

	/**
	 * Return which server it is, in words.
	 * @return the words
	 */
	String description() {
		if (isStandIn()) {
			return "the stand-in";
		}
		return "TiDB " + this.version.group(1) + (this.tiFlash ? " with a mocked TiFlash" : "");
	}

	/**
	 * Return whether a comparison is for this server. One that needs a TiFlash is for a
	 * TiDB that has one alone, as are all others for one that has none.
	 * @param comparison the comparison
	 * @return whether to ask it
	 */
	boolean isFor(Comparison comparison) {
		return isStandIn() || comparison.origin() == (this.tiFlash ? Origin.RUN_ON_TIFLASH : Origin.RUN);
	}

	/**
	 * Ask all there is to ask. What a stand-in refuses is also asked without
	 * {@code wrap}, to know who refuses it.
	 * @param comparison what to ask
	 * @return the answers
	 * @throws SQLException if what is to be asked about cannot be prepared
	 */
	List<Answered> ask(Comparison comparison) throws SQLException {
		try (Questioning questioning = new Questioning(this.server)) {
			List<Answered> answers = new ArrayList<>(questioning.ask(comparison));
			if (isStandIn() && comparison.kind() == Kind.REFUSAL) {
				for (Step question : comparison.questions()) {
					answers.add(questioning.ask(question.by(Client.PLAIN)));
				}
			}
			return answers;
		}
	}

}
