"""Writes a fitted network as what the package reads: ONNX in eight bits, and the relation head."""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from training.dataset import Dataset
from training.network import Network, Relations

INPUTS = ("pieces", "cases", "kinds", "listed", "names", "roles")


def load_network(path: Path, data: Dataset) -> Network:
    """Return the network of a file that ``training.fit`` wrote."""
    network = Network(data.sizes.tolist())
    network.load_state_dict(load_file(path))
    return network.eval()


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Write encoder, relation head and tokenizer into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ones = torch.ones(2, 9, dtype=torch.long)
    zeros = torch.zeros(2, 9, dtype=torch.long)
    listed = torch.zeros(2, 9, network.sizes.types)
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, "states", "tags")}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network.encoder,
            (ones, zeros, zeros, listed, zeros, zeros),
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
    save_head(network.relations, folder)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def save_head(relations: Relations, folder: Path) -> None:
    """Write a relation head into ``folder``."""
    weights = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in relations.state_dict().items()
    }
    np.savez(folder / "relations.npz", **weights)
