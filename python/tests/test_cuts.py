"""Cuts as values: another base stands in the tiers and scores of the one that was cut."""

import pickle

import numpy as np
import pytest

import habitue
from habitue.value import Pyramid, Rfm, RfmCuts, ScoreCuts, Scoring, TierCuts

random = np.random.default_rng(20261130)
WHOLE = random.integers(-50, 400, 500)
REAL = WHOLE / 8.0


@pytest.mark.parametrize("values", [WHOLE, REAL], ids=["minor units", "doubles"])
@pytest.mark.parametrize("name", ["curry", "abc", "abc_by_value", "pareto"])
def test_a_base_stands_where_it_was_cut(name, values):
    pyramid = Pyramid(name)
    cuts, whole = pyramid.cuts(values), pyramid.assign(values)
    again = cuts.assign(values)
    assert np.array_equal(again.tier, whole.tier)
    assert again.statistics == whole.statistics
    assert isinstance(cuts, TierCuts) and len(cuts.cuts) == len(pyramid.tiers) - 1
    assert pickle.loads(pickle.dumps(cuts)) == cuts
    # One customer at a time is as the whole base.
    assert [cuts.assign([value]).tier[0] for value in values[:20]] == whole.tier[:20].tolist()


def test_counts_stand_for_customers():
    distinct, counts = np.unique(WHOLE, return_counts=True)
    assert Pyramid("abc").cuts(distinct, counts=counts) == Pyramid("abc").cuts(WHOLE)
    assert Scoring.quantiles(5).cuts(distinct, counts=counts) == Scoring.quantiles(5).cuts(WHOLE)
    with pytest.raises(habitue.DataError, match="counts"):
        Pyramid("abc").cuts(distinct, counts=-counts)
    with pytest.raises(habitue.HabitueError, match="counts"):
        Pyramid("abc").cuts(distinct, counts=counts[1:])


@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("bins", [1, 4])
def test_scores_by_cuts(better, bins):
    scoring = Scoring.quantiles(bins, better=better)
    cuts = scoring.cuts(REAL)
    assert isinstance(cuts, ScoreCuts) and cuts.better == better
    assert np.array_equal(cuts.score(REAL), scoring.score(REAL).score)
    assert pickle.loads(pickle.dumps(cuts)) == cuts


@pytest.mark.parametrize("nested", [False, True])
def test_rfm_scores_by_cuts(nested):
    days = random.integers(0, 300, 500).astype(np.int32)
    orders = random.integers(1, 9, 500).astype(np.uint32)
    rfm = Rfm(monetary=Scoring.quantiles(4), nested=nested)
    for columns in [(days, orders, WHOLE), (days / 2, orders / 2, REAL)]:
        cuts, whole = rfm.cuts(*columns), rfm.score(*columns)
        again = cuts.score(*columns)
        assert isinstance(cuts, RfmCuts) and cuts.nested == nested
        assert np.array_equal(again.code, whole.code)
        assert pickle.loads(pickle.dumps(cuts)) == cuts


def test_what_has_no_cuts_or_is_of_another_type_is_refused():
    with pytest.raises(habitue.HabitueError, match="ties: row order"):
        Pyramid([20, 80], ties="row_order").cuts(WHOLE)
    cuts = Pyramid("abc").cuts(WHOLE)
    with pytest.raises(habitue.DataError, match="another type"):
        cuts.assign(REAL)
    with pytest.raises(habitue.DataError, match="finite"):
        Pyramid("abc").cuts(REAL).assign([np.nan])
    unsorted = TierCuts(cuts.cuts[::-1], cuts.tiers)
    with pytest.raises(habitue.DataError):
        unsorted.assign(WHOLE)
