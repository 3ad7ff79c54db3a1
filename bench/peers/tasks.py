"""What is measured: one network, its first weights and one batch, read from a file that the bench writes.

Levels are counted from the input. Level 0 is held at the input and the last one at the target; between them

    prediction[i + 1] = W[i] f(values[i]) + b[i],   f = identity for i = 0, tanh else
    E = 1/2 sum of (values - prediction)^2, summed over levels and batch
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Task:
    sizes: list[int]
    batch: int
    steps: int
    inference_rate: float
    learning_rate: float
    weights: list[np.ndarray]
    biases: list[np.ndarray]
    observations: np.ndarray
    targets: np.ndarray


def read_task(path: str) -> Task:
    """Reads `path`.json (sizes and rates) and `path`.f32 (numbers, one array after the other)."""
    with open(path + ".json", encoding="utf8") as file:
        described = json.load(file)
    numbers = np.fromfile(path + ".f32", dtype="<f4")
    sizes, batch = described["sizes"], described["batch"]
    at = 0

    def take(*shape: int) -> np.ndarray:
        nonlocal at
        size = int(np.prod(shape))
        part = numbers[at : at + size].reshape(shape)
        at += size
        return part.copy()

    weights, biases = [], []
    for lower, upper in zip(sizes[:-1], sizes[1:]):
        weights.append(take(upper, lower))
        biases.append(take(upper))
    observations, targets = take(batch, sizes[0]), take(batch, sizes[-1])
    return Task(
        sizes=sizes,
        batch=batch,
        steps=described["steps"],
        inference_rate=described["inferenceRate"],
        learning_rate=described["learningRate"],
        weights=weights,
        biases=biases,
        observations=observations,
        targets=targets,
    )
