package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.FullTextSearch;

/**
 * Default implementation of {@link FullTextSearch}.
 *
 * @param <T> the type of the rows
 */
final class DefaultFullTextSearch<T> extends AbstractSearch<T, FullTextSearch<T>> implements FullTextSearch<T> {

	private final TextQuery texts;

	DefaultFullTextSearch(SearchScope<T> scope, TextQuery texts) {
		super(scope);
		this.texts = texts;
	}

	@Override
	FullTextSearch<T> with(SearchScope<T> scope) {
		return new DefaultFullTextSearch<>(scope, this.texts);
	}

	@Override
	public FullTextSearch<T> fullTextColumn(String property) {
		return new DefaultFullTextSearch<>(scope(),
				this.texts.withColumn(SearchColumns.text(scope().schema(), property)));
	}

	@Override
	public <R> FullTextSearch<R> into(Class<R> type) {
		return new DefaultFullTextSearch<>(scope().into(type), this.texts);
	}

	@Override
	String kind() {
		return "full-text";
	}

	@Override
	Retrieval<T> retrieval(SearchScope<T> limited) {
		return TextRetrieval.of(limited, this.texts);
	}

}
