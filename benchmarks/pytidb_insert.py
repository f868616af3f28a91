"""What pytidb needs for the rows of the benchmarks: python pytidb_insert.py URL

The table is the one that DevServer, or a benchmark in Java, has made.
"""

import sys
import time
from datetime import datetime, timedelta
from importlib.metadata import version
from statistics import median

from pytidb import TiDBClient
from pytidb.schema import Field, TableModel
from sqlalchemy import Column, DateTime
from sqlalchemy.dialects.mysql import DATETIME

BODY = ("All work and no play. " * 10)[:200]
START = datetime(2026, 1, 1)
ROUNDS = 5
BULK_ROWS = 10_000
SINGLE_ROWS = 1_000
GETS = 1_000


class Article(TableModel):
    __tablename__ = "benchmark_articles"

    id: int = Field(primary_key=True)
    title: str
    body: str
    views: int
    score: float
    published_at: datetime = Field(
        sa_column=Column(DateTime().with_variant(DATETIME(fsp=6), "mysql"))
    )


def article(key):
    return Article(
        id=key,
        title=f"Article {key}",
        body=BODY,
        views=key % 1000,
        score=key / 8.0,
        published_at=START + timedelta(seconds=key),
    )


def rate(operations, work):
    start = time.perf_counter()
    work()
    return operations / (time.perf_counter() - start)


def report(name, rates):
    print(f"{name:<28} {min(rates):>13,.0f} {median(rates):>9,.0f} {max(rates):>9,.0f}")


def main(url):
    # Explicitly this driver, which is the one that pytidb depends on.
    client = TiDBClient.connect(url.replace("mysql://", "mysql+pymysql://", 1))
    table = client.open_table("benchmark_articles")
    bulk, single, gets = [], [], []

    def truncate():
        client.execute("TRUNCATE TABLE `benchmark_articles`", raise_error=True)

    def get_many():
        for i in range(GETS):
            key = 1 + (i * 7919) % BULK_ROWS
            if table.get(key).id != key:
                raise AssertionError(f"Another row than {key}")

    for number in range(-1, ROUNDS):
        truncate()
        rows = [article(key) for key in range(1, SINGLE_ROWS + 1)]
        singles = rate(SINGLE_ROWS, lambda: [table.insert(row) for row in rows])
        truncate()
        rows = [article(key) for key in range(1, BULK_ROWS + 1)]
        bulks = rate(BULK_ROWS, lambda: table.bulk_insert(rows))
        found = rate(GETS, get_many)
        if number >= 0:
            single.append(singles)
            bulk.append(bulks)
            gets.append(found)

    print(f"pytidb {version('pytidb')}, SQLAlchemy {version('sqlalchemy')}")
    print(f"{'per second':<28} {'min':>13} {'median':>9} {'max':>9}")
    report(f"bulk_insert of {BULK_ROWS:,} rows", bulk)
    report("insert", single)
    report("get", gets)
    client.disconnect()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
