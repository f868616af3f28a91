package io.github.tidbspring.client.search;

import java.util.List;

import io.github.tidbspring.client.search.SearchHits.Completeness;

/**
 * What one search brought.
 *
 * @param <T> the type of the rows
 * @param candidates the rows, best first
 * @param completeness whether there is more
 */
record Retrieved<T>(List<Candidate<T>> candidates, Completeness completeness) {

}
