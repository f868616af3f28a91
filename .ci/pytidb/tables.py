"""Tables and rows: what one client has written, the other reads, filters, searches and changes."""

import json
import math
import struct
import sys
from decimal import Context, Decimal

import numpy
from model import COLUMNS, Specimen, filter_from_json, value_from_json
from pytidb import TiDBClient
from searches import SearchComparison, Searcher
from specimens import float32, specimens
from sqlalchemy import event

ROWS = 110
SCALE = Decimal("1e-10")
DIGITS = Context(prec=60)
VECTORS = ("embedding", "picture")
DOCUMENTS = ("meta", "extra")
# In either table: to pytidb's, more are.
OPTIONAL = ("author", "answer", "reading", "day", "clock", "data", "extra", "picture")
ORDERS = [{"small": "desc", "id": "asc"}, {"author": "asc", "id": "desc"}, {"reading": "desc", "title": "asc", "id": "asc"}]


def canonical(column, value):
    """Something that is equal for equal values only: 1 is neither True nor 1.0, and 0.0 is not -0.0."""
    if value is None:
        return None
    if column in VECTORS:
        return numpy.asarray(value, dtype=numpy.float32).tobytes()
    if column in DOCUMENTS:
        return json.dumps(value, sort_keys=True)
    if isinstance(value, float):
        # A FLOAT has 32 bits, and a text of it six digits: pytidb reads texts.
        return struct.pack(">f", value) if column == "single" else struct.pack(">d", value)
    if isinstance(value, Decimal):
        return str(value.quantize(SCALE, context=DIGITS))
    return type(value).__name__, value


def differences(expected, actual):
    """The columns and rows in which two lists of rows differ, as "id.column"."""
    if [row["id"] for row in expected] != [row["id"] for row in actual]:
        return ["other rows, or another order"]
    return [
        f"{one['id']}.{column}"
        for one, other in zip(expected, actual)
        for column in COLUMNS
        if canonical(column, one[column]) != canonical(column, other[column])
    ]


class Database:
    """A database with the table, and what must be in it."""

    def __init__(self, name, java):
        self.name = name
        self.java = java
        url = java.url.replace("mysql://", "mysql+pymysql://", 1)
        self.pytidb = TiDBClient.connect(url.rpartition("/")[0] + "/" + name)
        self.rows = {}

    def open(self):
        self.table = self.pytidb.open_table(Specimen.__tablename__)

    def ask_java(self, what, **request):
        return self.java.ask(what, database=self.name, **request)

    def expected(self):
        return [self.rows[id] for id in sorted(self.rows)]

    def keep(self, rows):
        self.rows.update((row["id"], row) for row in rows)

    def read_by_java(self):
        return [from_java(row) for row in self.ask_java("rows")]

    def read_as_maps(self):
        return [from_java(row) for row in self.ask_java("rows of opened table")]

    def read_by_pytidb(self):
        return [row.model_dump() for row in self.table.query(order_by={"id": "asc"}).to_pydantic()]


def from_java(row):
    return {column: value_from_json(column, row[column]) for column in COLUMNS}


def create_by_pytidb(database):
    """Has the stand-in translate what pytidb's CREATE statements say: it does so on the Java client's connections only."""
    statements = []

    @event.listens_for(database.pytidb.db_engine, "before_cursor_execute", retval=True)
    def hand_over(connection, cursor, statement, parameters, context, many):
        if statement.split(None, 1)[0] not in ("CREATE", "ALTER"):
            return statement, parameters
        statements.append(statement)
        database.java.ask("execute", sql=statement, database=database.name)
        return "DO 0", ()

    database.pytidb.create_table(schema=Specimen)
    event.remove(database.pytidb.db_engine, "before_cursor_execute", hand_over)
    return statements


class TableComparison:
    def __init__(self, java):
        self.java = java
        self.counts = dict.fromkeys(("values", "filters", "pages", "searches", "changes", "spoiled"), 0)
        self.problems = []

    def run(self):
        # The Java client's database exists before pytidb connects to it.
        ours, theirs = (self.database(name) for name in ("witness_ours", "witness_theirs"))
        self.java.ask("create", database=ours.name)
        ours.open()
        create_by_pytidb(theirs)
        theirs.open()
        rows = specimens(ROWS)
        ours.ask_java("insert all", rows=rows)
        theirs.table.bulk_insert([dict(row) for row in rows])
        for database in (ours, theirs):
            database.keep(rows)
            self.expect_rows(database, "written")
            self.compare_filters(database)
            self.compare_pages(database)
            self.change(database)
            self.compare_searches(database)
            self.check_the_check(database)

    def database(self, name):
        self.java.ask("create database", database=name)
        return Database(name, self.java)

    def expect_rows(self, database, when):
        expected = database.expected()
        readers = {
            "Java": database.read_by_java(),
            "Java, without a class": database.read_as_maps(),
            "pytidb": database.read_by_pytidb(),
        }
        for reader, rows in readers.items():
            for difference in differences(expected, rows)[:3]:
                self.problems.append(f"{database.name}, {when}: {reader} reads another {difference}")
            self.counts["values"] += len(rows) * len(COLUMNS)

    def expect(self, expected, actual, what):
        if expected != actual:
            self.problems.append(f"{what}: {expected} and {actual}")

    def compare_filters(self, database):
        found = 0
        for answer in database.ask_java("filters"):
            condition = filter_from_json(answer["filter"])
            rows = database.table.query(condition, order_by={"id": "asc"}).to_pydantic()
            ids = [row.id for row in rows]
            for form in ("typed", "map", "defined"):
                self.expect(answer[form], ids, f"{database.name}, {form} filter {answer['filter']}")
            found += 0 < len(ids) < len(database.rows)
            self.counts["filters"] += 1
        if found < 60:
            self.problems.append(f"{database.name}: only {found} filters find some rows and not others")

    def compare_pages(self, database):
        for order in ORDERS:
            for offset in (0, 30, ROWS - 5):
                page = {"order": order, "limit": 20, "offset": offset}
                actual = database.table.query(order_by=order, limit=20, offset=offset).to_pydantic()
                expected = [row["id"] for row in database.ask_java("page", **page)]
                self.expect(expected, [row.id for row in actual], f"{database.name}, {page}")
                self.counts["pages"] += 1

    def compare_searches(self, database):
        numbers = numpy.random.default_rng(3)
        stored = database.rows[5]["embedding"]
        searches = []
        for vector in (stored, [float32(number) for number in numbers.normal(size=8)]):
            for distance in ("COSINE", "L2", "L1", "NEGATIVE_INNER_PRODUCT"):
                for condition in (None, {"small": {"$gte": 3}}, {"meta.size": {"$lt": 6}}):
                    for prefilter in (False, True):
                        searches.append(database.ask_java("search", question=question(vector, distance, condition, prefilter)))
        comparison = SearchComparison(Searcher(database.table, len(database.rows)), searches)
        comparison.run()
        self.problems += [f"{database.name}, {problem}: {asked}" for problem, asked in comparison.differences]
        self.counts["searches"] += len(searches)

    # --- Changes: each client changes, both read -------------------------------------------------------------------

    def change(self, database):
        fresh = specimens(40, first_id=1, seed=2)
        for i, column in enumerate(COLUMNS[1:]):
            # Each sets a value, and where it may be missing the other one removes it.
            self.update(database, i % 2 == 0, column, fresh[i + 1][column], [2 * i + 1, 2 * i + 2])
            if column in OPTIONAL:
                self.update(database, i % 2 == 1, column, None, [2 * i + 2])
        self.expect_rows(database, "updated")
        self.save_and_insert(database, specimens(8, first_id=60, seed=4), specimens(4, first_id=900, seed=5))
        self.expect_rows(database, "saved and inserted")
        database.table.delete({"id": {"$in": [70, 71]}})
        self.expect(2, database.ask_java("delete", ids=[72, 73]), "deleted rows")
        for id in (70, 71, 72, 73):
            del database.rows[id]
        self.counts["changes"] += 2
        self.expect_rows(database, "deleted")

    def update(self, database, by_java, column, value, ids):
        if by_java:
            self.expect(len(ids), database.ask_java("update", values={column: value}, ids=ids), f"updated {column}")
        else:
            database.table.update({column: value}, {"id": {"$in": ids}})
        for id in ids:
            database.rows[id] = {**database.rows[id], column: value}
        self.counts["changes"] += 1

    def save_and_insert(self, database, known, new):
        """Half of the rows each; and each has the server choose a key, which the other finds."""
        # To the client, a vector that is null is not given: the row keeps its own. pytidb sets it to NULL.
        kept = [
            row if row["picture"] is not None else {**row, "picture": database.rows[row["id"]]["picture"]}
            for row in known[:4]
        ]
        database.ask_java("save", rows=known[:3] + new[:1])
        database.ask_java("save map", rows=known[3:4])
        database.ask_java("insert", rows=new[1:2])
        for row in known[4:] + new[2:3]:
            database.table.save(dict(row))
        database.table.insert(dict(new[3]))
        database.keep(kept + known[4:] + new)
        unnamed = {**new[0], "id": None}
        by_java = from_java(database.ask_java("insert", rows=[unnamed])[0])
        by_pytidb = database.table.insert(dict(unnamed)).model_dump()
        for row in (by_java, by_pytidb):
            database.keep([{**unnamed, "id": row["id"]}])
        self.expect([], differences([database.rows[by_java["id"]]], [database.table.get(by_java["id"]).model_dump()]), "get")
        found = [from_java(row) for row in database.ask_java("get", ids=[by_pytidb["id"]])]
        self.expect([], differences([database.rows[by_pytidb["id"]]], found), "get")
        self.counts["changes"] += len(known) + len(new) + 2

    # --- Is it noticed? --------------------------------------------------------------------------------------------

    def check_the_check(self, database):
        """A value that is a little wrong in the database must be seen, whoever reads it."""
        if self.problems:
            return
        id = 3
        database.table.save(dict(specimens(id)[-1]))
        database.keep(specimens(id)[-1:])
        for column in COLUMNS[1:]:
            right = database.rows[id][column]
            wrong = spoiled(column, right)
            database.table.update({column: wrong}, {"id": id})
            for read in (database.read_by_java, database.read_by_pytidb):
                if differences(database.expected(), read()) != [f"{id}.{column}"]:
                    sys.exit(f"pytidb witness: {database.name}: {wrong!r} instead of {right!r} in {column} was not seen")
            database.table.update({column: right}, {"id": id})
            self.counts["spoiled"] += 1
        self.expect_rows(database, "put right")
        rows = database.expected()
        if not differences(rows, rows[1:]) or not differences(rows, rows[::-1]):
            sys.exit("pytidb witness: missing rows, or another order, were not seen")


def spoiled(column, value):
    """Another value, as near as can be."""
    if column in VECTORS:
        return [float(numpy.nextafter(numpy.float32(value[0]), numpy.float32(0))), *value[1:]]
    if column == "meta":
        return {**value, "share": math.nextafter(value["share"], 0)}
    if column == "extra":
        return value[:-1]
    if column == "single":
        return value + 1
    match value:
        case bool():
            return not value
        case str():
            return value + " "
        case bytes():
            return value + b"\0"
        case int():
            return value - 1 if value > 0 else value + 1
        case float():
            return math.nextafter(value, 0)
        case Decimal():
            return DIGITS.add(value, SCALE)
    return value.replace(**{"day": {"year": 2000}, "clock": {"second": 7}}.get(column, {"microsecond": 7}))


def question(vector, distance, condition, prefilter):
    return {
        "column": "embedding",
        "vector": vector,
        "distance": distance,
        "filter": condition,
        "prefilter": prefilter,
        "min": None,
        "max": None,
        "limit": 10,
        "words": None,
        "fusion": None,
    }
