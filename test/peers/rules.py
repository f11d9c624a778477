"""Checks rows against the written rules of OpenAI's preference fine-tuning and of LLaMA-Factory."""

import json
import os
import pathlib
import sys
import zipfile

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

import mlflow
import pandas

folder = pathlib.Path(sys.argv[1])


def openai_row(row):
    assert set(row) == {"input", "preferred_output", "non_preferred_output"}, set(row)
    assert set(row["input"]) <= {"messages", "tools", "parallel_tool_calls"}
    messages = row["input"]["messages"]
    assert messages and messages[-1]["role"] != "assistant", "the input must not end with the assistant"
    for message in messages:
        assert message["role"] in {"system", "user", "assistant"} and isinstance(message["content"], str)
    for side in ("preferred_output", "non_preferred_output"):
        [message] = row[side]
        assert message["role"] == "assistant" and isinstance(message["content"], str)
    assert row["preferred_output"] != row["non_preferred_output"]


def llamafactory_row(row):
    turns = row["conversations"]
    assert turns and len(turns) % 2 == 1, "the prompt ends with the human"
    for at, turn in enumerate(turns):
        assert turn["from"] == ("human" if at % 2 == 0 else "gpt") and isinstance(turn["value"], str)
    for side in ("chosen", "rejected"):
        assert set(row[side]) == {"from", "value"} and row[side]["from"] == "gpt"
    assert row["chosen"] != row["rejected"] and isinstance(row["system"], str)


def lines(text):
    return [json.loads(line) for line in text.splitlines() if line]


rows = lines((folder / "openai.jsonl").read_text(encoding="utf-8"))
for row in rows:
    openai_row(row)
print(f"{'openai rules':<20} openai.jsonl     {len(rows):>4} rows")

with zipfile.ZipFile(folder / "llamafactory.zip") as archive:
    info = json.loads(archive.read("dataset_info.json"))
    for name, entry in info.items():
        assert entry["ranking"] is True and entry["formatting"] == "sharegpt"
        rows = lines(archive.read(entry["file_name"]).decode())
        for row in rows:
            llamafactory_row(row)
        print(f"{'llamafactory rules':<20} {entry['file_name']:<16} {len(rows):>4} rows")

manifest = json.loads((folder / "dataset" / "manifest.json").read_text())
mlflow.set_tracking_uri((folder / "mlruns").as_uri())
frame = pandas.read_parquet(folder / "dataset" / "data" / "dpo" / "train-00000-of-00001.parquet")
digest = manifest["content_hash"][:36]
dataset = mlflow.data.from_pandas(frame, source=str(folder / "dataset"), name=manifest["study"], digest=digest)
with mlflow.start_run() as run:
    mlflow.log_input(dataset, context="training")
[logged] = mlflow.get_run(run.info.run_id).inputs.dataset_inputs
assert logged.dataset.digest == digest and logged.dataset.name == manifest["study"]
print(f"{'mlflow':<20} dataset/         logged with digest {digest}")
