package io.github.tidbspring.client.search;

/**
 * A search for words.
 *
 * @param <T> the type of the rows
 */
final class DefaultFullTextSearch<T> extends AbstractSearch<T, FullTextSearch<T>> implements FullTextSearch<T> {

	private final TextQuery query;

	DefaultFullTextSearch(SearchScope<T> scope, TextQuery query) {
		super(scope);
		this.query = query;
	}

	@Override
	FullTextSearch<T> with(SearchScope<T> scope) {
		return new DefaultFullTextSearch<>(scope, this.query);
	}

	@Override
	public FullTextSearch<T> fullTextColumn(String property) {
		return new DefaultFullTextSearch<>(scope(), this.query.withColumn(scope().target(), property));
	}

	@Override
	public <R> FullTextSearch<R> into(Class<R> type) {
		return new DefaultFullTextSearch<>(scope().into(type), this.query);
	}

	@Override
	String kind() {
		return "full-text";
	}

	@Override
	SearchRun<T> run(SearchScope<T> limited) {
		return FullTextRun.of(limited, this.query);
	}

}
