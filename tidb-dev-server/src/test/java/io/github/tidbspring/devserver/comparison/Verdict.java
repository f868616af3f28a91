package io.github.tidbspring.devserver.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.devserver.comparison.Comparison.Kind;
import io.github.tidbspring.devserver.comparison.Comparison.Origin;

/**
 * What TiDB and the stand-in have answered to one comparison.
 */
final class Verdict {

	private final Comparison comparison;

	private final List<Answered> standIn;

	/** The answers of TiDB by the line of its version, the oldest first. */
	private final Map<String, List<Answered>> tidb = new LinkedHashMap<>();

	Verdict(Comparison comparison, Records standIn, Map<String, Records> tidb) {
		this.comparison = comparison;
		this.standIn = standIn.to(comparison);
		tidb.forEach((line, records) -> this.tidb.put(line, records.to(comparison)));
	}

	/**
	 * Judge what has been recorded.
	 * @param comparison what was asked
	 * @return the verdict
	 */
	static Verdict of(Comparison comparison) {
		Map<String, Records> tidb = new LinkedHashMap<>();
		if (comparison.origin() != Origin.DOCUMENTED) {
			for (String line : Records.lines()) {
				String name = Records.name(line, comparison.origin() == Origin.RUN_ON_TIFLASH);
				if (Records.exist(name)) {
					tidb.put(line, Records.read(name));
				}
			}
		}
		return new Verdict(comparison, Records.read(Records.STAND_IN), tidb);
	}

	Comparison comparison() {
		return this.comparison;
	}

	String question(int index) {
		return this.standIn.get(index).question();
	}

	String standIn(int index) {
		return this.standIn.get(index).answer();
	}

	Map<String, String> tidb(int index) {
		Map<String, String> answers = new LinkedHashMap<>();
		this.tidb.forEach((line, answered) -> answers.put(line, answered.get(index).answer()));
		return answers;
	}

	/**
	 * Return the answer to a question that a stand-in refuses, asked without
	 * {@code wrap}.
	 * @param index which question
	 * @return the answer
	 */
	String withoutWrap(int index) {
		return standIn(this.comparison.questions().size() + index);
	}

	/**
	 * Return what is wrong: questions that TiDB and the stand-in answer alike although
	 * they are listed as a difference, or otherwise although both refuse them. The
	 * stand-in says that it is of the oldest line, so a refusal is that one's.
	 * @return sentences, none if all is as it should be
	 */
	List<String> complaints() {
		List<String> complaints = new ArrayList<>();
		for (int i = 0; i < this.comparison.questions().size(); i++) {
			Map<String, String> answers = tidb(i);
			String answer = Answer.essence(standIn(i));
			if (this.comparison.kind() == Kind.REFUSAL) {
				for (String expected : answers.values().stream().limit(1).toList()) {
					if (!Answer.isError(expected) || !isRefused(i, expected)) {
						complaints.add(
								question(i) + " is answered by TiDB: " + expected + ", by the stand-in: " + standIn(i));
					}
				}
			}
			else if (!answers.isEmpty() && answers.values().stream().map(Answer::essence).allMatch(answer::equals)) {
				complaints.add(question(i) + " is answered alike by all: " + answer);
			}
		}
		return complaints;
	}

	private boolean isRefused(int index, String expected) {
		boolean code = this.comparison.questions().get(index).code();
		return code ? Answer.code(standIn(index)).equals(Answer.code(expected)) : standIn(index).equals(expected);
	}

}
