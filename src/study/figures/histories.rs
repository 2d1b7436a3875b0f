//! Histories of some customers: when each of them bought.

use super::outlook::Outlook;
use crate::error::Result;
use crate::lifetime::{History, Prediction};
use crate::study::state::State;
use crate::study::verdict::{FigureGroup, Verdict};
use crate::summary::Occasions;
use crate::time::Day;

/// When some of those who came back bought: at even ranks of what is expected of them (of their
/// purchases, where nothing is), from the first to the last.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PurchaseHistories {
    /// The customers, the most valuable first; at most 20.
    pub customers: Vec<PurchaseHistory>,
    /// From the first day of the data to the last, in the unit.
    pub end: f64,
    /// From the first day to the split, in the unit; `None` where nothing is held out.
    pub split: Option<f64>,
}

/// When one customer bought.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PurchaseHistory {
    /// The row of the customer in the table.
    pub row: usize,
    /// Who, as text.
    pub key: String,
    /// The times of all purchases from the first day of the data on, ascending, in the unit.
    pub times: Vec<f64>,
    /// The chance to buy within the horizon, 0 to 1; `None` without a forecast, and where the
    /// verdict withholds it.
    pub chance: Option<f64>,
    /// P(alive) through time, from the first purchase to the last day: (time from the first day of
    /// the data, 0 to 1), with a point on either side of each purchase. Of three of the customers;
    /// empty of the others, without a model, and where the verdict withholds it.
    pub alive: Vec<(f64, f64)>,
}

/// So many customers are shown.
const SHOWN: usize = 20;
/// P(alive) is followed through time for each of so many of them.
const FOLLOWED_EACH: usize = 6;
/// Steps of time between the first purchase and the last day.
const STEPS: u32 = 120;

impl PurchaseHistories {
    /// Histories out of `occasions`, those of the window of `state`; `None` where nobody came back.
    pub(crate) fn of(
        state: &State,
        occasions: &Occasions,
        outlook: Option<&Outlook<'_>>,
        verdict: &Verdict,
        (first, split): (Day, Option<Day>),
    ) -> Result<Option<Self>> {
        let shown = |group| outlook.filter(|_| verdict.allows(group).is_ok());
        let (chance, leaving) = (shown(FigureGroup::Chance), shown(FigureGroup::Leaving));
        let table = &state.table;
        let by_value = |row: usize| match outlook {
            Some(outlook) => outlook.value[row],
            None => f64::from(table.x()[row]),
        };
        let mut rows: Vec<usize> = (0..table.len()).filter(|row| table.x()[*row] > 0).collect();
        rows.sort_by(|a, b| by_value(*b).total_cmp(&by_value(*a)).then(a.cmp(b)));
        let shown = rows.len().min(SHOWN);
        let Some(last) = rows.len().checked_sub(1) else { return Ok(None) };
        // Even ranks, the first and the last among them.
        let rows: Vec<usize> = (0..shown).map(|at| rows[last * at / (shown.max(2) - 1)]).collect();
        let unit = table.unit().days();
        let mut times = vec![Vec::new(); shown];
        let mut ordered: Vec<(usize, usize)> =
            rows.iter().enumerate().map(|(at, row)| (*row, at)).collect();
        ordered.sort_unstable();
        for row in occasions.rows().filter(|row| row.counts && !row.holdout) {
            if let Ok(at) = ordered.binary_search_by_key(&row.owner, |(row, _)| *row) {
                times[ordered[at].1].push(f64::from(row.at.day().days_since(first)) / unit);
            }
        }
        let end = f64::from(state.day.days_since(first)) / unit;
        let mut customers = Vec::with_capacity(shown);
        for (at, (row, times)) in rows.into_iter().zip(times).enumerate() {
            let followed = leaving.filter(|_| at % FOLLOWED_EACH == 0 && at < 3 * FOLLOWED_EACH);
            customers.push(PurchaseHistory {
                row,
                key: table.keys().get(row).map(|key| key.to_string()).unwrap_or_default(),
                alive: followed.map_or(Ok(Vec::new()), |outlook| alive(outlook, &times, end))?,
                times,
                chance: chance.map(|outlook| outlook.forecast.chance[row]),
            });
        }
        let split = split.map(|day| f64::from(day.days_since(first)) / unit);
        Ok(Some(Self { customers, end, split }))
    }
}

/// P(alive) of a customer who bought at these times, through time until `end`.
fn alive(outlook: &Outlook<'_>, times: &[f64], end: f64) -> Result<Vec<(f64, f64)>> {
    let Some(&first) = times.first() else { return Ok(Vec::new()) };
    let step = (end - first) / f64::from(STEPS);
    // How many purchases are known at each time: one more on the far side of each.
    let mut points: Vec<(f64, usize)> = (0..=STEPS)
        .map(|at| if at == STEPS { end } else { first + step * f64::from(at) })
        .map(|time| (time, times.partition_point(|bought| *bought <= time)))
        .chain(times.iter().enumerate().skip(1).map(|(before, time)| (*time, before)))
        .chain(times.iter().enumerate().map(|(before, time)| (*time, before + 1)))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    points.dedup();
    let model = outlook.model()?;
    let ask = |(time, known): (f64, usize)| {
        let (repeats, age) = (known as u32 - 1, time - first);
        let history = History::new(repeats, times[known - 1] - first, age)?;
        Ok((time, model.predict(Prediction::PAlive, history)?))
    };
    points.into_iter().map(ask).collect()
}
