package io.github.tidbspring.client.internal.hibernate;

import java.util.HashMap;
import java.util.Map;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/**
 * Has the vectors of entities checked before they are written, if the session factory has
 * entities with vectors of TiDB.
 */
public final class VectorLengthIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessions) {
		Map<String, Map<String, Integer>> entities = new HashMap<>();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			Map<String, Integer> lengths = new HashMap<>();
			for (Property property : entity.getPropertyClosure()) {
				Integer length = length(property);
				if (length != null) {
					lengths.put(property.getName(), length);
				}
			}
			if (!lengths.isEmpty()) {
				entities.put(entity.getEntityName(), lengths);
			}
		}
		if (!entities.isEmpty()) {
			VectorLengths lengths = new VectorLengths(entities);
			EventListenerRegistry listeners = sessions.getEventListenerRegistry();
			listeners.appendListeners(EventType.PRE_INSERT, lengths);
			listeners.appendListeners(EventType.PRE_UPDATE, lengths);
		}
	}

	private static @Nullable Integer length(Property property) {
		return (property.getValue() instanceof BasicValue value && value.getColumn() instanceof Column column
				&& value.resolve().getJdbcType() instanceof VectorJdbcType) ? column.getArrayLength() : null;
	}

}
