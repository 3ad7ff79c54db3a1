"""Times one evaluation of pyhgf's three-level binary HGF on the observations given as JSON on standard input."""

import json
import sys
import time

import jax

jax.config.update("jax_enable_x64", True)

import numpy
import pyhgf
from pyhgf.model import HGF

observations = numpy.array(json.load(sys.stdin), dtype=float)
model = HGF(
    n_levels=3,
    model_type="binary",
    update_type="eHGF",
    initial_mean={"1": 0.0, "2": 0.0, "3": 0.0},
    initial_precision={"1": 0.0, "2": 1.0, "3": 1.0},
    tonic_volatility={"1": None, "2": -3.0, "3": -6.0},
    volatility_coupling={"1": None, "2": 1.0},
    tonic_drift={"1": 0.0, "2": 0.0, "3": 0.0},
)


def evaluate():
    model.input_data(input_data=observations)
    return float(model.surprise().sum())


for _ in range(3):
    evaluate()
times = []
for _ in range(15):
    started = time.perf_counter()
    surprise = evaluate()
    times.append((time.perf_counter() - started) * 1e6)
print(json.dumps({"microseconds": times, "surprise": surprise, "version": pyhgf.__version__}))
