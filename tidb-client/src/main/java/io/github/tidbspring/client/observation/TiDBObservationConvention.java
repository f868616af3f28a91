package io.github.tidbspring.client.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and keys of observations. The methods do what is documented at
 * {@link TiDBObservation}; one of your own overrides what shall be different:
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
 * Implementations must be thread-safe. Values are taken when an observation starts and
 * again when it stops: a key that is there must be there both times.
 *
 * @since 0.1
 * @see io.github.tidbspring.client.TiDBClient.Builder#observationConvention(TiDBObservationConvention)
 */
public interface TiDBObservationConvention extends ObservationConvention<TiDBObservationContext> {

	/**
	 * Return whether this names the observation. Where it does not, the observation has
	 * its usual name and keys.
	 * @param context the context
	 * @return {@code true} for all of TiDB's by default
	 */
	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TiDBObservationContext;
	}

	/**
	 * Return the name of an observation, which is that of its metrics.
	 * @param context the context
	 * @return what {@link #getName()} returns, or if that is {@code null}, which it is by
	 * default, the usual name, such as {@code tidb.search}
	 */
	default String getName(TiDBObservationContext context) {
		String name = getName();
		return (name != null) ? name : context.getObservation().getName();
	}

	/**
	 * Return the name of one piece of work, which is that of its span.
	 * @param context the context
	 * @return such as {@code search notes}
	 */
	@Override
	default String getContextualName(TiDBObservationContext context) {
		return context.getObservation().contextualName(context);
	}

	/**
	 * Return the keys with few different values.
	 * @param context the context
	 * @return those of {@link TiDBObservation#getLowCardinalityKeyNames()}
	 */
	@Override
	default KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
		return context.getObservation().keyValues(context);
	}

}
