package io.github.tidbspring.client.search;

import io.github.tidbspring.client.search.SearchColumn.VectorTraits;
import io.github.tidbspring.client.vector.BlankText;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What vectors are compared with: a vector, or a text that becomes one.
 */
final class QueryVector {

	private final @Nullable String text;

	private final float @Nullable [] vector;

	private QueryVector(@Nullable String text, float @Nullable [] vector) {
		this.text = text;
		this.vector = (vector != null) ? vector.clone() : null;
	}

	static QueryVector of(float[] vector) {
		Assert.notNull(vector, "A search needs a vector, not null");
		return new QueryVector(null, vector);
	}

	static QueryVector of(String text, float[] vector) {
		Assert.notNull(vector, "A search needs a vector, not null");
		return new QueryVector(checked(text), vector);
	}

	static QueryVector of(String text) {
		return new QueryVector(checked(text), null);
	}

	/** The text, if there is one. */
	@Nullable String text() {
		return this.text;
	}

	static String checked(String text) {
		Assert.isTrue(!BlankText.is(text), "The text of a query must not be empty");
		return text;
	}

	/**
	 * Return what stands in the function's second place: the vector, or the text where
	 * the server embeds it.
	 */
	Object operand(SearchTarget<?> target, SearchColumn column, VectorTraits traits) {
		if (this.vector != null) {
			return literal(target, column, traits, this.vector);
		}
		String query = checked((this.text != null) ? this.text : "");
		return traits.isEmbeddedByServer() ? query : literal(target, column, traits, target.embedQuery(column, query));
	}

	private static VectorLiteral literal(SearchTarget<?> target, SearchColumn column, VectorTraits traits,
			float[] vector) {
		if (vector.length != traits.dimensions()) {
			throw new IllegalArgumentException("The column %s of %s has %s dimensions, and the query has %s"
				.formatted(column.column(), target.table(), traits.dimensions(), vector.length));
		}
		try {
			return new VectorLiteral(SqlVectorValue.of(vector).toString());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The query cannot be compared with the column %s of %s. %s"
				.formatted(column.column(), target.table(), ex.getMessage()), ex);
		}
	}

}
