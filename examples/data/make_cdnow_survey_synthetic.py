"""Writes cdnow_survey_synthetic.csv: INVENTED answers of real CDNOW customers.

    python make_cdnow_survey_synthetic.py CDNOW_sample.txt > cdnow_survey_synthetic.csv

CDNOW never asked these questions. The answers exist to show the survey side of
the library beside real purchases: 400 of the 2,357 customers are drawn with a
tilt towards frequent buyers, a latent satisfaction that leans mildly on how
often and how recently a customer bought drives every answer, and some answers
are missing, as they are in real life. Only Python's `random` is used, whose
stream for a given seed does not change between versions.
"""

import random
import sys
from math import log

RESPONDENTS = 400
ITEMS = {
    # name: (mean on 1-10, loading on the latent satisfaction, own noise, importance mean)
    "range": (7.9, 1.3, 1.2, 8.4),
    "delivery": (6.6, 1.2, 1.6, 8.9),
    "price": (6.2, 0.9, 1.7, 8.1),
    "service": (7.3, 1.4, 1.3, 7.6),
    "website": (7.6, 1.0, 1.5, 6.3),
}


def clamp(value, low, high):
    return max(low, min(high, value))


def behaviour(path):
    """Purchases and the day (YYYYMMDD) of the last one, by customer number."""
    counts, last = {}, {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            fields = line.split()
            customer = int(fields[0])
            counts[customer] = counts.get(customer, 0) + 1
            last[customer] = max(last.get(customer, 0), int(fields[2]))
    return counts, last


def main(path):
    chance = random.Random(19970930)
    counts, last = behaviour(path)
    customers = sorted(counts)
    # Efraimidis-Spirakis: frequent buyers answer surveys a little more often.
    tickets = {c: chance.random() ** (1 / (1 + log(counts[c]))) for c in customers}
    chosen = sorted(sorted(customers, key=tickets.get)[-RESPONDENTS:])
    header = ["customer", *ITEMS, "overall", "repurchase", "recommend"]
    header += [f"importance_{item}" for item in ITEMS]
    print(",".join(header))
    for customer in chosen:
        recent = 0.35 if last[customer] >= 19980101 else -0.15
        latent = chance.gauss(0, 1) + 0.3 * (log(counts[customer]) - 0.8) + recent
        row = [str(customer)]
        total = 0.0
        for mean, loading, noise, _ in ITEMS.values():
            value = clamp(round(mean + loading * latent + chance.gauss(0, noise)), 1, 10)
            total += (value - mean) / 5
            row.append("" if chance.random() < 0.035 else str(value))
        # 5 very satisfied, 4 quite satisfied, 3 satisfied, 2 dissatisfied, 1 very dissatisfied
        overall = clamp(round(3.4 + 0.75 * total + chance.gauss(0, 0.5)), 1, 5)
        row.append("" if chance.random() < 0.02 else str(overall))
        repurchase = clamp(0.5 + 0.14 * latent + 0.08 * log(counts[customer]) + chance.gauss(0, 0.14), 0, 1)
        row.append("" if chance.random() < 0.05 else f"{round(repurchase, 1):.1f}")
        recommend = clamp(round(7.3 + 1.7 * latent + chance.gauss(0, 1.2)), 0, 10)
        row.append("" if chance.random() < 0.04 else str(recommend))
        for _, _, _, importance in ITEMS.values():
            value = clamp(round(chance.gauss(importance, 1.3)), 1, 10)
            row.append("" if chance.random() < 0.06 else str(value))
        print(",".join(row))


if __name__ == "__main__":
    main(sys.argv[1])
