"""Single values are what they say, or refused by the library's own error: nothing wraps,
nothing is cut, nothing is dropped."""

from __future__ import annotations

import copy
import datetime
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import habitue
from habitue import _abi, _library, _scalars, lifetime
from habitue.contract import Bdw, ContractModel, Sbg
from habitue.covariates import CovariateModel
from habitue.lifetime import BgNbd, GammaGamma, ParetoNbd, PurchaseModel, SpendModel
from habitue.live import Live, Scorer
from habitue.loyalty import complaint_iceberg
from habitue.retention import defection_analysis, movement
from habitue.rfm import Scoring
from habitue.satisfaction import PromoterScore
from habitue.summary import Summary
from habitue.uncertainty import Likelihood
from habitue.value import Pyramid

DAY = datetime.date(2024, 1, 1)
MODEL = BgNbd(0.243, 4.414, 0.793, 2.426)
CUSTOMER = [2], [30.43], [38.86]


def summary() -> Summary:
    made = Summary("USD")
    made.push([7, 8], [DAY] * 2, [1, 1])
    return made


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: PromoterScore.of_counts(-1, 0, 0), "promoters"),
        (lambda: complaint_iceberg(-1, 0.04), "complaints"),
        (lambda: defection_analysis(-5, lost=[1], profit_per_customer=[10.0]), "customers"),
        (lambda: movement(10, -3, 0, 0), "acquired"),
        (lambda: movement(10, 0, 0, 2**64), "lost"),
        (lambda: Scoring.quantiles(2**32 + 5), "bins"),
        (lambda: MODEL.p_purchases(*CUSTOMER, n=2**64, t=39.0), "n"),
        (lambda: MODEL.p_alive(*CUSTOMER, threads=-1), "threads"),
        (lambda: summary().erase(7.9), "customer"),
        (lambda: summary().erase(2**64 + 7), "customer"),
        (lambda: Live(summary(), "2024-12-31").purchase(2**64 + 7, DAY, 5), "customer"),
        (lambda: Live(summary(), "2024-12-31").forget(-(2**63) - 1), "customer"),
        (lambda: Live(summary(), "2024-12-31").purchase(7, DAY, 2**64 + 5), "amount"),
    ],
)
def test_no_integer_wraps(call, argument):
    with pytest.raises(habitue.DataError) as caught:
        call()
    assert caught.value.column == argument
    assert caught.value.code == _abi.HABITUE_OUT_OF_RANGE


def test_every_integer_of_the_header_is_checked_at_its_ends():
    checked = 0
    for name, (_, arguments) in _abi.FUNCTIONS.items():
        checks = {place: check for place, _, check in _library._checks(name)}
        for place, (argument, kind) in enumerate(arguments):
            code = getattr(kind, "_type_", None)
            if not isinstance(code, str) or code not in "bBhHiIlLqQ":
                continue
            check = checks[place]
            size = 8 * np.dtype(kind).itemsize
            low, high = (
                (0, 2**size - 1) if code.isupper() else (-(2 ** (size - 1)), 2 ** (size - 1) - 1)
            )
            assert (check(low, argument), check(high, argument)) == (low, high)
            for outside in (low - 1, high + 1):
                with pytest.raises(habitue.DataError):
                    check(outside, argument)
            checked += 1
    assert checked > 100


def test_every_structure_is_checked_likewise():
    for structure in _abi.INITIAL:
        for name, kind, *_ in structure._fields_:
            code = getattr(kind, "_type_", None)
            if code in list("BHILQ") and name != "struct_size":
                with pytest.raises(habitue.DataError) as caught:
                    _library.initial(structure, **{name: -1})
                assert caught.value.column == name


def test_what_is_a_whole_number():
    for seven in (
        7,
        np.int8(7),
        np.uint64(7),
        7.0,
        np.float32(7),
        Decimal(7),
        Fraction(7),
        np.array(7),
    ):
        found = _scalars.whole(seven, "n", 0, 10)
        assert (found, type(found)) == (7, int)
    for bad in (True, np.True_, "7", b"7", 7j, [7], np.array([7]), None, object(), int):
        with pytest.raises(habitue.HabitueError) as caught:
            _scalars.whole(bad, "n", 0, 10)
        assert caught.value.column == "n"
    for bad in (7.5, float("nan"), float("inf"), Decimal("7.5"), Decimal("NaN"), Fraction(15, 2)):
        with pytest.raises(habitue.DataError, match="not a whole number"):
            _scalars.whole(bad, "n", 0, 10)


def test_what_is_a_number():
    for half in (0.5, np.float16(0.5), Decimal("0.5"), Fraction(1, 2), np.array(0.5)):
        assert _scalars.real(half, "t") == 0.5
    assert _scalars.real(3, "t") == 3.0
    assert np.isnan(_scalars.real(float("nan"), "t"))  # for the library to judge
    for bad in (
        True,
        np.False_,
        "1",
        b"1",
        1j,
        [1.0],
        np.array([1.0]),
        None,
        datetime.timedelta(1),
    ):
        with pytest.raises(habitue.HabitueError) as caught:
            _scalars.real(bad, "t")
        assert caught.value.column == "t"
    for large in (10**400, 2**53 + 1, Fraction(10**400)):
        with pytest.raises(habitue.DataError):
            _scalars.real(large, "t")


def test_a_rate_for_each_customer_is_refused_by_name():
    for column in ([1.0, 2.0], np.array([1.0, 2.0]), (1.0,)):
        with pytest.raises(habitue.ArgumentError, match="one number for all") as caught:
            MODEL.discounted_purchases([2, 1], [30.0, 1.0], [38.0, 38.0], rate=column)
        assert caught.value.column == "rate"


def test_an_argument_that_is_not_read_is_refused():
    words = ("confidence", "probability", "level")
    for unread in (*({word: 0.5} for word in words), {"n": 3}, {"start": 1.0}, {"thread": 2}):
        with pytest.raises(TypeError, match=next(iter(unread))):
            MODEL.p_alive(*CUSTOMER, **unread)


def test_no_bare_error_for_what_is_no_object_of_the_package():
    for call in (
        lambda: Live("summary"),
        lambda: Scorer(GammaGamma(6.25, 3.74, 15.44), t=1.0, rate=0.1),
        lambda: summary().merge(MODEL),
        lambda: Likelihood("model", *CUSTOMER),
        lambda: CovariateModel("model", []),
        lambda: PurchaseModel(1.0, 2.0),
        lambda: ContractModel.fit([1], [1], [1]),
        lambda: BgNbd.from_bytes("bytes"),
    ):
        with pytest.raises(habitue.ArgumentError):
            call()


def test_columns_of_a_likelihood_go_by_name():
    cohort = [1] * 8, list(range(8)), [1000, 631, 468, 382, 326, 289, 262, 241]
    model = Sbg.fit(*cohort)
    first = Likelihood(model, *cohort).intervals()
    named = dict(zip(("survivors", "period", "cohort"), cohort[::-1]))
    assert Likelihood(model, **named).intervals() == first
    with pytest.raises(habitue.DataError, match="cohort, period, survivors") as caught:
        Likelihood(model, cohort=cohort[0], period=cohort[1])
    assert caught.value.column == "survivors"
    with pytest.raises(TypeError, match="survivor"):
        Likelihood(model, *cohort, survivor=cohort[2])


def test_models_of_any_kind_load_and_compare():
    cohort = [1] * 8, list(range(8)), [1000, 631, 468, 382, 326, 289, 262, 241]
    sbg = Sbg.fit(*cohort)
    for family, model in (
        (PurchaseModel, MODEL),
        (PurchaseModel, ParetoNbd(0.553, 10.578, 0.606, 11.669)),
        (SpendModel, GammaGamma(6.25, 3.74, 15.44)),
        (ContractModel, sbg),
        (ContractModel, Bdw(0.5, 1.5, 0.9)),
        (CovariateModel, CovariateModel(MODEL, [("purchase", "online", 0.5)])),
    ):
        found = family.from_bytes(model.to_bytes())
        assert type(found) is type(model)
        assert found == model == copy.copy(model) == pickle.loads(pickle.dumps(model))
        assert hash(found) == hash(model) and len({found, model}) == 1
        assert found.parameters == model.parameters
    assert MODEL != BgNbd(0.243, 4.414, 0.793, 2.427)
    assert MODEL != lifetime.MbgNbd(0.243, 4.414, 0.793, 2.426)
    assert sbg != Sbg(*sbg.parameters.values())  # one knows its fit
    with pytest.raises(habitue.ArgumentError, match="BgNbd.from_bytes"):
        ParetoNbd.from_bytes(MODEL.to_bytes())
    for broken in (b"", b"no model", MODEL.to_bytes()[:-1]):
        with pytest.raises(habitue.HabitueError):
            PurchaseModel.from_bytes(broken)


def test_an_amount_is_what_it_says_whatever_holds_it():
    """Three pushes of 35 and 39 dollars: 74 dollars, by integers, floats, decimals and text."""
    days = np.array(["2024-01-01", "2024-02-01"], "M8[D]")
    for amounts in ([35, 39], [35.0, 39], [Decimal(35), 39], ["35", "39.00"], np.int16([35, 39])):
        made = Summary("USD", rounding="half even")
        made.push(["a", "a"], days, amounts)
        assert made.table().total_spend.tolist() == [7400]
    made = Summary("USD")
    made.push(["a", "a"], days, [3500, 3900], amount_unit="minor")
    assert made.table().total_spend.tolist() == [7400]
    for currency, minor in (("JPY", 74), ("BHD", 74_000)):
        made = Summary(currency)
        made.push(["a", "a"], days, [35, 39])
        assert made.table().total_spend.tolist() == [minor]
    for bad in (["35", "39"], [35.5, 39.0], [Decimal("0.5"), 1]):
        with pytest.raises(habitue.DataError):
            Summary("USD", rounding="half even").push(["a", "a"], days, bad, amount_unit="minor")
    with pytest.raises(habitue.DataError, match="more than minor units can hold"):
        Summary("USD").push(["a"], days[:1], [2**62])
    with pytest.raises(habitue.ArgumentError, match="'cents' is not one of 'major', 'minor'"):
        Summary("USD").push(["a"], days[:1], [1], amount_unit="cents")


def test_one_purchase_is_an_amount_likewise():
    for amount in (20, 20.0, Decimal("20.00"), "20", np.int64(20), Fraction(20)):
        live = Live(summary(), "2024-12-31", unit="day")
        assert live.purchase(7, "2024-02-01", amount).repeat_spend.tolist() == [2000]
    live = Live(summary(), "2024-12-31", unit="day")
    assert live.purchase(7, "2024-02-01", 2000, amount_unit="minor").repeat_spend.tolist() == [2000]
    assert live.purchase(7, "2024-03-01", 0.1).repeat_spend.tolist() == [2010]  # as it is written
    for bad, what in ((19.999, "more decimals"), ("ten", "no amount"), (float("nan"), "finite"),
                      (True, "number"), ([5], "one number")):  # fmt: skip
        with pytest.raises(habitue.HabitueError, match=what):
            live.purchase(7, "2024-03-02", bad)
    visits = Summary()
    visits.push([7], [DAY])
    assert Live(visits, "2024-12-31").purchase(7, "2024-02-01").x.tolist() == [1]
    with pytest.raises(habitue.DataError, match="keeps no currency"):
        Live(visits, "2024-12-31").purchase(7, "2024-02-01", 5)


def test_a_time_of_day_is_honoured_or_refused():
    made = Summary()
    made.push([1, 1], np.array(["2024-01-01T09:05", "2024-01-01T21:00"], "M8[m]"))
    for end in (
        datetime.datetime(2024, 1, 1, 12),
        np.datetime64("2024-01-01T12"),
        "2024-01-01T12:00",
    ):
        with pytest.raises(habitue.ArgumentError, match="time of day"):
            made.table(end)
    midnight = datetime.datetime(2024, 1, 2)
    assert made.table(midnight).t.tolist() == made.table("2024-01-02").t.tolist()


def test_a_date_format_is_read_whole_or_refused():
    names = {"customer": "c", "date": "d"}
    offsets = b"c,d\nx,2024-03-10 23:30:00-0500\nx,2024-03-11 04:30:00+0000\n"
    with pytest.raises(habitue.DataError, match="which day is that") as caught:
        Summary().read_csv(offsets, date_format="%Y-%m-%d %H:%M:%S%z", **names)
    assert (caught.value.row, caught.value.column) == (2, "d")
    for iso in ("2024-03-10T23:30:00-05:00", "2024-03-10 23:30:00-05:00"):
        made = Summary()
        made.read_csv(f"c,d\nx,{iso}\n".encode(), **names)
        assert made.days == (datetime.date(2024, 3, 10),) * 2
        with pytest.raises(habitue.HabitueError, match='time_zone="UTC"'):
            Summary().read_csv(f"c,d\nx,{iso}\nx,2024-03-11T04:30:00Z\n".encode(), **names)
    for utc in ("2024-03-11T04:30:00Z", "2024-03-11 04:30:00+00:00"):
        made = Summary()
        made.read_csv(f"c,d\nx,{utc}\n".encode(), **names)
        assert made.days == (datetime.date(2024, 3, 11),) * 2
    clock = b"c,d\nx,10/03/2024 09:30\nx,10/03/2024 11:30\n"
    with pytest.raises(habitue.ArgumentError, match="%I needs %p"):
        Summary(hours=True).read_csv(clock, date_format="%d/%m/%Y %I:%M", **names)
    made = Summary(hours=True)
    made.read_csv(clock, date_format="%d/%m/%Y %H:%M", **names)
    assert made.table("2024-03-11", unit="hour", convention="hourly").x.tolist() == [1]


def test_customers_worth_nothing_are_in_no_upper_tier():
    spend = np.array([10.0, 5.0, 1.0] + [0.0] * 97)
    for ties in ("upper", "lower", "row_order"):
        sizes = [tier.customers for tier in Pyramid("curry", ties=ties).assign(spend).statistics]
        assert sizes == [1, 2, 0, 97]
    assert [t.customers for t in Pyramid("curry").assign(np.zeros(3)).statistics] == [0, 0, 0, 3]


def test_a_model_and_a_live_base_of_other_units_do_not_meet():
    days = np.datetime64("2024-01-01") + np.array([0, 20, 45, 3, 60, 9, 11, 70])
    made = Summary("USD")
    made.push([1, 1, 1, 2, 2, 3, 4, 4], days, [10] * 8)
    table = made.table("2024-06-30", unit="week")
    model = lifetime.Nbd.fit(table.x, table.t_x, table.t, unit="week")
    scorer = Scorer(model, t=39.0, horizon=52.0, rate=0.003)
    assert scorer.rescore(Live(made, "2024-06-30", unit="week"), 1, "2024-06-01", 5) is not None
    by_day = Live(made, "2024-06-30", unit="day")
    with pytest.raises(habitue.DataError, match="week"):
        scorer.rescore(by_day, 1, "2024-06-01", 5)
    assert by_day.update([1], ["2024-06-02"], [5]).x.tolist() == [3]  # nothing was taken in
