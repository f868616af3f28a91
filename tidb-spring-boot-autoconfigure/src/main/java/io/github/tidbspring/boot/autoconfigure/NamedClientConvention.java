package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Adds the name of the client to its observations. All clients of an application have the
 * tag, because meters of one name must have the same tags.
 *
 * @param client the name of the client
 * @param names the convention of the application, or the default one
 */
record NamedClientConvention(String client, TiDBObservationConvention names) implements TiDBObservationConvention {

	private static final TiDBObservationConvention DEFAULT = new TiDBObservationConvention() {
	};

	static NamedClientConvention of(String client, @Nullable TiDBObservationConvention names) {
		return new NamedClientConvention(client, (names != null) ? names : DEFAULT);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return DEFAULT.supportsContext(context);
	}

	@Override
	public String getName(TiDBObservationContext context) {
		return convention(context).getName(context);
	}

	@Override
	public String getContextualName(TiDBObservationContext context) {
		return convention(context).getContextualName(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TiDBObservationContext context) {
		return convention(context).getLowCardinalityKeyValues(context).and("client", this.client);
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(TiDBObservationContext context) {
		return convention(context).getHighCardinalityKeyValues(context);
	}

	private TiDBObservationConvention convention(TiDBObservationContext context) {
		return this.names.supportsContext(context) ? this.names : DEFAULT;
	}

}
