package io.github.tidbspring.client.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and keys of observations. By default they are those of
 * {@link TiDBObservation}. An implementation overrides those that it changes:
 *
 * <pre class="code">
 * class TenantConvention implements TiDBObservationConvention {
 *
 *     &#64;Override
 *     public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
 *         return TiDBObservationConvention.super.getLowCardinalityKeyValues(context)
 *             .and("tenant", Tenant.current());
 *     }
 *
 * }
 * </pre>
 *
 * Implementations must be thread-safe. Key values are requested at the start and at the
 * end of an observation, and must have the same keys both times.
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient.Builder#observationConvention(TiDBObservationConvention)
 */
public interface TiDBObservationConvention extends ObservationConvention<TiDBObservationContext> {

	/**
	 * Return whether this convention applies to an observation. If not, the observation
	 * has its default name and keys.
	 * @param context the context
	 * @return {@code true} by default for all observations of the client
	 */
	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TiDBObservationContext;
	}

	/**
	 * Return the name of an observation and of its metrics.
	 * @param context the context
	 * @return the result of {@link #getName()}, or if that is {@code null} (the default),
	 * the default name, such as {@code tidb.search}
	 */
	default String getName(TiDBObservationContext context) {
		String name = getName();
		return (name != null) ? name : context.getObservation().getName();
	}

	/**
	 * Return the contextual name, which is the name of the span.
	 * @param context the context
	 * @return the name, such as {@code search notes}
	 */
	@Override
	default String getContextualName(TiDBObservationContext context) {
		return context.getObservation().contextualName(context);
	}

	/**
	 * Return the low-cardinality keys and values.
	 * @param context the context
	 * @return those of {@link TiDBObservation#getLowCardinalityKeyNames()}
	 */
	@Override
	default KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
		return context.getObservation().keyValues(context);
	}

}
