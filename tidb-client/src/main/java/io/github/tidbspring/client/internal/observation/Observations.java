package io.github.tidbspring.client.internal.observation;

import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Creates the observations of a client. Thread-safe.
 */
public final class Observations {

	/** Creates no-op observations. */
	public static final Observations NONE = new Observations(ObservationRegistry.NOOP, null);

	private static final TiDBObservationConvention DEFAULT = new TiDBObservationConvention() {
	};

	private final ObservationRegistry registry;

	private final @Nullable TiDBObservationConvention convention;

	private Observations(ObservationRegistry registry, @Nullable TiDBObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Return the observations of a registry.
	 * @param registry the registry
	 * @param convention the names and keys, or {@code null} for those of the registry, if
	 * it has any, or the default ones
	 * @return the observations
	 */
	public static Observations of(ObservationRegistry registry, @Nullable TiDBObservationConvention convention) {
		Assert.notNull(registry, "'registry' must not be null");
		return new Observations(registry, convention);
	}

	/**
	 * Return an observation, not started yet.
	 * @param context the context
	 * @return the observation
	 */
	public Observation observation(TiDBObservationContext context) {
		TiDBObservationConvention own = this.convention;
		return Observation.createNotStarted(
				(own != null && own.supportsContext(context)) ? new Bound(own, context) : null,
				new Bound(DEFAULT, context), () -> context, this.registry);
	}

	/**
	 * A convention for one observation, whose name can depend on the context: Micrometer
	 * requests the name without a context.
	 *
	 * @param convention the convention
	 * @param context the context
	 */
	private record Bound(TiDBObservationConvention convention,
			TiDBObservationContext context) implements ObservationConvention<TiDBObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context == this.context;
		}

		@Override
		public String getName() {
			return this.convention.getName(this.context);
		}

		@Override
		public @Nullable String getContextualName(TiDBObservationContext context) {
			return this.convention.getContextualName(context);
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
			return this.convention.getLowCardinalityKeyValues(context);
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(TiDBObservationContext context) {
			return this.convention.getHighCardinalityKeyValues(context);
		}

	}

}
