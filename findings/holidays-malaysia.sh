#!/usr/bin/env bash
# holidays for Python: in Malaysia the Islamic New Year on a Sunday is the only holiday without a free Monday, and Eid al-Fitr of 2011 lacks its first day.
#
# One would expect: section 3 of the Holidays Act 1951 makes the next day a holiday when one falls on a Sunday, whichever it is. The Islamic
# New Year did so on 27 November 2011, 2 October 2016, 1 September 2019 and 7 July 2024, and the next Monday was free. Eid al-Fitr of 2011
# began on Tuesday, 30 August, as the list of the Prime Minister's Department said; 1 September was free because the second day was National Day.
# What happens: none of the four Mondays is there, while those after other holidays on a Sunday are. In 2011 Eid al-Fitr is on 31 August and
# 1 September, although the library calls these days confirmed.
# Why it matters: shops and offices were closed. A model takes four Mondays and the first day of the largest holiday of 2011 for working days.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.105

cat > "$folder/expected" <<'OUT'
0.105
2011-11-27 Sunday Islamic New Year, next day: working day
2016-10-02 Sunday Islamic New Year, next day: working day
2019-09-01 Sunday Islamic New Year, next day: working day
2024-07-07 Sunday Islamic New Year, next day: working day
2019-08-11 Sunday Eid al-Adha, next day: Eid al-Adha (observed)
2011-08-30 Tuesday working day
OUT

"$folder/venv/bin/python" - > "$folder/seen" <<'PY'
import datetime
import holidays

malaysia = holidays.country_holidays("MY", years=(2011, 2016, 2019, 2024), language="en_US")
print(holidays.__version__)
for text in ("2011-11-27", "2016-10-02", "2019-09-01", "2024-07-07", "2019-08-11"):
    day = datetime.date.fromisoformat(text)
    after = malaysia.get(day + datetime.timedelta(days=1), "working day")
    print(f"{day} {day:%A} {malaysia[day]}, next day: {after}")
eid = datetime.date(2011, 8, 30)
print(f"{eid} {eid:%A} {malaysia.get(eid, 'working day')}")
PY

cat "$folder/seen"
diff "$folder/expected" "$folder/seen"
