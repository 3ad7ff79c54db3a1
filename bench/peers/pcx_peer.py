"""PCX, used as its documentation uses it: everything of a training step under one `pxf.jit`."""

from __future__ import annotations

import jax
import numpy as np
import optax
import pcx.core as px
import pcx.functional as pxf
import pcx.nn as pxnn
import pcx.predictive_coding as pxc
import pcx.utils as pxu

from tasks import Task

NAME = "PCX"


class Model(pxc.EnergyModule):
    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.layers = [pxnn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:])]
        self.vodes = [pxc.Vode() for _ in self.layers]
        self.vodes[-1].h.frozen = True

    def __call__(self, x, y=None):
        for index, (layer, vode) in enumerate(zip(self.layers, self.vodes)):
            x = vode(layer(x if index == 0 else jax.nn.tanh(x)))
        if y is not None:
            self.vodes[-1].set("h", y)
        return self.vodes[-1].get("u")


@pxf.vmap(pxu.M(pxc.VodeParam | pxc.VodeParam.Cache).to((None, 0)), in_axes=(0, 0), out_axes=0)
def forward(x, y, *, model):
    return model(x, y)


@pxf.vmap(
    pxu.M(pxc.VodeParam | pxc.VodeParam.Cache).to((None, 0)),
    in_axes=(0,),
    out_axes=(None, 0),
    axis_name="batch",
)
def energy(x, *, model):
    y = model(x)
    return jax.lax.psum(model.energy().sum(), "batch"), y


def settle_steps(steps, x, *, model, optim_h):
    for _ in range(steps):
        with pxu.step(model, clear_params=pxc.VodeParam.Cache):
            _, grads = pxf.value_and_grad(
                pxu.M_hasnot(pxc.VodeParam, frozen=True).to([False, True]), has_aux=True
            )(energy)(x, model=model)
        optim_h.step(model, grads["model"])


@pxf.jit(static_argnums=0)
def train_step(steps, x, y, *, model, optim_w, optim_h):
    with pxu.step(model, pxc.STATUS.INIT, clear_params=pxc.VodeParam.Cache):
        forward(x, y, model=model)
    optim_h.init(pxu.M_hasnot(pxc.VodeParam, frozen=True)(model))
    settle_steps(steps, x, model=model, optim_h=optim_h)
    optim_h.clear()
    with pxu.step(model, clear_params=pxc.VodeParam.Cache):
        _, grads = pxf.value_and_grad(
            pxu.M(pxnn.LayerParam).to([False, True]), has_aux=True
        )(energy)(x, model=model)
    optim_w.step(model, grads["model"], scale_by=1.0 / x.shape[0])


@pxf.jit(static_argnums=0)
def settle(steps, x, *, model, optim_h):
    settle_steps(steps, x, model=model, optim_h=optim_h)


@pxf.jit()
def start(x, y, *, model):
    with pxu.step(model, pxc.STATUS.INIT, clear_params=pxc.VodeParam.Cache):
        forward(x, y, model=model)


class Peer:
    def __init__(self, task: Task) -> None:
        self.task = task
        px.RKG.seed(0)
        self.model = Model(task.sizes)
        for layer, weights, bias in zip(self.model.layers, task.weights, task.biases):
            layer.nn.weight.set(jax.numpy.array(weights))
            layer.nn.bias.set(jax.numpy.array(bias))
        self.optim_h = pxu.Optim(lambda: optax.sgd(task.inference_rate))
        self.optim_w = pxu.Optim(
            lambda: optax.sgd(task.learning_rate), pxu.M(pxnn.LayerParam)(self.model)
        )
        self.x = jax.numpy.array(task.observations)
        self.y = jax.numpy.array(task.targets)

    def train(self) -> None:
        train_step(
            self.task.steps,
            self.x,
            self.y,
            model=self.model,
            optim_w=self.optim_w,
            optim_h=self.optim_h,
        )
        self.model.layers[-1].nn.weight.get().block_until_ready()

    def start(self) -> None:
        start(self.x, self.y, model=self.model)
        self.optim_h.init(pxu.M_hasnot(pxc.VodeParam, frozen=True)(self.model))

    def settle(self, steps: int) -> None:
        settle(steps, self.x, model=self.model, optim_h=self.optim_h)
        self.model.vodes[0].h.get().block_until_ready()

    def values(self) -> list[np.ndarray]:
        return [np.asarray(vode.h.get()) for vode in self.model.vodes[:-1]]

    def weights(self) -> list[np.ndarray]:
        return [np.asarray(layer.nn.weight.get()) for layer in self.model.layers]
