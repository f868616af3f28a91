package io.github.tidbspring.devserver.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same statements on the stand-in and on TiDB, a row or more of
 * {@code docs/dev-server.md}.
 *
 * @param kind what its answers shall show
 * @param topic where it stands on the page
 * @param what what it is about, in Markdown
 * @param steps its statements
 * @param origin where its answers of TiDB are from
 * @param documented what TiDB is documented to do, in Markdown, if it is not asked
 */
record Comparison(Kind kind, Topic topic, String what, List<Step> steps, Origin origin, String documented) {

	Comparison {
		steps = List.copyOf(steps);
	}

	/**
	 * Describe what the stand-in does otherwise than TiDB.
	 * @param topic where it stands on the page
	 * @param what what it is about
	 * @return the comparison, without statements
	 */
	static Comparison difference(Topic topic, String what) {
		return new Comparison(Kind.DIFFERENCE, topic, what, List.of(), Origin.RUN, "");
	}

	/**
	 * Describe what TiDB refuses and MariaDB does not.
	 * @param topic what it belongs to
	 * @param what the rejected statement
	 * @return the comparison, without statements
	 */
	static Comparison refusal(Topic topic, String what) {
		return new Comparison(Kind.REFUSAL, topic, what, List.of(), Origin.RUN, "");
	}

	/**
	 * Prepare something for what is asked after it.
	 * @param statements statements that must succeed
	 * @return the comparison with them
	 */
	Comparison given(String... statements) {
		return and(Stream.of(statements).map(Step::prepare).toList());
	}

	Comparison given(Client client, String statement) {
		return and(List.of(Step.prepare(statement).by(client)));
	}

	Comparison asked(String... statements) {
		return and(Stream.of(statements).map(Step::ask).toList());
	}

	Comparison asked(Step step) {
		return and(List.of(step));
	}

	/**
	 * Say that only a TiDB with TiFlash can answer.
	 * @return the comparison
	 */
	Comparison onTiFlash() {
		return new Comparison(this.kind, this.topic, this.what, this.steps, Origin.RUN_ON_TIFLASH, this.documented);
	}

	/**
	 * Say that no TiDB that can be had has this, so that its documentation answers.
	 * @param words what it says, with a link to it, in Markdown
	 * @return the comparison
	 */
	Comparison documentedAs(String words) {
		return new Comparison(this.kind, this.topic, this.what, this.steps, Origin.DOCUMENTED, words);
	}

	/**
	 * Return the statements whose answers count.
	 * @return the statements
	 */
	List<Step> questions() {
		return this.steps.stream().filter(Step::asks).toList();
	}

	/**
	 * Return what is prepared for a question, after the question before it.
	 * @param index which question
	 * @return the statements
	 */
	List<Step> before(int index) {
		List<Step> before = new ArrayList<>();
		int asked = 0;
		for (Step step : this.steps) {
			if (step.asks() && asked++ == index) {
				return before;
			}
			if (step.asks()) {
				before.clear();
			}
			else {
				before.add(step);
			}
		}
		throw new IllegalArgumentException("There is no question " + index);
	}

	private Comparison and(List<Step> more) {
		List<Step> all = new ArrayList<>(this.steps);
		all.addAll(more);
		return new Comparison(this.kind, this.topic, this.what, all, this.origin, this.documented);
	}

	@Override
	public String toString() {
		return this.what;
	}

	enum Kind {

		/** The stand-in's answers differ from TiDB's. */
		DIFFERENCE,

		/** Both refuse, with the same error. */
		REFUSAL

	}

	enum Origin {

		/** A TiDB of one process, without TiFlash. */
		RUN,

		/** A TiDB whose planner and DDL see a TiFlash. */
		RUN_ON_TIFLASH,

		/** PingCAP's documentation. */
		DOCUMENTED

	}

}
