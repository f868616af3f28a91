package io.github.tidbspring.client.internal.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.schema.VectorFacts;
import io.github.tidbspring.client.internal.sql.BlankText;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.vector.EmbeddingContent;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;

/**
 * Computes the vectors of a table from texts or other content, before a statement is
 * sent. Messages contain neither texts nor messages of the embedding function.
 * Thread-safe.
 */
public final class TableEmbeddings {

	private final TableSchema<?> schema;

	private final Session session;

	private final @Nullable EmbeddingFunction ofTable;

	private final Map<Identifier, EmbeddingFunction> ofColumns;

	private final List<ColumnSchema> columns;

	/** The columns that were checked: to get the dimensions may call the model. */
	private final Set<Identifier> checked = ConcurrentHashMap.newKeySet();

	public TableEmbeddings(TableSchema<?> schema, Session session) {
		this(schema, session, null, Map.of());
	}

	private TableEmbeddings(TableSchema<?> schema, Session session, @Nullable EmbeddingFunction ofTable,
			Map<Identifier, EmbeddingFunction> ofColumns) {
		this.schema = schema;
		this.session = session;
		this.ofTable = ofTable;
		this.ofColumns = ofColumns;
		this.columns = schema.embedded();
	}

	public TableEmbeddings with(EmbeddingFunction function) {
		Assert.isTrue(this.schema.columns().stream().anyMatch(TableEmbeddings::isEmbeddable),
				() -> "%s has no @VectorColumn that an embedding function could make".formatted(this.schema.name()));
		return new TableEmbeddings(this.schema, this.session, function, this.ofColumns);
	}

	public TableEmbeddings with(String property, EmbeddingFunction function) {
		ColumnSchema column = this.schema.column(property);
		if (!isEmbeddable(column)) {
			throw column.property()
				.invalid(column.isMadeByServer() ? "is made by the server, and not by an embedding function"
						: "is no @VectorColumn, which an embedding function could make");
		}
		Map<Identifier, EmbeddingFunction> functions = new HashMap<>(this.ofColumns);
		functions.put(column.name(), function);
		return new TableEmbeddings(this.schema, this.session, this.ofTable, Map.copyOf(functions));
	}

	private static boolean isEmbeddable(ColumnSchema column) {
		return column.type().kind() == ColumnType.Kind.VECTOR && !column.isMadeByServer();
	}

	/**
	 * Compute the missing vectors of rows, in as few calls as the function allows.
	 * @param rows the number of rows
	 * @param sources returns what a vector of a row is computed from, by the position of
	 * the row and the column of the vector: a text, or bytes if its source has a media
	 * type; {@code null} for no vector
	 * @param names the names of the rows in messages
	 * @return the vectors by the position of their row; rows that lack none are missing
	 */
	public Map<Integer, Map<ColumnSchema, float[]>> make(int rows,
			BiFunction<Integer, ColumnSchema, @Nullable Object> sources, Rows names) {
		Map<Integer, Map<ColumnSchema, float[]>> made = new HashMap<>();
		for (ColumnSchema column : this.columns) {
			List<Object> missing = new ArrayList<>();
			List<Integer> positions = new ArrayList<>();
			for (int row = 0; row < rows; row++) {
				Object source = sources.apply(row, column);
				if (source != null) {
					missing.add(source);
					positions.add(row);
				}
			}
			List<float[]> vectors = embed(column, missing,
					(from, to) -> names.name(positions.get(from), positions.get(to)));
			for (int i = 0; i < vectors.size(); i++) {
				made.computeIfAbsent(positions.get(i), (row) -> new LinkedHashMap<>()).put(column, vectors.get(i));
			}
		}
		return made;
	}

	/**
	 * Compute the vectors that change with the texts of an update.
	 * @param values the new values
	 * @return the new values and the vectors
	 */
	public Map<ColumnSchema, @Nullable Object> complete(Map<ColumnSchema, @Nullable Object> values) {
		Map<ColumnSchema, @Nullable Object> all = new LinkedHashMap<>(values);
		for (ColumnSchema column : this.columns) {
			ColumnSchema source = column.source();
			if (source != null && values.containsKey(source) && !values.containsKey(column)) {
				all.put(column, embedUpdate(column, source, values.get(source)));
			}
		}
		return all;
	}

	private float @Nullable [] embedUpdate(ColumnSchema column, ColumnSchema source, @Nullable Object value) {
		Class<?> type = source.property().type();
		if (value != null && !type.isInstance(value)) {
			throw source.property()
				.invalid("cannot become a %s, since %s is made from it; it is a %s"
					.formatted(value.getClass().getName(), column.property(), type.getSimpleName()));
		}
		if (value != null && !isEmpty(value)) {
			return embed(column, List.of(value), (from, to) -> "the update").get(0);
		}
		if (!column.isNullable()) {
			String problem = (value == null)
					? "cannot become null together with %s: its column %s is not; give it a vector"
					: "cannot be made from %s, which is blank, and its column %s is never null; give it a vector";
			throw column.property().invalid(problem.formatted(source.property(), column.name()));
		}
		return null;
	}

	private static boolean isEmpty(Object source) {
		return (source instanceof byte[] bytes) ? bytes.length == 0 : BlankText.is((String) source);
	}

	/**
	 * Compute the vector of a query.
	 * @param column the column that is searched
	 * @param content the content
	 * @return its vector
	 * @throws IllegalArgumentException if there is no embedding function, or it does not
	 * fit the column
	 * @throws EmbeddingException if the function fails
	 */
	public float[] embedQuery(ColumnSchema column, EmbeddingContent content) {
		EmbeddingFunction function = function(column);
		String what = describe(column, "the query");
		return checked(column, called(what, () -> function.embedQuery(content)), what);
	}

	/**
	 * Compute the vector of a query.
	 * @param column the column that is searched
	 * @param text the text
	 * @return its vector
	 * @throws IllegalArgumentException if there is no embedding function, or it does not
	 * fit the column
	 * @throws EmbeddingException if the function fails
	 */
	public float[] embedQuery(ColumnSchema column, String text) {
		EmbeddingFunction function = function(column);
		String what = describe(column, "the query");
		return checked(column, called(what, () -> function.embedQuery(text)), what);
	}

	private List<float[]> embed(ColumnSchema column, List<Object> sources, Rows names) {
		List<float[]> vectors = new ArrayList<>(sources.size());
		if (sources.isEmpty()) {
			return vectors;
		}
		EmbeddingFunction function = function(column);
		int most = called(describe(column, "its batch size"), function::maxBatchSize);
		if (most < 1) {
			throw failure("of %s of %s has a maxBatchSize() of %s; it is 1 or more", column.property(),
					this.schema.name(), most);
		}
		MimeType mediaType = VectorFacts.of(column).sourceMediaType();
		for (int from = 0; from < sources.size(); from += most) {
			int to = Math.min(from + most, sources.size());
			List<Object> part = sources.subList(from, to);
			String what = describe(column, names.name(from, to - 1));
			List<float[]> made = called(what, () -> (mediaType != null)
					? function.embedContents(contents(part, mediaType)) : function.embed(texts(part)));
			if (made.size() != part.size()) {
				throw failure("returned %s vectors for %s %s for %s", made.size(), part.size(),
						(mediaType != null) ? "contents" : "texts", what);
			}
			for (int i = 0; i < part.size(); i++) {
				vectors.add(checked(column, made.get(i), describe(column, names.name(from + i, from + i))));
			}
		}
		return vectors;
	}

	private static List<String> texts(List<Object> sources) {
		return sources.stream().map(String.class::cast).toList();
	}

	private static List<EmbeddingContent> contents(List<Object> sources, MimeType mediaType) {
		return sources.stream().map((bytes) -> EmbeddingContent.of((byte[]) bytes, mediaType)).toList();
	}

	private EmbeddingFunction function(ColumnSchema column) {
		if (column.isMadeByServer()) {
			throw column.property().invalid("is made by the server, and not by an embedding function");
		}
		EmbeddingFunction function = this.ofColumns.get(column.name());
		function = (function != null) ? function : this.ofTable;
		function = (function != null) ? function : this.session.embeddingFunction();
		if (function == null) {
			throw column.property()
				.invalid(("of %s is to be made from a text, and there is no embedding function: give one to the client "
						+ "(TiDBClient.Builder.embeddingFunction, withEmbeddingFunction) or to the table "
						+ "(withEmbeddingFunction), or give a vector")
					.formatted(this.schema.name()));
		}
		if (!this.checked.contains(column.name())) {
			OptionalInt dimensions = called(describe(column, "its dimensions"), function::dimensions);
			if (dimensions.isPresent() && dimensions.getAsInt() != column.dimensions()) {
				throw column.property()
					.invalid("of %s has %s dimensions, and its embedding function %s".formatted(this.schema.name(),
							column.dimensions(), dimensions.getAsInt()));
			}
			this.checked.add(column.name());
		}
		return function;
	}

	private String describe(ColumnSchema column, String what) {
		return "%s of %s (%s)".formatted(column.property(), this.schema.name(), what);
	}

	private static <R> R called(String what, Supplier<@Nullable R> call) {
		R result;
		try {
			result = call.get();
		}
		catch (RuntimeException ex) {
			throw new EmbeddingException("The embedding function failed for " + what, ex);
		}
		if (result == null) {
			throw failure("returned nothing for %s", what);
		}
		return result;
	}

	private static float[] checked(ColumnSchema column, float @Nullable [] vector, String what) {
		if (vector == null) {
			throw failure("returned no vector for %s", what);
		}
		if (vector.length != column.dimensions()) {
			throw failure("returned a vector of %s dimensions instead of %s for %s", vector.length, column.dimensions(),
					what);
		}
		for (int i = 0; i < vector.length; i++) {
			if (!Float.isFinite(vector[i])) {
				throw failure("returned a vector whose element %s is %s for %s", i, vector[i], what);
			}
		}
		return vector;
	}

	private static EmbeddingException failure(String problem, Object... arguments) {
		return new EmbeddingException(("The embedding function " + problem).formatted(arguments), null);
	}

	/**
	 * Names rows in messages.
	 */
	@FunctionalInterface
	public interface Rows {

		/** The name of a single row. */
		Rows ONE = (from, to) -> "the row";

		/**
		 * Name rows.
		 * @param from the position of the first row, from 0
		 * @param to the position of the last row
		 * @return the name
		 */
		String name(int from, int to);

		/** Names of rows by their numbers, which continue those of earlier rows. */
		static Rows after(long before) {
			return (from, to) -> (from == to) ? "row %s".formatted(before + from + 1)
					: "rows %s to %s".formatted(before + from + 1, before + to + 1);
		}

	}

}
