"""A predictive-coding loop in jitted JAX, written for this bench from the equations in tasks.py. It is no package."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from tasks import Task

NAME = "jitted JAX loop"


def predictions(parameters, values, x):
    below = x
    for index, (weights, bias) in enumerate(parameters):
        yield (below if index == 0 else jnp.tanh(below)) @ weights.T + bias
        if index < len(values):
            below = values[index]


def energy(parameters, values, x, y):
    return sum(
        0.5 * jnp.sum((value - prediction) ** 2)
        for value, prediction in zip([*values, y], predictions(parameters, values, x))
    )


def feed_forward(parameters, x):
    values = []
    below = x
    for index, (weights, bias) in enumerate(parameters[:-1]):
        below = (below if index == 0 else jnp.tanh(below)) @ weights.T + bias
        values.append(below)
    return values


def settled(parameters, values, x, y, steps, rate):
    for _ in range(steps):
        slopes = jax.grad(energy, argnums=1)(parameters, values, x, y)
        values = [value - rate * slope for value, slope in zip(values, slopes)]
    return values


@partial(jax.jit, static_argnums=3)
def train(parameters, x, y, steps, rate, learning_rate):
    values = settled(parameters, feed_forward(parameters, x), x, y, steps, rate)
    slopes = jax.grad(energy)(parameters, values, x, y)
    scale = learning_rate / x.shape[0]
    return [(w - scale * dw, b - scale * db) for (w, b), (dw, db) in zip(parameters, slopes)]


start = jax.jit(feed_forward)
settle = partial(jax.jit, static_argnums=4)(settled)


class Peer:
    def __init__(self, task: Task) -> None:
        self.task = task
        self.parameters = [
            (jnp.array(w), jnp.array(b)) for w, b in zip(task.weights, task.biases)
        ]
        self.x = jnp.array(task.observations)
        self.y = jnp.array(task.targets)
        self.present = []

    def train(self) -> None:
        self.parameters = train(
            self.parameters,
            self.x,
            self.y,
            self.task.steps,
            self.task.inference_rate,
            self.task.learning_rate,
        )
        jax.block_until_ready(self.parameters)

    def start(self) -> None:
        self.present = start(self.parameters, self.x)

    def settle(self, steps: int) -> None:
        self.present = settle(
            self.parameters, self.present, self.x, self.y, steps, self.task.inference_rate
        )
        jax.block_until_ready(self.present)

    def values(self) -> list[np.ndarray]:
        return [np.asarray(value) for value in self.present]

    def weights(self) -> list[np.ndarray]:
        return [np.asarray(weights) for weights, _ in self.parameters]
