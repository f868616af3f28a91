"""Searches: pytidb is asked what the Java client was asked, and finds the same rows, in the same order."""

import copy
import json
import math
import sys

INFINITE = 1e300  # for a range with one end: pytidb has none


class Searcher:
    """Asks pytidb about a table with so many rows."""

    def __init__(self, table, rows):
        self.table = table
        self.rows = rows

    def ask(self, question, candidates=None):
        """What pytidb finds, in the form of the Java client's answers."""
        if question["words"] is not None:
            search = self.table.search(
                {"query": question["words"], "query_vector": question["vector"]}, search_type="hybrid"
            ).fusion(**question["fusion"])
        else:
            search = self.table.search(question["vector"]).skip_null_vectors()
        search = search.vector_column(question["column"]).text_column("body").limit(question["limit"])
        search = search.distance_metric(question["distance"])
        if candidates is not None:
            search = search.num_candidate(candidates)
        hybrid_filter = question["words"] is not None and question["filter"] is not None
        search = search.filter(question["filter"], prefilter=question["prefilter"] or hybrid_filter)
        search = with_bounds(search, question["min"], question["max"])
        return [
            {"id": row["_hit"].id, "distance": row.get("_distance"), "score": row["_score"]}
            for row in (dict(row._mapping) for row in search.to_rows())
        ]


def with_bounds(search, minimum, maximum):
    if minimum is None and maximum is None:
        return search
    # To pytidb, a threshold of 0 is none.
    if minimum is None and maximum:
        return search.distance_threshold(maximum)
    return search.distance_range(
        -INFINITE if minimum is None else minimum, INFINITE if maximum is None else maximum
    )


def is_post_filtered(question):
    bounded = question["min"] is not None or question["max"] is not None
    return not question["prefilter"] and (
        bounded or question["filter"] is not None or question["column"] == "picture"
    )


def difference(expected, actual):
    """Says how the second answer to a question for vectors differs from the first, or nothing."""
    if [row["id"] for row in expected] != [row["id"] for row in actual]:
        return "other rows, or another order"
    if [row["distance"] for row in expected] != [row["distance"] for row in actual]:
        return "other distances"
    return None


def hybrid_difference(expected, actual, limit):
    """The same for hybrid searches. pytidb leaves the order of equal scores, and which of them the limit cuts, to chance."""
    scores = [row["score"] for row in expected], [row["score"] for row in actual]
    if len(scores[0]) != len(scores[1]) or not all(map(is_close, *scores)):
        return "other scores"
    last = scores[0][-1] if len(expected) == limit else -1
    rows = [
        {row["id"]: row["score"] for row in answer if row["score"] > last and not is_close(row["score"], last)}
        for answer in (expected, actual)
    ]
    if rows[0].keys() != rows[1].keys() or not all(is_close(rows[0][id], rows[1][id]) for id in rows[0]):
        return "other rows"
    return None


def is_close(one, other):
    # The last digit of an arcus tangent is the platform's.
    return math.isclose(one, other, rel_tol=1e-14)


class SearchComparison:
    def __init__(self, searcher, searches):
        self.searcher = searcher
        self.searches = searches
        self.counts = {"vector": 0, "hybrid": 0, "post-filter": 0, "fewer": 0, "rows": 0}
        self.differences = []

    def run(self):
        for search in self.searches:
            if search["question"]["words"] is None:
                self.compare_vectors(search)
            else:
                self.compare_hybrid(search)

    def compare_vectors(self, search):
        question, expected = search["question"], search["found"]
        # All rows are candidates, so that pytidb's answer is complete too.
        self.expect(question, difference(expected, self.searcher.ask(question, self.searcher.rows)))
        self.counts["vector"] += 1
        self.counts["rows"] += len(expected)
        if is_post_filtered(question):
            # With its own number of candidates it may find fewer rows, and then the first ones of ours.
            actual = self.searcher.ask(question)
            self.expect(question, difference(expected[: len(actual)], actual))
            self.counts["post-filter"] += 1
            self.counts["fewer"] += len(actual) < len(expected)

    def compare_hybrid(self, search):
        question, expected = search["question"], search["found"]
        self.expect(question, hybrid_difference(expected, self.searcher.ask(question), question["limit"]))
        self.counts["hybrid"] += 1
        self.counts["rows"] += len(expected)

    def expect(self, question, difference):
        if difference is not None:
            self.differences.append((difference, question))


def check_the_check(searcher, searches):
    """Answers that are a little wrong must be seen."""
    question = next(s for s in searches if s["question"]["words"] is None and len(s["found"]) == 10)
    hybrid = next(s for s in searches if s["question"]["words"] is not None)
    for search, spoil in [
        (question, lambda found: found.reverse()),
        (question, lambda found: found.pop()),
        (question, lambda found: found[3].update(id=-1)),
        (question, lambda found: found[9].update(distance=math.nextafter(found[9]["distance"], 9))),
        (hybrid, lambda found: found[0].update(id=-1)),
        (hybrid, lambda found: found[0].update(score=found[0]["score"] * 1.000001)),
        (hybrid, lambda found: found.pop()),
    ]:
        wrong = copy.deepcopy(search)
        spoil(wrong["found"])
        comparison = SearchComparison(searcher, [wrong])
        comparison.run()
        if not comparison.differences:
            sys.exit("pytidb witness: a wrong answer was not seen: " + json.dumps(wrong))
