"""Rows with what is easily lost on the way: in texts, numbers, times, documents and vectors."""

import datetime
import random
from decimal import Decimal

import numpy

TEXTS = ["", "It's", "%_\\", " spaces ", "Zürich 日本 🚀", "👩‍🚀\u0000\u200d", 'a"b`c\n\t\r', "NULL", "z", "Ann"]
AUTHORS = [None, "Ann", "ann", "Änn", "", "O'Neil", "🦊"]
LARGE = [2**53 + 1, -(2**63), 2**63 - 1, 0, -1]
DOUBLES = [0.1, -0.0, 5e-324, 1.7976931348623157e308, 1 / 3, 2.0**-1022, 123456789.12345679, -1e-7, 0.30000000000000004]
# A text has six digits of a FLOAT, and pytidb reads texts.
SINGLES = [0.5, 0.1, -3.25, 1e-5, 99999.5, 0.0]
DECIMALS = ["0.0000000001", "-1234567890123456789012345678.0123456789", "0", "19.99", "-0.5", "9" * 28 + ".9999999999"]
TIMES = ["2024-02-29T23:59:59.999999", "1970-01-01T00:00:00", "9999-12-31T23:59:59", "1000-01-01T00:00:00.000001"]
DAYS = [None, "1999-12-31", "2024-02-29", "0001-01-01", "9999-12-31"]
CLOCKS = [None, "00:00:00", "23:59:59.999999", "12:00:00.000001"]
DATA = [None, b"", bytes(range(256)), b"\x00\xff\xf0\x9f"]
EXTRA = [None, [], [1, "zwei", None, True, {"tief": [0.1]}], ["🚀"]]
LANGUAGES = ["en", "de", "ja"]
WORDS = ["apple", "pear", "tidb", "vector"]
EXTREMES = [3.4028235e38, -3.4028235e38, 1.4e-45, 1.1754944e-38, -0.0, 0.1, 16777217.0, 1 / 3]


def specimens(count, first_id=1, seed=1):
    """That many rows, the same ones each time; each value of the lists above is in one of ten or more."""
    rng = random.Random(seed)
    return [specimen(i, first_id + i, rng) for i in range(count)]


def specimen(i, id, rng):
    return {
        "id": id,
        "title": TEXTS[i % len(TEXTS)],
        "author": AUTHORS[i % len(AUTHORS)],
        "flag": i % 3 == 0,
        "answer": [None, True, False][i // 2 % 3],
        "small": i % 7,
        "large": LARGE[i % len(LARGE)],
        "ratio": DOUBLES[i % len(DOUBLES)] if i % 2 else rng.gauss(0, 1),
        "reading": [None, rng.uniform(-1e9, 1e9), DOUBLES[i % len(DOUBLES)]][i % 3],
        "single": SINGLES[i % len(SINGLES)],
        "price": Decimal(DECIMALS[i % len(DECIMALS)]),
        "created_at": datetime.datetime.fromisoformat(TIMES[i % len(TIMES)]),
        "day": parsed(datetime.date, DAYS[i % len(DAYS)]),
        "clock": parsed(datetime.time, CLOCKS[i % len(CLOCKS)]),
        "data": DATA[i % len(DATA)],
        "meta": meta(i, rng),
        "extra": EXTRA[i % len(EXTRA)],
        "body": " ".join(rng.choices(WORDS, k=1 + i % 5)),
        "embedding": [float32(rng.gauss(0, 1)) for _ in range(8)],
        "picture": None if i % 4 == 3 else [float32(value) for value in rng.sample(EXTREMES, 3)],
    }


def meta(i, rng):
    document = {"lang": LANGUAGES[i % 3], "size": i % 11, "share": rng.random(), "deep": {"list": [i, None, "日本 🚀"]}}
    if i % 5 == 4:
        del document["size"]
    return document


def parsed(kind, text):
    return None if text is None else kind.fromisoformat(text)


def float32(value):
    """The number that a vector keeps of this one."""
    return float(numpy.float32(value))
