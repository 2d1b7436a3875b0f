"""The CDNOW 1/10 sample as one row a customer: x, t_x, T (weeks = days / 7, to
1997-09-30), spend of the repeat purchases, purchases in the 39 weeks of the holdout, and the
sum of the logarithms of the intervals between purchases in days. Standard library only; written apart from the Rust code so that the
fits' tests do not rest on the library's own summariser.

Usage: cdnow_summary.py CDNOW_sample.txt > tests/data/cdnow_summary.csv
"""

import datetime
import math
import sys
from collections import defaultdict

SPLIT = datetime.date(1997, 9, 30)

days = defaultdict(lambda: defaultdict(int))
with open(sys.argv[1]) as lines:
    for line in lines:
        _, customer, date, _, amount = line.split()
        day = datetime.datetime.strptime(date, "%Y%m%d").date()
        days[int(customer)][day] += round(float(amount) * 100)

print("customer,x,days_x,days,spend_cents,holdout,log_intervals")
for customer in sorted(days):
    purchases = sorted(days[customer].items())
    birth = purchases[0][0]
    repeats = [(day, cents) for day, cents in purchases[1:] if day <= SPLIT]
    x = len(repeats)
    last = (repeats[-1][0] - birth).days if repeats else 0
    cents = sum(cents for _, cents in repeats)
    holdout = sum(day > SPLIT for day, _ in purchases)
    bought = [birth] + [day for day, _ in repeats]
    logs = math.fsum(math.log((b - a).days) for a, b in zip(bought, bought[1:]))
    print(customer, x, last, (SPLIT - birth).days, cents, holdout, logs, sep=",")
