package io.github.tidbspring.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Several ways to do the same work, timed in turn, round after round, so that what else
 * the machine does meets all of them. The first one is what the others are compared with.
 */
final class Comparison {

	private final String unit;

	private final int operations;

	private final List<Way> ways = new ArrayList<>();

	private Runnable preparation = () -> {
	};

	/**
	 * Create it.
	 * @param unit what is counted, such as {@code rows}
	 * @param operations how many of them a way works off in each round
	 */
	Comparison(String unit, int operations) {
		this.unit = unit;
		this.operations = operations;
	}

	/**
	 * Do something before each measurement, outside of its time.
	 * @param preparation what to do
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
	 * Run and print.
	 * @param warmUps the number of rounds that do not count
	 * @param rounds the number of rounds that count
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
			// Nobody is always the one who finds the caches warm.
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

	/** The value below which that part of them is. */
	private static double at(double[] values, double part) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double position = part * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
	}

	/**
	 * What is timed.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	/**
	 * A way, and the operations per second that it has reached in each round.
	 */
	private record Way(String name, Work work, List<Double> rates) {

		double[] toArray() {
			return this.rates.stream().mapToDouble(Double::doubleValue).toArray();
		}

	}

}
