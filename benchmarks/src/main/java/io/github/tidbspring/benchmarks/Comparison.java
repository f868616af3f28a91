package io.github.tidbspring.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Compares several ways to do the same work. In each round, all of them are timed one
 * after the other, so that other load on the machine affects all of them alike. The first
 * one is the baseline.
 */
final class Comparison {

	private final String unit;

	private final int operations;

	private final List<Way> ways = new ArrayList<>();

	private Runnable preparation = () -> {
	};

	/**
	 * Create a comparison.
	 * @param unit the unit of work, such as {@code rows}
	 * @param operations the number of units in each round
	 */
	Comparison(String unit, int operations) {
		this.unit = unit;
		this.operations = operations;
	}

	/**
	 * Set an action that runs before each measurement and is not measured.
	 * @param preparation the action
	 * @return this comparison
	 */
	Comparison before(Runnable preparation) {
		this.preparation = preparation;
		return this;
	}

	Comparison way(String name, Work work) {
		this.ways.add(new Way(name, work, new ArrayList<>()));
		return this;
	}

	/**
	 * Run the comparison and print the results.
	 * @param warmUps the number of warm-up rounds, which are not measured
	 * @param rounds the number of measured rounds
	 * @throws Exception if the work fails
	 */
	void run(int warmUps, int rounds) throws Exception {
		List<Way> order = new ArrayList<>(this.ways);
		for (int round = -warmUps; round < rounds; round++) {
			for (Way way : order) {
				double rate = rate(way.work());
				if (round >= 0) {
					way.rates().add(rate);
				}
			}
			// The order rotates, so that the same way does not always find warm caches.
			Collections.rotate(order, 1);
		}
		print();
	}

	private double rate(Work work) throws Exception {
		this.preparation.run();
		long start = System.nanoTime();
		work.run();
		return this.operations * 1e9 / (System.nanoTime() - start);
	}

	private void print() {
		System.out.printf(Locale.ROOT, "%-27s %9s %9s %9s   %8s %7s %8s%n", this.unit + " per second", "min", "median",
				"max", "ratio: ¼", "median", "¾");
		double[] base = this.ways.get(0).toArray();
		for (Way way : this.ways) {
			double[] rates = way.toArray();
			double[] ratios = new double[rates.length];
			Arrays.setAll(ratios, (round) -> rates[round] / base[round]);
			System.out.printf(Locale.ROOT, "%-27s %,9.0f %,9.0f %,9.0f   %8.3f %7.3f %8.3f%n", way.name(), at(rates, 0),
					at(rates, 0.5), at(rates, 1), at(ratios, 0.25), at(ratios, 0.5), at(ratios, 0.75));
		}
	}

	/** Return a quantile of sorted values. */
	private static double at(double[] values, double part) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double position = part * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
	}

	/**
	 * The measured work.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	/**
	 * A way to do the work, with the operations per second of each round.
	 */
	private record Way(String name, Work work, List<Double> rates) {

		double[] toArray() {
			return this.rates.stream().mapToDouble(Double::doubleValue).toArray();
		}

	}

}
