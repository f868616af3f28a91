"""The tables, as pytidb has them."""

import base64
import datetime
from decimal import Decimal
from typing import Any, List, Optional

from pytidb.datatype import BIGINT, DATETIME, DOUBLE, TIME
from pytidb.orm.indexes import FullTextIndex, VectorIndex
from pytidb.schema import Field, FullTextField, TableModel, VectorField
from sqlalchemy import JSON, Column


class Passage(TableModel):
    """What is searched: io.github.tidbspring.benchmarks.Passage."""

    __tablename__ = "witness_passages"
    id: int = Field(primary_key=True)
    lang: str
    year: int
    meta: dict = Field(sa_column=Column(JSON))
    body: str = FullTextField(index=False)
    embedding: Any = VectorField(dimensions=16, index=False)
    picture: Any = VectorField(dimensions=16, index=False)


class Specimen(TableModel):
    """A column of each kind: io.github.tidbspring.benchmarks.Specimen."""

    __tablename__ = "witness_specimens"
    # By default pytidb asks for the table's TiFlash replica first, in a table that the stand-in does not have.
    __table_args__ = (
        VectorIndex("witness_embedding", "embedding", ensure_columnar_replica=False),
        FullTextIndex("witness_body", "body", ensure_columnar_replica=False),
    )
    id: Optional[int] = Field(default=None, sa_column=Column(BIGINT, primary_key=True))
    title: str
    author: Optional[str] = None
    flag: bool
    answer: Optional[bool] = None
    small: int
    large: int = Field(sa_column=Column(BIGINT, nullable=False))
    ratio: float = Field(sa_column=Column(DOUBLE(asdecimal=False), nullable=False))
    reading: Optional[float] = Field(default=None, sa_column=Column(DOUBLE(asdecimal=False)))
    single: float
    price: Decimal = Field(max_digits=38, decimal_places=10)
    created_at: datetime.datetime = Field(sa_column=Column(DATETIME(fsp=6), nullable=False))
    day: Optional[datetime.date] = None
    clock: Optional[datetime.time] = Field(default=None, sa_column=Column(TIME(fsp=6)))
    data: Optional[bytes] = None
    meta: dict = Field(sa_column=Column(JSON, nullable=False))
    extra: Optional[List[Any]] = Field(default=None, sa_column=Column(JSON))
    body: str = FullTextField()
    embedding: Any = VectorField(dimensions=8)
    picture: Any = VectorField(dimensions=3, index=False)


COLUMNS = tuple(column.name for column in Specimen.__table__.columns)

FROM_JSON = {
    "ratio": float,
    "reading": float,
    "single": float,
    "price": Decimal,
    "created_at": lambda text: datetime.datetime.fromisoformat(text.removesuffix("Z")),
    "day": datetime.date.fromisoformat,
    "clock": datetime.time.fromisoformat,
    "data": base64.b64decode,
}


def value_from_json(column, value):
    """What Python has for a value that the Java client gave; None stays None."""
    if isinstance(value, dict) and column != "meta":
        return {operator: value_from_json(column, operand) for operator, operand in value.items()}
    if isinstance(value, list) and column in FROM_JSON:
        return [value_from_json(column, element) for element in value]
    if value is None or column not in FROM_JSON:
        return value
    return FROM_JSON[column](value)


def filter_from_json(conditions):
    """The same for a filter, in which names of columns are keys."""
    return {
        key: [filter_from_json(part) for part in value] if key in ("$and", "$or") else value_from_json(key, value)
        for key, value in conditions.items()
    }
