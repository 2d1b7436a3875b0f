//! Cuts of a pyramid over a base whose customers lie in many parts.

use std::cmp::Reverse;

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut::{Boundary, level_of};
use crate::numeric::ranking::selection::Standing;
use crate::value::pyramids::pyramid::{By, Pyramid};
use crate::value::pyramids::tier_cuts::TierCuts;
use crate::value::pyramids::value_runs::{Run, ValueRuns};

/// The cuts of a base that is told in [runs](ValueRuns), or where they lie.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NarrowedCuts<V: Amount> {
    /// The cuts.
    Cuts(TierCuts<V>),
    /// Ranges of values (from, to) between which each cut lies: for [`ValueRuns::within`].
    Within(Vec<(V, V)>),
}

impl Pyramid {
    /// The cuts of [`Pyramid::cuts`] over a base that is told in runs, of all its parts merged; or
    /// the ranges of values that the parts have to tell one by one.
    ///
    /// # Errors
    /// `Empty` without customers; `Argument` where ties go by the order of the rows; `Overflow`
    /// where values add up to more than can be held.
    pub fn cuts_of_runs<V: Amount>(&self, runs: &ValueRuns<V>) -> Result<NarrowedCuts<V>> {
        self.ties().refuse_row_order()?;
        if runs.is_empty() {
            return Err(Error::empty("runs"));
        }
        let stretches = Stretches::of(runs);
        let zero = V::default().key();
        let earning: Vec<&Run<V>> = runs.runs.iter().filter(|run| run.low > zero).collect();
        let (found, ranges) = match self.by() {
            By::Customers => {
                let places = self.places_by_count(runs.customers() as usize);
                let found: Vec<_> = places.iter().map(|&place| stretches.last_of(place)).collect();
                let all: Vec<&Run<V>> = runs.runs.iter().collect();
                let range = |&place: &usize| {
                    range_of(
                        &all,
                        |run: &Run<V>| run.customers as usize,
                        0,
                        |sum, more| {
                            *sum += more;
                        },
                        |sum| Ok((*sum >= place, *sum >= place)),
                    )
                };
                let asked = places.iter().filter(|&&place| place > 0);
                (found, asked.map(range).collect::<Result<Vec<_>>>()?)
            }
            By::Value => {
                let mut gross = V::Sum::default();
                earning.iter().for_each(|run| V::join(&mut gross, &run.sum()));
                let places = self.places_in(&stretches, zero, &gross)?;
                let found = places
                    .iter()
                    .map(|place| place.map_or(Last::Unknown, |place| stretches.last_of(place)));
                let (bounds, parts) = self.cumulative_parts();
                let range = |&bound: &u64| {
                    let join = |sum: &mut V::Sum, more: V::Sum| V::join(sum, &more);
                    range_of(&earning, Run::sum, V::Sum::default(), join, |sum| {
                        let found = V::compare_with_share(sum, bound, parts, &gross)?;
                        let lower = self.boundary() == Boundary::Lower;
                        Ok((found.is_ge(), if lower { found.is_gt() } else { found.is_ge() }))
                    })
                };
                (found.collect(), bounds.iter().map(range).collect::<Result<Vec<_>>>()?)
            }
        };
        let standings = found.iter().map(|last| match last {
            Last::Nobody => Some(None),
            Last::At(standing, place) => Some(Some((*standing, *place))),
            Last::Unknown => None,
        });
        let Some(standings) = standings.collect::<Option<Vec<_>>>() else {
            let values = |(low, high)| (V::from_key(low), V::from_key(high));
            return Ok(NarrowedCuts::Within(ranges.into_iter().flatten().map(values).collect()));
        };
        let cut = |found: Option<(Standing, usize)>| {
            let (last, place) = found.unzip();
            let level = level_of(last, place.unwrap_or(0), self.ties(), |_, _| 0);
            level.not_below(zero).cut_point()
        };
        let cuts: Vec<_> = standings.into_iter().map(cut).collect();
        TierCuts::new(cuts).map(NarrowedCuts::Cuts)
    }

    /// How many customers stand above each cut by value; `None` where a stretch has to be told.
    fn places_in<V: Amount>(
        &self,
        stretches: &Stretches<V>,
        zero: u64,
        gross: &V::Sum,
    ) -> Result<Vec<Option<usize>>> {
        let (bounds, parts) = self.cumulative_parts();
        if V::sign(gross).is_le() {
            return Ok(vec![Some(0); bounds.len()]);
        }
        let mut places = Vec::with_capacity(bounds.len());
        let mut left = stretches.runs.iter().take_while(|run| run.low > zero).peekable();
        let (mut above, mut before) = (0, V::Sum::default());
        for part in bounds {
            let bound = |sum: &V::Sum| V::compare_with_share(sum, part, parts, gross);
            let place = loop {
                let Some(run) = left.peek() else { break Some(above) };
                if self.boundary() == Boundary::Upper && bound(&before)?.is_ge() {
                    break Some(above);
                }
                let customers = run.customers as usize;
                let mut with = before.clone();
                V::join(&mut with, &run.sum());
                if !bound(&with)?.is_lt() {
                    if run.low < run.high {
                        break None;
                    }
                    let inside = self.inside(&before, V::from_key(run.low), customers, bound)?;
                    if inside < customers {
                        break Some(above + inside);
                    }
                }
                (above, before) = (above + customers, with);
                left.next();
            };
            places.push(place);
        }
        Ok(places)
    }
}

/// The last customer above a cut.
enum Last {
    /// There is none.
    Nobody,
    /// Where they stand, and how many customers are above the cut.
    At(Standing, usize),
    /// Runs do not tell.
    Unknown,
}

/// Runs that do not overlap, from the top down: those that did are one.
struct Stretches<V: Amount> {
    runs: Vec<Run<V>>,
    /// Customers up to the end of each.
    ends: Vec<usize>,
}

impl<V: Amount> Stretches<V> {
    fn of(runs: &ValueRuns<V>) -> Self {
        let mut apart: Vec<Run<V>> = Vec::new();
        for run in &runs.runs {
            match apart.last_mut() {
                Some(last) if run.high >= last.low => last.join(run),
                _ => apart.push(run.clone()),
            }
        }
        let mut total = 0;
        let add = |run: &Run<V>| {
            total += run.customers as usize;
            total
        };
        let ends = apart.iter().map(add).collect();
        Self { runs: apart, ends }
    }

    /// The last of the first `place` customers.
    fn last_of(&self, place: usize) -> Last {
        if place == 0 {
            return Last::Nobody;
        }
        let at = self.ends.partition_point(|&end| end < place).min(self.ends.len() - 1);
        let run = &self.runs[at];
        let equal = run.customers as usize;
        let standing = match run.low == run.high {
            true => Standing { key: run.low, above: self.ends[at] - equal, equal },
            // Its lowest value is known, though not of how many, who all are above the cut.
            false if self.ends[at] == place => {
                Standing { key: run.low, above: place - 1, equal: 1 }
            }
            false => return Last::Unknown,
        };
        Last::At(standing, place)
    }
}

/// From which key to which a cut lies that is found where a sum over all above reaches it. The sum
/// over runs by their highest keys can only be too great, and that by their lowest too small:
/// `reached` says of a sum whether it may have reached the cut, and whether it must have.
fn range_of<V: Amount, S>(
    runs: &[&Run<V>],
    of: impl Fn(&Run<V>) -> S,
    none: S,
    add: impl Fn(&mut S, S),
    reached: impl Fn(&S) -> Result<(bool, bool)>,
) -> Result<Option<(u64, u64)>>
where
    S: Clone,
{
    let mut by_low = runs.to_vec();
    by_low.sort_by_key(|run| Reverse(run.low));
    let first = |order: &[&Run<V>], may: bool| -> Result<Option<usize>> {
        let mut sum = none.clone();
        for (at, run) in order.iter().enumerate() {
            add(&mut sum, of(run));
            let (might, must) = reached(&sum)?;
            if if may { might } else { must } {
                return Ok(Some(at));
            }
        }
        Ok(order.len().checked_sub(1))
    };
    let (high, low) = (first(runs, true)?, first(&by_low, false)?);
    Ok(low.zip(high).map(|(low, high)| {
        let (low, high) = (by_low[low].low, runs[high].high);
        (low.min(high), high)
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorKind;
    use crate::value::Ties;

    /// The cuts by as many passes as are asked for, of parts that are merged in some order.
    fn cuts_of_parts<V: Amount>(
        pyramid: &Pyramid,
        parts: &[Vec<V>],
        order: &[usize],
        runs: usize,
    ) -> (TierCuts<V>, usize) {
        let merged = |of: &dyn Fn(&[V]) -> ValueRuns<V>| {
            let mut all: Vec<ValueRuns<V>> = parts.iter().map(|part| of(part)).collect();
            for &place in order {
                if all.len() > 1 {
                    let one = all.swap_remove(place % all.len());
                    let at = place / 7 % all.len();
                    all[at] =
                        ValueRuns::from_bytes(&all[at].to_bytes()).unwrap().merge(&one).unwrap();
                }
            }
            let first = ValueRuns::of_runs(Vec::new()).unwrap();
            all.iter().fold(first, |sum, more| sum.merge(more).unwrap())
        };
        let mut ranges: Option<Vec<(V, V)>> = None;
        for pass in 1..=3 {
            let found = match &ranges {
                None => merged(&|part| ValueRuns::at_most(runs, part).unwrap()),
                Some(ranges) => merged(&|part| ValueRuns::within(part, ranges).unwrap()),
            };
            match pyramid.cuts_of_runs(&found).unwrap() {
                NarrowedCuts::Cuts(cuts) => return (cuts, pass),
                NarrowedCuts::Within(within) => ranges = Some(within),
            }
        }
        panic!("three passes: {ranges:?}")
    }

    proptest! {
        /// Cut anywhere, merged in any order, by two passes at most: the cuts of the whole base.
        #[test]
        fn parts_are_cut_where_the_whole_is(
            values in prop::collection::vec(
                prop_oneof![
                    4 => (-20_i32..400).prop_map(|tenths| f64::from(tenths) / 10.0),
                    2 => 0.0..1e3_f64,
                    1 => prop::sample::select(vec![1e290, 1e-300, 5e-324, -0.0, 7.0, -1e300]),
                ],
                1..120,
            ),
            ends in prop::collection::vec(0_usize..120, 0..6),
            order in prop::collection::vec(0_usize..1000, 6),
            runs in 1_usize..9,
            shares in prop::collection::vec(1_u32..60, 1..5),
            by in prop::sample::select(vec![By::Customers, By::Value]),
            ties in prop::sample::select(vec![Ties::Upper, Ties::Lower]),
            boundary in prop::sample::select(vec![Boundary::Upper, Boundary::Lower]),
        ) {
            let shares: Vec<f64> = shares.into_iter().map(f64::from).collect();
            let pyramid = Pyramid::from_parts(&shares).unwrap();
            let pyramid = pyramid.with_by(by).with_ties(ties).with_boundary(boundary);
            let mut ends: Vec<usize> =
                ends.into_iter().map(|end| end.min(values.len())).chain([0, values.len()]).collect();
            ends.sort_unstable();
            let parts: Vec<Vec<f64>> =
                ends.windows(2).map(|ends| values[ends[0]..ends[1]].to_vec()).collect();
            let (cuts, passes) = cuts_of_parts(&pyramid, &parts, &order, runs);
            prop_assert!(passes <= 2, "{} passes", passes);
            prop_assert_eq!(cuts, pyramid.cuts(&values).unwrap());
            // The same in minor units.
            let cents = |part: &Vec<f64>| -> Vec<i64> {
                part.iter().map(|value| (value.clamp(-1e9, 1e9) * 100.0) as i64).collect()
            };
            let whole: Vec<i64> = cents(&values);
            let parts: Vec<Vec<i64>> = parts.iter().map(cents).collect();
            let (cuts, passes) = cuts_of_parts(&pyramid, &parts, &order, runs);
            prop_assert!(passes <= 2, "{} passes", passes);
            prop_assert_eq!(cuts, pyramid.cuts(&whole).unwrap());
        }
    }

    #[test]
    fn what_cannot_be_cut_is_refused() {
        let none = ValueRuns::<f64>::of(&[]).unwrap();
        assert_eq!(Pyramid::abc().cuts_of_runs(&none).unwrap_err().kind(), ErrorKind::Empty);
        let runs = ValueRuns::of(&[1.0, 2.0]).unwrap();
        let by_rows = Pyramid::abc().with_ties(Ties::RowOrder);
        assert_eq!(by_rows.cuts_of_runs(&runs).unwrap_err().kind(), ErrorKind::Argument);
        let bad = ValueRuns::of(&[1.0, f64::NAN]).unwrap_err();
        assert_eq!((bad.kind(), bad.row()), (ErrorKind::NotFinite, Some(1)));
        let bad = ValueRuns::within(&[1.0], &[(0.0, 1.0), (2.0, 1.0)]).unwrap_err();
        assert_eq!((bad.kind(), bad.row()), (ErrorKind::Unsorted, Some(1)));
        let half = ValueRuns::of(&[f64::MAX]).unwrap();
        let whole = half.clone().merge(&half).unwrap();
        let beyond = Pyramid::abc_by_value().cuts_of_runs(&whole).unwrap_err();
        assert_eq!(beyond.kind(), ErrorKind::Overflow);
        let at_once = Pyramid::abc_by_value().cuts(&[f64::MAX; 2]).unwrap_err();
        assert_eq!(at_once.kind(), ErrorKind::Overflow);
    }
}
