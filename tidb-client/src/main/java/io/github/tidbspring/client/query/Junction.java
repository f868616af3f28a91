package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Conditions joined by AND or OR.
 *
 * @param kind AND or OR
 * @param members the conditions, at least two
 */
record Junction(Kind kind, List<Predicate> members) implements Predicate {

	/**
	 * Join conditions. The members of a junction of the same kind are inlined, and
	 * constants without effect are omitted.
	 * @param kind AND or OR
	 * @param conditions the conditions
	 * @return the joined condition
	 */
	static Predicate of(Kind kind, Collection<Predicate> conditions) {
		List<Predicate> members = new ArrayList<>(conditions.size());
		for (Predicate condition : conditions) {
			if (condition instanceof Junction junction && junction.kind == kind) {
				members.addAll(junction.members);
			}
			else if (condition != kind.neutral) {
				members.add(condition);
			}
		}
		return switch (members.size()) {
			case 0 -> kind.neutral;
			case 1 -> members.get(0);
			default -> new Junction(kind, List.copyOf(members));
		};
	}

	/** Whether the members of a condition are inlined. */
	static boolean isOf(Kind kind, Predicate condition) {
		return condition instanceof Junction junction && junction.kind == kind;
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		String separator = "";
		for (Predicate member : this.members) {
			sql.append(separator);
			boolean nested = member instanceof Junction;
			sql.append(nested ? "(" : "");
			member.appendTo(sql, scope);
			sql.append(nested ? ")" : "");
			separator = " " + this.kind + " ";
		}
	}

	@Override
	public Predicate exact() {
		List<Predicate> exact = this.members.stream().map(Predicate::exact).toList();
		return exact.equals(this.members) ? this : new Junction(this.kind, exact);
	}

	@Override
	public @Nullable Constant constant() {
		List<@Nullable Constant> constants = new ArrayList<>();
		this.members.forEach((member) -> constants.add(member.constant()));
		Constant absorbing = this.kind.neutral.negated();
		boolean allNeutral = constants.stream().allMatch(this.kind.neutral::equals);
		return constants.contains(absorbing) ? absorbing : (allNeutral ? this.kind.neutral : null);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Predicate member : this.members) {
			text.append(text.isEmpty() ? "" : " " + this.kind + " ");
			text.append((member instanceof Junction) ? "(" + member + ")" : member);
		}
		return text.toString();
	}

	/**
	 * The operator that joins the conditions.
	 */
	enum Kind {

		AND(Constant.TRUE), OR(Constant.FALSE);

		private final Constant neutral;

		Kind(Constant neutral) {
			this.neutral = neutral;
		}

	}

}
