"""Gamma-Gamma on the single repeat amounts of the CDNOW sample, with mpmath at 30 digits.

The amounts of a day are one purchase; those of 0 are left out. The likelihood is written
down term by term, amount by amount where the library uses means, and maximised by Newton's
method on derivatives that mpmath takes by differences. Prints what tests/lifetime/itemized_spend.rs
asserts. Reads examples/data/cdnow_sample.csv.
"""

import collections
import csv
import datetime
import pathlib

from mpmath import diff, findroot, log, loggamma, mp, mpf

mp.dps = 30
END = datetime.date(1997, 9, 30)


def main():
    days = collections.defaultdict(lambda: collections.defaultdict(int))
    path = pathlib.Path(__file__).parents[2] / "examples" / "data" / "cdnow_sample.csv"
    with path.open() as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["date"])
            if day <= END:
                days[row["customer"]][day] += round(100 * float(row["amount"]))
    customers = []
    for own in days.values():
        first = min(own)
        amounts = [mpf(cents) / 100 for day, cents in own.items() if day != first and cents > 0]
        if amounts:
            customers.append(amounts)
    summed = collections.Counter()
    for own in customers:
        summed[len(own)] += 1
    totals = [(len(own), sum(own)) for own in customers]
    logs = sum(sum(log(z) for z in own) for own in customers)
    bought = sum(n * count for n, count in summed.items())

    def likelihood(p, q, gamma):
        value = (p - 1) * logs - bought * loggamma(p)
        value += len(customers) * (q * log(gamma) - loggamma(q))
        for n, count in summed.items():
            value += count * loggamma(p * n + q)
        for n, total in totals:
            value -= (p * n + q) * log(gamma + total)
        return value

    def gradient(*point):
        steps = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        return [diff(likelihood, point, step) for step in steps]

    point = findroot(gradient, (mpf(4), mpf(4), mpf(25)), tol=1e-20)
    print(len(customers), "customers,", bought, "amounts")
    print("p, q, gamma", [mp.nstr(value, 12) for value in point])
    print("log-likelihood", mp.nstr(likelihood(*point), 14))


if __name__ == "__main__":
    main()
