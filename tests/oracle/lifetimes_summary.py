"""Expected summaries from lifetimes 0.11.3 (MIT licence), an implementation independent of ours.

    python tests/oracle/lifetimes_summary.py

writes tests/data/lifetimes_cdnow_<freq>.csv from examples/data/cdnow_sample.csv: the calibration
until 1997-09-30 and the holdout until 1998-06-30, as `calibration_and_holdout_data` counts them for
pandas' periods of a day, a week (Monday to Sunday), a month and a quarter; a hundred customers
each, every 24th by number. T and recency are whole periods.

lifetimes divides by `numpy.timedelta64(1, freq)`, which pandas refuses for months and quarters
(its issues 260 and 325). For these two, and as a second opinion for the others, periods are
subtracted with pandas itself: `to_period(freq)` of the last less that of the first. Where lifetimes
runs, the script asserts that both agree.

The columns: customer, frequency, recency, T, monetary_value (calibration; mean over repeats, a float
of lifetimes), frequency_holdout.
"""
import pathlib
import warnings

import pandas as pd
from lifetimes.utils import calibration_and_holdout_data

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALIBRATION_END, HOLDOUT_END = "1997-09-30", "1998-06-30"


def by_pandas(log, freq):
    log = log.assign(period=log.date.dt.to_period(freq))
    calibration = log[log.date <= CALIBRATION_END]
    holdout = log[(log.date > CALIBRATION_END) & (log.date <= HOLDOUT_END)]
    end = pd.Period(CALIBRATION_END, freq)
    spend = calibration.groupby(["customer", "period"]).amount.sum().reset_index()
    rows = []
    for customer, one in spend.groupby("customer"):
        one = one.sort_values("period")
        first, last = one.period.iloc[0], one.period.iloc[-1]
        repeats = one.amount.iloc[1:]
        rows.append((customer, len(one) - 1, (last - first).n, (end - first).n,
                     repeats.mean() if len(repeats) else 0.0,
                     holdout[holdout.customer == customer].period.nunique()))
    names = ["customer", "frequency", "recency", "T", "monetary_value", "frequency_holdout"]
    return pd.DataFrame(rows, columns=names).set_index("customer")


def main():
    warnings.filterwarnings("ignore")
    log = pd.read_csv(ROOT / "examples/data/cdnow_sample.csv", parse_dates=["date"])
    for name, freq in {"day": "D", "week": "W", "month": "M", "quarter": "Q"}.items():
        table = by_pandas(log, freq)
        try:
            theirs = calibration_and_holdout_data(
                log, "customer", "date", CALIBRATION_END, HOLDOUT_END, freq=freq,
                monetary_value_col="amount")
        except Exception as fault:  # months and quarters
            print(f"lifetimes, {name}: {fault}")
        else:
            for ours, column in {"frequency": "frequency_cal", "recency": "recency_cal",
                                 "T": "T_cal", "frequency_holdout": "frequency_holdout"}.items():
                assert (table[ours] == theirs[column]).all(), (name, ours)
            assert ((table.monetary_value - theirs.monetary_value_cal).abs() < 1e-9).all()
            table["monetary_value"] = theirs.monetary_value_cal
            print(f"lifetimes, {name}: agrees on {len(table)} customers")
        print(name, {column: table[column].sum() for column in
                     ("frequency", "recency", "T", "monetary_value", "frequency_holdout")})
        table.iloc[::24].to_csv(ROOT / f"tests/data/lifetimes_cdnow_{name}.csv")


if __name__ == "__main__":
    main()
