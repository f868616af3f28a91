package io.github.tidbspring.client.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.tidbspring.client.query.ColumnReference;
import io.github.tidbspring.client.query.Columns;
import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.query.JsonPlace;
import org.jspecify.annotations.Nullable;

/**
 * Takes down which columns a filter names.
 */
final class NamedColumns implements Columns {

	private final Columns columns;

	private final Set<Identifier> named = new LinkedHashSet<>();

	private boolean anyNamed;

	NamedColumns(Columns columns) {
		this.columns = columns;
	}

	Set<Identifier> named() {
		return this.named;
	}

	/** Whether the filter may name columns that are not taken down. */
	boolean isAnyNamed() {
		return this.anyNamed;
	}

	@Override
	public void anyMayBeNamed() {
		this.anyNamed = true;
		this.columns.anyMayBeNamed();
	}

	@Override
	public @Nullable ColumnReference find(String name) {
		ColumnReference column = this.columns.find(name);
		if (column != null) {
			this.named.add(column.column());
		}
		return column;
	}

	@Override
	public Collection<String> names() {
		return this.columns.names();
	}

	@Override
	public String description() {
		return this.columns.description();
	}

	@Override
	public JsonPlace jsonPlace(String name, ColumnReference column, List<Object> path) {
		return this.columns.jsonPlace(name, column, path);
	}

	@Override
	public Object toParameter(Object value) {
		return this.columns.toParameter(value);
	}

}
