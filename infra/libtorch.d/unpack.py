"""Keeps of the wheel of PyTorch what a program for processors is built with: libraries, headers, licences.

unpack.py WHEEL FOLDER
"""

import os
import re
import shutil
import sys
import zipfile

LIBRARY = re.compile(r"torch/lib/(?:libc10\.so|libtorch_cpu\.so|libgomp[^/]*)$")
LICENCE = re.compile(r"torch-[^/]+\.dist-info/(licenses/.+[^/])$")


def place(name):
    """Where a file of the wheel goes, or None where it is left out."""
    if LIBRARY.match(name) or name.startswith("torch/include/"):
        return name.removeprefix("torch/")
    if name.startswith("torch.libs/"):  # what the wheel's own libraries need beside them
        return "lib/" + os.path.basename(name)
    licence = LICENCE.match(name)
    return licence and licence[1]


wheel, folder = sys.argv[1:]
kept = 0
with zipfile.ZipFile(wheel) as files:
    for entry in files.infolist():
        to = None if entry.filename.endswith("/") else place(entry.filename)
        if to is None:
            continue
        path = os.path.join(folder, to)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with files.open(entry) as source, open(path, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        kept += 1
if kept < 1000 or not os.path.exists(os.path.join(folder, "licenses/LICENSE")):
    sys.exit("this does not look like a wheel of PyTorch")
