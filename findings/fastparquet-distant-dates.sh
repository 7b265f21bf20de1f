#!/usr/bin/env bash
# fastparquet reads the date 9999-12-31 of a Parquet file as a day of the past, at no whole hour.
#
# One would expect: the dates that the file has: the format counts days since 1970 in 32 bits, and pandas has timestamps of seconds, which hold
# them. Or an error, as pandas raises one for a date that does not fit into nanoseconds.
# What happens: the days are multiplied into nanoseconds in 64 bits, which reach from 1677 to 2262, and what lies beyond is wrapped round into
# them, without an error or a warning. 9999-12-31 becomes a day of 1816, and 2600-01-01 one of 2015.
# Why it matters: 9999-12-31 is how tables of prices and promotions say "until further notice". Each offer that still holds reads as one that
# ended long ago, and drops out of the covariates of the days to be forecast.
set -euo pipefail

fastparquet=2026.9.0
pandas=3.0.6
pyarrow=25.0.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "fastparquet==$fastparquet" "pandas==$pandas" "pyarrow==$pyarrow"

cat > dates.py <<'PY'
import warnings
from datetime import date

import fastparquet
import pandas
import pyarrow
import pyarrow.parquet

warnings.simplefilter("error", RuntimeWarning)
warnings.simplefilter("error", UserWarning)
days = [date(1677, 9, 22), date(2025, 3, 30), date(2262, 4, 11), date(2600, 1, 1), date(9999, 12, 31)]
pyarrow.parquet.write_table(pyarrow.table({"until": pyarrow.array(days, pyarrow.date32())}), "prices.parquet")
print(f"fastparquet {fastparquet.__version__}, pandas {pandas.__version__}, pyarrow {pyarrow.__version__}")
read = fastparquet.ParquetFile("prices.parquet").to_pandas()["until"]
for written, seen in zip(pyarrow.parquet.read_table("prices.parquet")["until"].to_pylist(), read):
    print(f"{written} is read as {seen}")
try:
    print(pandas.Series(pandas.to_datetime(days[-1:])).dt.as_unit("ns"))
except pandas.errors.OutOfBoundsDatetime as refused:
    print(f"pandas: {type(refused).__name__}")
PY

cat > expected <<OUT
fastparquet $fastparquet, pandas $pandas, pyarrow $pyarrow
1677-09-22 is read as 1677-09-22 00:00:00
2025-03-30 is read as 2025-03-30 00:00:00
2262-04-11 is read as 2262-04-11 00:00:00
2600-01-01 is read as 2015-06-13 00:25:26.290448384
9999-12-31 is read as 1816-03-29 05:56:08.066277376
pandas: OutOfBoundsDatetime
OUT
venv/bin/python dates.py | tee seen
diff expected seen
