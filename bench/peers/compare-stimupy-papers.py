"""Compares the presets of publications with stimupy's papers (run, not read) and prints a table.

    python bench/peers/compare-stimupy-papers.py [--only PATTERN] [--markdown docs/paper-sets-compared.md]

Needs a Python with stimupy 1.2.0. Pixels must agree to 1e-6 and masks exactly. Where noise is part of a picture, masks must agree
exactly, and range, spectrum and distribution of luminance as closely as those of other random numbers would.
"""

import argparse
import importlib
import importlib.util
import json
import os
import re
import subprocess
import tempfile
import warnings
from unittest.mock import MagicMock

import numpy as np
import pandas

warnings.simplefilter("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
PAPERS = "RHS2007 betz2015 bindmann2004 domijan2015 modelfest murray2020 schmittwilken2024 white1981 white1985".split()
# Luminance in cd/m^2 that is 1 with us.
WHITE = {"betz2015": 88, "schmittwilken2024": 200}
NOISY = re.compile(r"betz2015|schmittwilken2024\.\w+_(?!none)|modelfest\.Noise35")

_read_csv = pandas.read_csv


def read_or_nothing(*arguments, **options):
    """Tables of human data are missing in some builds of the package; pictures do not depend on them."""
    try:
        return _read_csv(*arguments, **options)
    except FileNotFoundError:
        return MagicMock()


pandas.read_csv = read_or_nothing
spec = importlib.util.spec_from_file_location("compare_stimupy", os.path.join(HERE, "compare-stimupy.py"))
common = importlib.util.module_from_spec(spec)
spec.loader.exec_module(common)


def noise_reason(theirs, ours):
    """Why two lists of pictures with noise differ in more than the random numbers; None if they do not."""
    one, other = [np.mean([np.abs(np.fft.fft2(i - i.mean())) for i in images], axis=0) for images in (theirs, ours)]
    rows, columns = theirs[0].shape
    frequency = np.hypot(np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)).ravel()
    order = np.argsort(frequency)[1:]
    # Rings of two hundred coefficients; the first few hold the picture below the noise.
    rings = [order[k : k + 200] for k in range(0, len(order) - 200, 200)]
    means = np.array([[a.ravel()[ring].mean() for ring in rings] for a in (one, other)])
    visible = means[0] > means[0].max() / 100
    reasons = []
    far = np.abs(means[1] / means[0] - 1)[visible].max()
    if far > 0.2:
        reasons.append(f"spectrum by {far:.0%}")
    for what, value in (("mean", np.mean), ("standard deviation", np.std)):
        far = abs(np.mean([value(i) for i in ours]) - np.mean([value(i) for i in theirs]))
        if far > 0.005:
            reasons.append(f"{what} by {far:.2g}")
    bins = np.linspace(0, 1, 101)
    far = [np.searchsorted(np.sort(np.ravel(i)), bins) / np.size(i) for i in (np.clip(theirs, 0, 1), ours)]
    far = np.sort(np.abs(far[0] - far[1]))[-4]
    if far > 0.06:
        reasons.append(f"distribution by {far:.2g}")
    return "; ".join(reasons) or None


def reason_of(name, theirs, ours, raw, others):
    if "error" in ours:
        return ours["error"]
    paper = name.split(".")[1]
    theirs = {k: v for k, v in theirs.items() if k == "img" or re.search(r"_mask\d?$", k)}
    theirs["img"] = np.asarray(theirs["img"], float) / WHITE.get(paper, 1)
    shape = theirs["img"].shape
    # Masks of small parts are no masks of the picture.
    theirs = {k: v for k, v in theirs.items() if v is not None and np.shape(v) == shape}
    numbered = {re.sub(r"_mask(\d)$", r"\1_mask", k): v for k, v in theirs.items()}
    if not NOISY.search(name):
        return common.difference(numbered, renumbered(ours), raw)
    if shape != (ours["rows"], ours["columns"]):
        return f"shape {shape} and {ours['rows'], ours['columns']}"
    pixels = np.frombuffer(raw, np.float32, shape[0] * shape[1], ours["pixels"]).reshape(shape).astype(float)
    masks = common.difference({**numbered, "img": pixels}, renumbered(ours), raw)
    return "; ".join(reason for reason in (noise_reason(*others), masks) if reason) or None


def renumbered(ours):
    return {**ours, "masks": {re.sub(r"Mask(\d)$", r"\1Mask", k): v for k, v in ours["masks"].items()}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default=".")
    parser.add_argument("--markdown")
    options = parser.parse_args()
    asked, references = [], []
    for paper in PAPERS:
        module = importlib.import_module("stimupy.papers." + paper)
        for function in module.__all__:
            name = f"papers.{paper}.{function}"
            if re.search(options.only, name):
                # Small pictures with noise several times.
                for seed in range((1 if paper == "betz2015" else 16) if NOISY.search(name) else 1):
                    asked.append({"name": name, "parameters": {}, "seed": seed})
                    references.append(getattr(module, function)())
    with tempfile.TemporaryDirectory() as folder:
        cases, out = os.path.join(folder, "cases.json"), os.path.join(folder, "out")
        with open(cases, "w") as file:
            json.dump(asked, file)
        subprocess.run(["node", os.path.join(HERE, "..", "run.js"), "render-cases", cases, out], check=True)
        with open(out + ".json") as file:
            index = json.load(file)
        with open(out + ".bin", "rb") as file:
            raw = file.read()
    counts, lines = {}, ["| preset | equal | first difference |", "| --- | --- | --- |"]
    samples = ([], [])
    for position, (case, reference, ours) in enumerate(zip(asked, references, index)):
        name = case["name"]
        if NOISY.search(name) and "error" not in ours:
            shape = (ours["rows"], ours["columns"])
            white = WHITE.get(name.split(".")[1], 1)
            samples[0].append(np.asarray(reference["img"], float) / white)
            samples[1].append(np.frombuffer(raw, np.float32, shape[0] * shape[1], ours["pixels"]).reshape(shape).astype(float))
            if position + 1 < len(asked) and asked[position + 1]["name"] == name:
                continue
        reason = reason_of(name, reference, ours, raw, samples)
        samples = ([], [])
        paper = name.split(".")[1]
        row = counts.setdefault(paper, [0, 0])
        row[0] += reason is None
        row[1] += 1
        yes = "yes, but for the random numbers" if NOISY.search(name) else "yes"
        lines.append(f"| `{name[7:].replace('.', '/')}` | {yes if reason is None else 'no'} | {reason or ''} |")
    summary = ["| set | equal |", "| --- | --- |"]
    summary += [f"| {paper} | {equal} of {count} |" for paper, (equal, count) in counts.items()]
    equal, count = sum(row[0] for row in counts.values()), sum(row[1] for row in counts.values())
    summary.append(f"| all | {equal} of {count} |")
    text = "\n".join([*summary, "", *lines])
    print(text)
    if options.markdown:
        with open(options.markdown, "w") as file:
            file.write("# Paper sets compared with stimupy\n\n" + INTRODUCTION + text + "\n")


INTRODUCTION = """Made by `python bench/peers/compare-stimupy-papers.py --markdown docs/paper-sets-compared.md`: every preset at its own size, drawn by Helmholtz and by stimupy 1.2.0, which was run and not read. Equal means that all pixels agree to 1e-6 and all masks exactly; where noise is part of a picture, that masks agree exactly and the mean, the standard deviation, the spectrum and the distribution of luminance as closely as those of other random numbers.

Those that differ:

- `RHS2007/grating_induction` numbers a part of the target for each bar; stimupy numbers them 1 and 2 in turn. `RHS2007/todorovic_benary1_2` differs by one line of pixels at an edge.
- Under four names of `betz2015` stimupy returns another grating than the name says.
- `modelfest/Noise35` is another sample; `Bessel41` differs in how samples lie around the middle. `NaturalScene43` is a photograph, which may not be shipped: a procedural picture stands in for it.

"""

if __name__ == "__main__":
    main()
