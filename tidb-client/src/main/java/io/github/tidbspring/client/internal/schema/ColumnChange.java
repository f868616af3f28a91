package io.github.tidbspring.client.internal.schema;

/**
 * A change that an update makes. It is applied by {@link ColumnChanges}, which resolves
 * the names.
 */
public abstract class ColumnChange {

	/**
	 * Add this change to those of one statement.
	 * @param changes the changes of the statement
	 * @throws IllegalArgumentException if a column does not exist, cannot be changed in
	 * this way, or is changed already
	 */
	protected abstract void applyTo(ColumnChanges changes);

}
