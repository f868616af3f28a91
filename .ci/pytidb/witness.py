"""Does with pytidb what the Java client does, on the same server, and compares.

    witness.py <descriptor of the Java client's answers> <descriptor of its requests>
"""

import json
import signal
import sys

import searches
from java_client import JavaClient
from model import Passage
from pytidb import TiDBClient
from tables import TableComparison

LIMIT = 500  # seconds, with the start, for which a server may have to be unpacked


def compare_searches(java):
    asked = java.ask("passages")
    client = TiDBClient.connect(java.url.replace("mysql://", "mysql+pymysql://", 1))
    searcher = searches.Searcher(client.open_table(Passage.__tablename__), asked["rows"])
    searches.check_the_check(searcher, asked["searches"])
    comparison = searches.SearchComparison(searcher, asked["searches"])
    comparison.run()
    counts = comparison.counts
    return (
        [f"{problem}: {json.dumps(question)}" for problem, question in comparison.differences],
        f"{counts['vector']} vector searches with equal rows, order and distances, "
        f"{counts['hybrid']} hybrid ones with equal scores, {counts['rows']} rows in all; "
        f"with its own number of candidates pytidb found fewer rows in {counts['fewer']} of {counts['post-filter']}",
    )


def compare_tables(java):
    comparison = TableComparison(java)
    comparison.run()
    counts = comparison.counts
    return (
        comparison.problems,
        f"in a table of each client {counts['values']} values read alike by both, {counts['filters']} filters, "
        f"{counts['pages']} pages and {counts['searches']} searches with equal rows, {counts['changes']} changes by "
        f"either, {counts['spoiled']} wrong values seen",
    )


def main(answers, requests):
    signal.alarm(LIMIT)
    java = JavaClient.on_descriptors(int(answers), int(requests))
    results = [compare(java) for compare in (compare_tables, compare_searches)]
    problems = [problem for found, _ in results for problem in found]
    for problem in problems[:10]:
        print(f"pytidb witness: {problem}", file=sys.stderr)
    if problems:
        sys.exit(f"pytidb witness: {len(problems)} answers differ from pytidb's")
    print("pytidb witness: " + "; ".join(summary for _, summary in results))


if __name__ == "__main__":
    main(*sys.argv[1:])
