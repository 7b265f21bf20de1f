"""Makes files that HDF5 allows and that Keras does not write, of simple-rnn.h5: weights that are packed, and weights without numbers.

Needs h5py 3.7.0.
"""

import shutil

import h5py


def change(name, make):
    shutil.copyfile("keras2/simple-rnn.h5", name)
    with h5py.File(name, "r+") as file:
        weights = file["model_weights"]
        path = next(path for path in paths(weights) if "kernel" in path and "recurrent" not in path and "rnn" in path)
        values = weights[path][()]
        del weights[path]
        make(weights, path, values)


def paths(group):
    found = []
    group.visititems(lambda path, node: found.append(path) if isinstance(node, h5py.Dataset) else None)
    return found


change("packed.h5", lambda weights, path, values: weights.create_dataset(path, data=values, compression="gzip"))
change("unwritten.h5", lambda weights, path, values: weights.create_dataset(path, (3, 10_000_000), "f4", chunks=(1, 1000)))
