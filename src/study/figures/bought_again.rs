//! Bought again: observed time to the next purchase, by number of the purchase.

use super::observed::CONFIDENCE;
use crate::error::Result;
use crate::numeric::proportion::Interval;
use crate::retention::{KaplanMeier, SurvivalInterval};
use crate::summary::Occasions;
use crate::time::{Day, Unit};

/// The share that bought again, by time since a purchase and by the number of that purchase:
/// observed, without a model (Kaplan-Meier; who has not bought again by the last day is censored).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgain {
    /// How far the curves run, in the unit: the horizon, or the time watched where that is shorter.
    pub until: f64,
    /// By number of purchase: after the 1st, 2nd, 3rd, 4th to 6th, 7th or later; those without a
    /// purchase are left out.
    pub curves: Vec<BoughtAgainCurve>,
}

/// The share that bought again after a purchase of a certain number.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgainCurve {
    /// The first number of the purchases, 1 for the first.
    pub from: u32,
    /// The last number; `None` for all later ones.
    pub to: Option<u32>,
    /// How many purchases are followed.
    pub purchases: u64,
    /// How many of them were followed by another, at whatever time.
    pub again: u64,
    /// The steps up to [`BoughtAgain::until`], from (0, 0) on; between two the share is that of the
    /// earlier.
    pub points: Vec<BoughtAgainPoint>,
    /// At [`BoughtAgain::until`].
    pub end: BoughtAgainPoint,
}

/// A point of a [`BoughtAgainCurve`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BoughtAgainPoint {
    /// Time since the purchase, in the unit.
    pub time: f64,
    /// The share that has bought again by then, 0 to 1.
    pub share: f64,
    /// 95 % interval (log-log); `None` where none and where all have bought again.
    pub interval: Option<Interval>,
}

/// The groups of purchases by number.
const GROUPS: [(u32, Option<u32>); 5] =
    [(1, Some(1)), (2, Some(2)), (3, Some(3)), (4, Some(6)), (7, None)];

impl BoughtAgain {
    /// What is observed of `occasions` up to the end of the last of its days, `until` units after
    /// each purchase at most; `None` where nobody has been watched for any time.
    ///
    /// # Errors
    /// As [`KaplanMeier::new`].
    pub(crate) fn of(
        occasions: &Occasions,
        last: Day,
        unit: Unit,
        until: f64,
    ) -> Result<Option<Self>> {
        let mut spells: Vec<Spells> = GROUPS.iter().map(|_| Spells::default()).collect();
        let end = last.last_moment().seconds() + 1;
        let mut earlier: Option<(usize, i64, u32)> = None;
        let mut note = |number: u32, length: i64, again: bool| {
            let group = GROUPS.iter().rposition(|(from, _)| number >= *from).unwrap_or(0);
            spells[group].times.push(length as f64 / 86_400.0 / unit.days());
            spells[group].again.push(u8::from(again));
        };
        for row in occasions.rows().filter(|row| row.counts) {
            let at = row.at.seconds();
            let number = match earlier {
                Some((owner, before, number)) if owner == row.owner => {
                    note(number, at - before, true);
                    number + 1
                }
                Some((_, before, number)) => {
                    note(number, end - before, false);
                    1
                }
                None => 1,
            };
            earlier = Some((row.owner, at, number));
        }
        if let Some((_, before, number)) = earlier {
            note(number, end - before, false);
        }
        let watched = spells[0].times.iter().copied().fold(0.0, f64::max);
        let until = until.min(watched);
        if until <= 0.0 {
            return Ok(None);
        }
        let curves = GROUPS.iter().zip(&spells).filter(|(_, spells)| !spells.times.is_empty());
        let curves = curves.map(|((from, to), spells)| spells.curve(*from, *to, until));
        Ok(Some(Self { until, curves: curves.collect::<Result<_>>()? }))
    }
}

/// Times from purchases of one group to the next one, or to the end.
#[derive(Default)]
struct Spells {
    times: Vec<f64>,
    again: Vec<u8>,
}

impl Spells {
    fn curve(&self, from: u32, to: Option<u32>, until: f64) -> Result<BoughtAgainCurve> {
        let waiting = KaplanMeier::new(&self.times, &self.again)?;
        let point = |time: f64, share: f64| -> Result<BoughtAgainPoint> {
            let still = waiting.interval(time, SurvivalInterval::LogLog, CONFIDENCE)?;
            // Log-log knows no interval of nothing.
            let still = still.filter(|_| share > 0.0);
            let interval = still.map(|still| Interval {
                low: 1.0 - still.high,
                high: 1.0 - still.low,
                ..still
            });
            Ok(BoughtAgainPoint { time, share, interval })
        };
        let mut points = vec![BoughtAgainPoint { time: 0.0, share: 0.0, interval: None }];
        for step in waiting.steps().iter().filter(|step| step.time <= until) {
            points.push(point(step.time, 1.0 - step.survival)?);
        }
        // Where nobody is watched so long, the last that was seen.
        let watched = until.min(waiting.last_time());
        let end = point(watched, 1.0 - waiting.survival(watched)?.unwrap_or(1.0))?;
        Ok(BoughtAgainCurve {
            from,
            to,
            purchases: self.times.len() as u64,
            again: waiting.lost(),
            points,
            end,
        })
    }
}
