package io.github.tidbspring.client.internal.hibernate;

import java.util.Map;

import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Rejects vectors of another length than that of their column: TiDB's error names neither
 * the entity nor the attribute.
 *
 * @param entities by entity and attribute, the length
 */
record VectorLengths(
		Map<String, Map<String, Integer>> entities) implements PreInsertEventListener, PreUpdateEventListener {

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		check(event.getPersister(), event.getState());
		return false;
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		check(event.getPersister(), event.getState());
		return false;
	}

	private void check(EntityPersister entity, @Nullable Object[] state) {
		Map<String, Integer> lengths = this.entities.get(entity.getEntityName());
		if (lengths == null) {
			return;
		}
		String[] attributes = entity.getPropertyNames();
		for (int i = 0; i < attributes.length; i++) {
			Integer length = lengths.get(attributes[i]);
			if (length != null && state[i] instanceof float[] vector && vector.length != length) {
				throw new IllegalArgumentException("%s.%s has a vector of %s dimensions instead of %s"
					.formatted(entity.getMappedClass().getSimpleName(), attributes[i], vector.length, length));
			}
		}
	}

}
