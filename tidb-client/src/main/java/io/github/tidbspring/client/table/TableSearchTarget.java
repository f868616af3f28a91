package io.github.tidbspring.client.table;

import java.util.List;

import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.query.Columns;
import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.SearchColumn;
import io.github.tidbspring.client.search.SearchTarget;
import io.github.tidbspring.client.search.VirtualColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Adapts a table to {@link SearchTarget}.
 *
 * @param <S> the type of the table's rows
 * @param <T> the type of the results
 */
final class TableSearchTarget<S, T> implements SearchTarget<T> {

	private final TableSession session;

	private final TableSchema<S> schema;

	private final Columns filterColumns;

	private final TableEmbeddings embeddings;

	private final List<SearchColumn> columns;

	private final VirtualColumns virtualColumns;

	private final Projection<T> projection;

	/** Whether the results are whole rows, which nobody asked the vectors of. */
	private final boolean wholeRows;

	private TableSearchTarget(TableSession session, TableSchema<S> schema, Columns filterColumns,
			TableEmbeddings embeddings, List<SearchColumn> columns, VirtualColumns virtualColumns,
			Projection<T> projection, boolean wholeRows) {
		this.session = session;
		this.schema = schema;
		this.filterColumns = filterColumns;
		this.embeddings = embeddings;
		this.columns = columns;
		this.virtualColumns = virtualColumns;
		this.projection = projection;
		this.wholeRows = wholeRows;
	}

	static <T> SearchTarget<T> of(TableSession session, TableSchema<T> schema, Columns filterColumns,
			TableEmbeddings embeddings, Projection<T> projection) {
		List<SearchColumn> columns = schema.columns().stream().map((column) -> column(schema, column)).toList();
		return new TableSearchTarget<>(session, schema, filterColumns, embeddings, columns,
				new VirtualColumns(schema.name()), projection, true);
	}

	private static SearchColumn column(TableSchema<?> schema, ColumnSchema column) {
		return new SearchColumn(column.property().name(), column.name(), vector(column),
				column.property().type() == String.class, isIndexed(schema, column, IndexSchema.Kind.FULL_TEXT),
				column.isNullable());
	}

	private static SearchColumn.@Nullable VectorTraits vector(ColumnSchema column) {
		VectorColumn vector = column.property().annotation(VectorColumn.class);
		if (vector == null) {
			return null;
		}
		ColumnSchema source = column.source();
		return new SearchColumn.VectorTraits(vector.dimensions(), vector.distanceMetric(), vector.index(),
				(source != null) ? source.property().name() : null, column.isMadeByServer());
	}

	private static boolean isIndexed(TableSchema<?> schema, ColumnSchema column, IndexSchema.Kind kind) {
		return schema.indexesOf(column).stream().anyMatch((index) -> index.kind() == kind);
	}

	@Override
	public Identifier table() {
		return this.schema.name();
	}

	@Override
	public List<SearchColumn> columns() {
		return this.columns;
	}

	@Override
	public Columns filterColumns() {
		return this.filterColumns;
	}

	@Override
	public List<Identifier> key() {
		return this.schema.key().stream().map(ColumnSchema::name).toList();
	}

	@Override
	public VirtualColumns virtualColumns() {
		return this.virtualColumns;
	}

	@Override
	public SearchRows<T> rows(boolean withVectors) {
		RowReader<T> reader = this.projection.reader();
		reader = (withVectors || !this.wholeRows) ? reader : reader.withoutVectors();
		return new SearchRows<>(reader.columns().stream().map(ColumnSchema::name).toList(), reader);
	}

	@Override
	public <R> SearchTarget<R> into(Class<R> type) {
		return new TableSearchTarget<>(this.session, this.schema, this.filterColumns, this.embeddings, this.columns,
				this.virtualColumns, Projection.of(this.schema, type), false);
	}

	@Override
	public boolean hasIndexOn(SearchColumn column) {
		return new TableInspection(jdbc(), this.schema).hasIndexOn(column.column());
	}

	@Override
	public float[] embedQuery(SearchColumn column, String text) {
		return this.embeddings.embedQuery(this.schema.column(column.property()), text);
	}

	@Override
	public JdbcOperations jdbc() {
		return this.session.jdbc();
	}

	@Override
	public @Nullable Reranker reranker() {
		return this.session.reranker();
	}

	@Override
	public Observations observations() {
		return this.session.observations();
	}

}
