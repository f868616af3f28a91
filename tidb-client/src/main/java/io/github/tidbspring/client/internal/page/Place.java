package io.github.tidbspring.client.internal.page;

import org.jspecify.annotations.Nullable;

/**
 * The place of a row in the result of a search.
 *
 * @param search identifies the search, by a hash of what determines its order
 * @param before the row before it, if its distance is nearly the same
 */
public record Place(int search, @Nullable Placed before) {

	/**
	 * Return the place of a row.
	 * @param row the row
	 * @return its place, or {@code null} if the application has created it
	 */
	public static @Nullable Place of(Placed row) {
		return row.place();
	}

	/**
	 * Give a new row this place.
	 * @param row the row
	 */
	public void set(Placed row) {
		row.setPlace(this);
	}

}
