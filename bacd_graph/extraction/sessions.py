"""Opens a model's ONNX files; apart, since the runtime takes a while to import."""

from pathlib import Path

import onnxruntime as ort

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.trained import REMEDY, checked


def session(path: Path) -> ort.InferenceSession:
    """Return a session on the ONNX file ``path``.

    Raises:
        ModelMissingError: if it is missing or damaged, or as `checked`.
    """
    checked(path)
    options = ort.SessionOptions()
    # One thread: parallel work is by process, and two levels of threads only wait.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
