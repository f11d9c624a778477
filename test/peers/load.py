"""Loads every exported file of a folder the way its readers do and compares it with the JSON Lines rows."""

import csv
import json
import pathlib
import sys
import zipfile

import datasets
import duckdb
import pandas

ABSENT = {"strength": 0, "seconds": -1, "cost": -1}
folder = pathlib.Path(sys.argv[1])


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def same(found, expected):
    if hasattr(found, "tolist"):
        found = found.tolist()
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, dict):
        return set(found) == set(expected) and all(same(found[k], expected[k]) for k in expected)
    if hasattr(found, "isoformat"):
        return pandas.Timestamp(found).tz_localize(None) == pandas.Timestamp(expected).tz_localize(None)
    return found == expected


def check(reader, path, rows, expected):
    assert len(rows) == len(expected), f"{reader} {path.name}: {len(rows)} rows, expected {len(expected)}"
    for number, (row, wanted) in enumerate(zip(rows, expected), 1):
        assert list(row) == list(wanted), f"{reader} {path.name}: columns {list(row)}"
        for name, value in wanted.items():
            cell = row[name]
            missing = cell is None or (isinstance(cell, float) and cell != cell)
            cell = ABSENT[name] if missing else cell
            assert same(cell, value), f"{reader} {path.name} row {number} {name}: {cell!r}, expected {value!r}"
    print(f"{reader:<20} {path.name:<16} {len(rows):>4} rows")


def cell_of(value):
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else repr(value)


def check_csv(path, expected):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(expected), f"csv {path.name}: {len(rows)} rows"
    for row, wanted in zip(rows, expected):
        for name, value in wanted.items():
            shown = "" if row[name] == "" and value in (0, -1) else cell_of(value)
            number = isinstance(value, (int, float)) and not isinstance(value, bool) and row[name] != ""
            agrees = float(row[name]) == value if number else row[name] == shown
            assert agrees, f"csv {path.name} {name}: {row[name]!r}, expected {value!r}"
    assert len(pandas.read_csv(path)) == len(expected)
    print(f"{'csv, pandas':<20} {path.name:<16} {len(rows):>4} rows")


for path in sorted(folder.glob("*.jsonl")):
    expected = lines(path)
    loaded = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(folder / "cache"))
    check("datasets", path, list(loaded), expected)
    assert len(pandas.read_json(path, lines=True)) == len(expected)
    parquet = path.with_suffix(".parquet")
    if parquet.exists():
        loaded = datasets.load_dataset("parquet", data_files=str(parquet), split="train", cache_dir=str(folder / "cache"))
        check("datasets", parquet, list(loaded), expected)
        check("pandas", parquet, pandas.read_parquet(parquet).to_dict("records"), expected)
        table = duckdb.sql(f"select * from read_parquet('{parquet}')")
        check("duckdb", parquet, [dict(zip(table.columns, row)) for row in table.fetchall()], expected)
    if path.with_suffix(".csv").exists():
        check_csv(path.with_suffix(".csv"), expected)

with zipfile.ZipFile(folder / "llamafactory.zip") as archive:
    assert archive.testzip() is None
    info = json.loads(archive.read("dataset_info.json"))
    for name, entry in info.items():
        rows = [json.loads(line) for line in archive.read(entry["file_name"]).decode().splitlines()]
        assert entry["ranking"] is True and all(set(entry["columns"].values()) <= set(row) for row in rows)
        print(f"{'zipfile':<20} {'llamafactory.zip':<16} {len(rows):>4} rows")

card = datasets.load_dataset(str(folder / "dataset"), "dpo", cache_dir=str(folder / "cache"))
assert set(card) == {"train", "test"} and all(len(part) for part in card.values()), card
groups = [set(part["prompt_id"]) for part in card.values()]
assert not groups[0] & groups[1]
print(f"{'datasets, by card':<20} {'dataset/':<16} {sum(map(len, card.values())):>4} rows")
