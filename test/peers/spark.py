"""Reads every Parquet file with Spark, nested types and all, and compares it with the JSON Lines rows."""

import json
import pathlib
import shutil
import sys

if shutil.which("java") is None:
    print("spark                no Java on this machine: not tried")
    sys.exit()

from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType, StructType, TimestampType

ABSENT = {"strength": 0, "seconds": -1, "cost": -1, "score_a": 0, "score_b": 0}
folder = pathlib.Path(sys.argv[1])
spark = (
    SparkSession.builder.master("local[1]").appName("peers")
    .config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def fits(value, kind):
    """Whether a JSON value has come back under a type of its own, not as text."""
    if isinstance(kind, ArrayType):
        return isinstance(value, list) and all(fits(one, kind.elementType) for one in value)
    if isinstance(kind, StructType):
        return isinstance(value, dict) and all(fits(value[field.name], field.dataType) for field in kind)
    if isinstance(value, bool):
        return isinstance(kind, BooleanType)
    if isinstance(value, str):
        return isinstance(kind, (StringType, TimestampType))
    return isinstance(kind, (LongType, DoubleType))


def plain(value):
    if hasattr(value, "asDict"):
        return {name: plain(inner) for name, inner in value.asDict().items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat(timespec="milliseconds") + "Z" if hasattr(value, "isoformat") else value


for path in sorted(folder.glob("*.parquet")):
    expected = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    frame = spark.read.parquet(str(path))
    for field in frame.schema:
        assert all(fits(row[field.name], field.dataType) for row in expected), f"{path.name}: {field}"
    found = [plain(row) for row in frame.collect()]
    assert len(found) == len(expected), f"{path.name}: {len(found)} rows"
    for number, (row, wanted) in enumerate(zip(found, expected), 1):
        filled = {name: ABSENT[name] if value is None else value for name, value in row.items()}
        assert filled == wanted, f"{path.name} row {number}: {filled}, expected {wanted}"
    nested = sum(isinstance(field.dataType, (ArrayType, StructType)) for field in frame.schema)
    print(f"{'spark ' + spark.version:<20} {path.name:<16} {len(found):>4} rows, {nested} nested columns")
spark.stop()
