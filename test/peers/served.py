"""Loads a snapshot from the addresses of a running server, without having downloaded anything."""

import os
import sys

import datasets
import fsspec
import requests
import yaml

link, exports, cache = sys.argv[1], sys.argv[2], sys.argv[3]
headers = {"Authorization": f"Bearer {os.environ['TIEBREAK_TOKEN']}"}
options = {"cache_dir": cache}

answer = requests.get(f"{link}/files/README.md")
answer.raise_for_status()
_, card, _ = answer.text.split("---\n", 2)
for config in yaml.safe_load(card)["configs"]:
    files = {part["split"]: f"{link}/files/{part['path']}" for part in config["data_files"]}
    loaded = datasets.load_dataset("parquet", data_files=files, **options)
    rows = {split: len(part) for split, part in loaded.items()}
    print(f"{'datasets, card URL':<20} {config['config_name']:<16} {rows}")

for file in ("dpo.jsonl", "kto.jsonl", "votes.jsonl", "votes.parquet", "dpo.parquet"):
    kind = "parquet" if file.endswith("parquet") else "json"
    loaded = datasets.load_dataset(
        kind, data_files=f"{exports}/{file}", split="train",
        storage_options={"headers": headers, "client_kwargs": {"headers": headers}}, **options,
    )
    assert len(loaded) > 0
    print(f"{'datasets, API URL':<20} {file:<16} {len(loaded):>4} rows")

with fsspec.open(f"{link}/files/data/votes/train-00000-of-00001.parquet") as remote:
    remote.seek(-4, 2)
    assert remote.read() == b"PAR1"
print(f"{'fsspec':<20} {'data/votes':<16} read from its end by a range")
