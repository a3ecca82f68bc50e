"""Writes a fitted network as what the package reads: ONNX in eight bits, and the relation head."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bacd_graph.extraction.encoding import TYPES
from bacd_graph.extraction.trained import Settings
from training.scoring import Network

INPUTS = ("pieces", "cases", "kinds", "listed", "mask")


def export(
    network: Network,
    judges: Mapping[str, bytes],
    settings: Settings,
    tokenizer: Path,
    folder: Path,
) -> None:
    """Write the whole model into ``folder``, each judge as its name and ".onnx"."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = (
        torch.ones(2, 9, dtype=torch.long),
        torch.zeros(2, 9, dtype=torch.long),
        torch.zeros(2, 9, dtype=torch.long),
        torch.zeros(2, 9, len(TYPES)),
        torch.ones(2, 9),
    )
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, "states", "tags")}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network.encoder,
            example,
            whole,
            input_names=list(INPUTS),
            output_names=["states", "tags"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole, folder / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8
        )
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    weights = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.relations.state_dict().items()
    }
    np.savez(folder / "relations.npz", **weights)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, judge in judges.items():
        (folder / f"{name}.onnx").write_bytes(judge)
    (folder / "settings.json").write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
