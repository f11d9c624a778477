"""Ranks the arena file with evalica, choix and arena-rank and compares the strengths with ours."""

import json
import math
import pathlib
import sys

import arena_rank.models.bradley_terry as arena
import choix
import evalica
import numpy
import pandas
from arena_rank.utils.data_utils import PairDataset

folder = pathlib.Path(sys.argv[1])
battles = pandas.read_json(folder / "battles.jsonl", lines=True)
ours = json.loads((folder / "strengths.json").read_text())
names = sorted(ours)
expected = numpy.array([ours[name] for name in names])


def compare(tool, found):
    found = found - found.mean()
    worst = float(abs(found - expected).max())
    assert worst < 1e-3, f"{tool}: {dict(zip(names, found))}, ours {ours}"
    print(f"{tool:<20} arena.jsonl      {len(battles):>4} battles, strengths within {worst:.1e} of ours")


winners = battles.winner.map({
    "model_a": evalica.Winner.X, "model_b": evalica.Winner.Y,
    "tie": evalica.Winner.Draw, "tie (bothbad)": evalica.Winner.Draw,
})
fit = evalica.bradley_terry(battles.model_a, battles.model_b, winners, win_weight=1.0, tie_weight=0.5, tolerance=1e-9, limit=10_000)
compare("evalica", numpy.array([math.log(fit.scores[name]) for name in names]))

at = {name: number for number, name in enumerate(names)}
pairs = []
for battle in battles.itertuples():
    a, b = at[battle.model_a], at[battle.model_b]
    pairs += {"model_a": [(a, b)] * 2, "model_b": [(b, a)] * 2}.get(battle.winner, [(a, b), (b, a)])
compare("choix", choix.ilsr_pairwise(len(names), pairs, alpha=0, max_iter=1000, tol=1e-10))

dataset = PairDataset.from_pandas(battles)
model = arena.BradleyTerry(n_competitors=len(dataset.competitors))
model.fit(dataset)
ratings = dict(zip(dataset.competitors, numpy.asarray(model.params["ratings"], dtype=float)))
compare("arena-rank", numpy.array([ratings[name] for name in names]))
