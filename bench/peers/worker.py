"""Runs one peer for the bench: reads one request a line, answers one line, both JSON.

    {"do": "open", "task": PATH}                    a fresh model; forgets what was compiled
    {"do": "start"}                                 values at their predictions
    {"do": "time", "work": NAME, "repeats": N}      milliseconds of N runs, one by one
    {"do": "save", "path": PATH, "what": WHAT}      "values" or "weights" as they are now, float32
"""

from __future__ import annotations

import importlib
import json
import sys
import time

import numpy as np

from tasks import read_task

module = importlib.import_module(f"{sys.argv[1]}_peer")
peer = None


def once(work: str) -> None:
    if work == "train":
        peer.train()
    elif work == "settle":
        peer.settle(peer.task.steps)
    elif work == "step and read":
        peer.settle(1)
        for level in peer.values():
            level.sum()
    else:
        raise ValueError(f"worker: expected train, settle or step and read; got {work}")


def timed(work: str) -> float:
    begin = time.perf_counter()
    once(work)
    return (time.perf_counter() - begin) * 1e3


def answer(request: dict) -> object:
    global peer
    if request["do"] == "open":
        task = read_task(request["task"])
        if "jax" in sys.modules:
            sys.modules["jax"].clear_caches()
        peer = module.Peer(task)
        return {"name": module.NAME}
    if request["do"] == "start":
        peer.start()
        return {}
    if request["do"] == "time":
        return [timed(request["work"]) for _ in range(request["repeats"])]
    if request["do"] == "save":
        arrays = peer.weights() if request["what"] == "weights" else peer.values()
        np.concatenate([array.astype("<f4").ravel() for array in arrays]).tofile(request["path"])
        return {}
    raise ValueError(f"worker: unknown request {request}")


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
