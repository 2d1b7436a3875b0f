"""A script as an analyst writes it: from a CSV to a decision. It is checked by type checkers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import habitue
from habitue import CustomerBase, CustomerModel, DataError, ProvenanceError

SALES = Path(__file__).resolve().parents[3] / "examples/data/cdnow_sample.csv"


def read(path: Path) -> dict[str, list[Any]]:
    """The columns of a file of transactions."""
    lines = [line.split(",") for line in path.read_text().splitlines()]
    names, rows = lines[0], lines[1:]
    found: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        for name, value in zip(names, row):
            found[name].append(value)
    found["customer"] = [int(key) for key in found["customer"]]
    found["amount"] = [float(amount) for amount in found["amount"]]
    return found


def prepared(sales: dict[str, list[Any]]) -> CustomerBase[dict[str, list[Any]]]:
    """The base of a shop, and what became of its rows."""
    base = CustomerBase.from_transactions(
        sales,
        customer="customer",
        date="date",
        amount="amount",
        currency="USD",
        refunds="net",
        unit="week",
        convention="btyd",
    )
    print(base)
    print(base.audit)
    return base


def judged(base: CustomerBase[dict[str, list[Any]]]) -> CustomerModel[dict[str, list[Any]]]:
    """A model that was tested on the last days, and then fitted to all of them."""
    calibration, holdout = base.split("1997-09-30")
    trial = calibration.fit("bg/nbd", spend=None)
    validation = trial.validate(holdout)
    print(validation)
    if validation.bias is not None and abs(validation.bias) > 0.25:
        raise SystemExit("the forecast is too far off")
    return base.fit("bg/nbd", threads=0)


def main() -> None:
    """What to do on Monday."""
    base = prepared(read(SALES))
    model = judged(base)
    for note in model.notes:
        print(note)
    values = model.predict(horizon=(52, "week"), annual_discount=0.1, timing="purchase")
    print(len(values["customer"]), sum(values["value"]))
    tiers = model.tiers("curry", horizon="1 year")
    best = [key for key, tier in zip(tiers["customer"], tiers["tier"]) if tier == 1]
    print(f"{len(best)} customers of the top tier, such as {best[0]}")
    segments = base.segments("recency_frequency", language="en")
    print(sorted(set(segments["segment"])))
    cohorts = base.cohorts("month")
    print(cohorts.curve()["rate"][:3])
    survival = base.survival(lost_after="26 weeks")
    print(survival.median())
    try:
        model.p_alive(base.to_unit("day"))
    except ProvenanceError as error:
        print(error)
    try:
        habitue.tiers({"value": [1.0, 2.0]}, by="worth")
    except DataError as error:
        print(error.column)


if __name__ == "__main__":
    main()
