#!/usr/bin/env bash
# holidays for Python: Ireland's National Day of Mourning stands in 2011, ten years after it was held.
#
# One would expect: Ireland held a National Day of Mourning on Friday, 14 September 2001, for the dead of 11 September. Schools, shops
# and offices were closed. In 2011, 14 September was an ordinary Wednesday.
# What happens: the calendar has the day in 2011 and nothing in September 2001.
# Why it matters: a model learns of a closed day that was an ordinary one, and takes what happened in 2001 for chance. Lists of
# holidays that were never compared with one another hide such days, as no rule produces them.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.105

cat > "$folder/expected" <<'OUT'
0.105
2001 []
2011 ['2011-09-14 National Day of Mourning']
OUT

"$folder/venv/bin/python" - > "$folder/seen" <<'PY'
import holidays

print(holidays.__version__)
for year in (2001, 2011):
    ireland = holidays.country_holidays("IE", years=year)
    print(year, [f"{day} {name}" for day, name in sorted(ireland.items()) if day.month == 9])
PY

cat "$folder/seen"
diff "$folder/expected" "$folder/seen"
