package io.github.tidbspring.client.internal.page;

import org.jspecify.annotations.Nullable;

/**
 * A row of a result that knows its {@link Place}. The place is not one of its values: two
 * rows with different places can be equal.
 */
public abstract class Placed {

	/** Set once, before the row is returned. */
	private volatile @Nullable Place place;

	final @Nullable Place place() {
		return this.place;
	}

	final void setPlace(Place place) {
		this.place = place;
	}

}
