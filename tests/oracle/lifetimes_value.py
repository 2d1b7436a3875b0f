#!/usr/bin/env python3
"""Lifetime value as lifetimes 0.11.3 books it: at the end of each month.

    pip install lifetimes==0.11.3
    tests/oracle/lifetimes_value.py

Prints the values that tests/lifetime/horizons.rs compares with.
"""

import pandas
from lifetimes import BetaGeoFitter
from lifetimes.utils import _customer_lifetime_value

model = BetaGeoFitter()
model.params_ = pandas.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})
model.predict = model.conditional_expected_number_of_purchases_up_to_time
history = [pandas.Series(c) for c in ([2.0, 0.0, 7.0], [30.43, 0.0, 38.0], [38.86, 38.86, 40.0])]
spend = pandas.Series([35.0, 20.0, 40.0])
for months, rate, freq in ((12, 0.01, "W"), (3, 0.0, "W"), (12, 0.01, "D")):
    value = _customer_lifetime_value(model, *history, spend, months, rate, freq)
    print(months, rate, freq, [float(one) for one in value])
