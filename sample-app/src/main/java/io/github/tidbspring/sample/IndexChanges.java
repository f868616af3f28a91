package io.github.tidbspring.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes that bring the table up to date.
 *
 * @param missing the properties that are not stored, or stored with other values
 * @param gone the names of stored properties that no longer exist
 */
record IndexChanges(List<PropertyMetadata> missing, Set<String> gone) {

	/**
	 * Compare the stored properties with the current ones.
	 * @param storedDigests the digests of the stored properties by name
	 * @param properties the current properties
	 * @param model the name of the embedding model
	 * @return the difference
	 */
	static IndexChanges between(Map<String, String> storedDigests, Collection<PropertyMetadata> properties,
			String model) {
		List<PropertyMetadata> missing = new ArrayList<>();
		Set<String> gone = new TreeSet<>(storedDigests.keySet());
		for (PropertyMetadata property : properties) {
			gone.remove(property.name());
			if (!property.digest(model).equals(storedDigests.get(property.name()))) {
				missing.add(property);
			}
		}
		return new IndexChanges(missing, gone);
	}

}
