//! Who moved from which stage to which between two dates.

use std::marker::PhantomData;

use super::Rate;
use crate::classify::Class;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::counts::check_total;

/// Counts of customers by their class at one date (rows) and at a later one
/// (columns), both 0 (unknown) included.
///
/// Where the classes are the stages of a ladder this is the funnel: how many
/// climbed, stayed or fell, and which share of a stage reached the next.
///
/// ```
/// use habitue::loyalty::Stage;
/// use habitue::retention::Transitions;
///
/// let january = [2, 2, 4, 4, 5, 0];
/// let june = [4, 2, 5, 4, 4, 4];
/// let moved = Transitions::<Stage>::between(&january, &june)?;
/// let moves = moved.moves();
/// assert_eq!((moves.climbed, moves.stayed, moves.fell, moves.n_missing), (2, 2, 1, 1));
/// assert_eq!(moved.rate(Stage::Prospect, Stage::FirstTimeCustomer).value(), Some(0.5));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions<C> {
    /// Row-major, (classes + 1) x (classes + 1).
    counts: Vec<u64>,
    of: PhantomData<C>,
}

impl<C: Class> Transitions<C> {
    /// Nobody counted yet.
    #[must_use]
    pub fn new() -> Self {
        let width = C::ALL.len() + 1;
        Self { counts: vec![0; width * width], of: PhantomData }
    }

    /// From the class codes of the same customers at two dates.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) where the columns differ in length;
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a code that is no class, with its
    /// row and column.
    pub fn between(before: &[i32], after: &[i32]) -> Result<Self> {
        let mut table = Self::new();
        count_transitions(before, after, C::ALL.len(), &mut table.counts)?;
        Ok(table)
    }

    /// Adds the counts of other customers.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
    }

    /// How many went from `before` to `after`; `None` stands for unknown.
    #[must_use]
    pub fn count(&self, before: impl Into<Option<C>>, after: impl Into<Option<C>>) -> u64 {
        let code = |class: Option<C>| class.map_or(0, |class| class.code() as usize);
        let width = C::ALL.len() + 1;
        self.counts[code(before.into()) * width + code(after.into())]
    }

    /// The share of those in `before` who went to `after`, among those whose
    /// later class is known.
    #[must_use]
    pub fn rate(&self, before: C, after: C) -> Rate {
        let all: u64 = C::ALL.iter().map(|class| self.count(before, *class)).sum();
        Rate::new(self.count(before, after) as f64, all as f64)
    }

    /// The share of those in `before` who went to `stage` or higher: the
    /// conversion of the funnel.
    #[must_use]
    pub fn conversion(&self, before: C, stage: C) -> Rate {
        let sum = |from: Option<C>| -> u64 {
            let reached = C::ALL.iter().filter(|class| from.is_none_or(|from| **class >= from));
            reached.map(|class| self.count(before, *class)).sum()
        };
        Rate::new(sum(Some(stage)) as f64, sum(None) as f64)
    }

    /// How many climbed, stayed and fell.
    #[must_use]
    pub fn moves(&self) -> Moves {
        moves(&self.counts, C::ALL.len())
    }
}

/// How many customers climbed, stayed and fell between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Moves {
    /// In a higher class later.
    pub climbed: u64,
    /// In the same class.
    pub stayed: u64,
    /// In a lower class later.
    pub fell: u64,
    /// Unknown at either date.
    pub n_missing: u64,
}

fn moves(counts: &[u64], classes: usize) -> Moves {
    let width = classes + 1;
    let mut found = Moves::default();
    for (at, count) in counts.iter().enumerate() {
        let (before, after) = (at / width, at % width);
        *match (before, after) {
            (0, _) | (_, 0) => &mut found.n_missing,
            _ if after > before => &mut found.climbed,
            _ if after < before => &mut found.fell,
            _ => &mut found.stayed,
        } += count;
    }
    found
}

impl<C: Class> Default for Transitions<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// Counts pairs of class codes, 0 (unknown) to `classes`, into `out` of
/// (classes + 1)^2 entries, row by row.
///
/// # Errors
/// [`Length`](ErrorKind::Length) where the columns differ in length or `out` has
/// another; [`OutOfRange`](ErrorKind::OutOfRange) for a code outside 0..=classes,
/// with its row and column. Nothing is written then.
pub fn count_transitions(
    before: &[i32],
    after: &[i32],
    classes: usize,
    out: &mut [u64],
) -> Result<()> {
    if after.len() != before.len() {
        return Err(Error::length("after", after.len(), before.len()));
    }
    let cells = classes.checked_add(1).and_then(|width| width.checked_mul(width));
    if cells != Some(out.len()) {
        return Err(Error::length("counts", out.len(), cells.unwrap_or(usize::MAX)));
    }
    for (name, column) in [("before", before), ("after", after)] {
        let bad = column
            .iter()
            .position(|code| usize::try_from(*code).is_ok_and(|c| c > classes) || *code < 0);
        if let Some(row) = bad {
            return Err(Error::new(ErrorKind::OutOfRange, "is no class")
                .in_column(name)
                .with_value(column[row])
                .allowing(format!("0 (unknown) to {classes}"))
                .at_row(row as u64));
        }
    }
    out.fill(0);
    for (before, after) in before.iter().zip(after) {
        out[*before as usize * (classes + 1) + *after as usize] += 1;
    }
    Ok(())
}

/// The funnel of `counts` as [`count_transitions`] fills them: for each class before
/// (row) and after (column), both without the unknown, the share of those in it who
/// went there (`rates`), and who went there or higher (`conversions`), among those
/// whose later class is known; NaN in the row of a class in which nobody was.
///
/// # Errors
/// [`Length`](ErrorKind::Length) unless `counts` has (classes + 1)^2 entries and the
/// others classes^2; [`Overflow`](ErrorKind::Overflow) for more than can be counted. Nothing is
/// written then.
pub fn transition_rates_into(
    counts: &[u64],
    classes: usize,
    rates: &mut [f64],
    conversions: &mut [f64],
) -> Result<Moves> {
    let square = |side: Option<usize>| side.and_then(|side| side.checked_mul(side));
    let (all, known) = (square(classes.checked_add(1)), square(Some(classes)));
    for (name, length, needed) in [
        ("counts", counts.len(), all),
        ("rates", rates.len(), known),
        ("conversions", conversions.len(), known),
    ] {
        if needed != Some(length) {
            return Err(Error::length(name, length, needed.unwrap_or(usize::MAX)));
        }
    }
    check_total("counts", counts)?;
    for before in 0..classes {
        let row = &counts[(before + 1) * (classes + 1) + 1..][..classes];
        let total: u64 = row.iter().sum();
        let mut reached = total;
        for (after, count) in row.iter().enumerate() {
            let share = |of: u64| Rate::new(of as f64, total as f64).value().unwrap_or(f64::NAN);
            rates[before * classes + after] = share(*count);
            conversions[before * classes + after] = share(reached);
            reached -= count;
        }
    }
    Ok(moves(counts, classes))
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macros declare public classes")]
mod tests {
    use super::*;
    use crate::classify::{classes, reasons};

    classes! {
        /// A ladder of four steps.
        pub enum Standing because Nothing {
            Potential = 1 => "potential", "潜在";
            New = 2 => "new", "新";
            Old = 3 => "old", "老";
            Loyal = 4 => "loyal", "忠诚";
        }
    }

    reasons! {
        /// No reason.
        pub enum Nothing {
            Reason = 0 => "no reason", "无理由";
        }
        missing {}
    }

    #[test]
    fn the_funnel_counts_everybody_once() {
        let before = [1, 1, 1, 1, 2, 2, 3, 0, 4];
        let after = [1, 2, 2, 3, 2, 1, 4, 2, 0];
        let mut moved = Transitions::<Standing>::between(&before, &after).unwrap();
        assert_eq!(moved.rate(Standing::Potential, Standing::New).value(), Some(0.5));
        assert_eq!(moved.conversion(Standing::Potential, Standing::New).value(), Some(0.75));
        assert_eq!(moved.conversion(Standing::Loyal, Standing::Old).value(), None);
        assert_eq!(moved.moves(), Moves { climbed: 4, stayed: 2, fell: 1, n_missing: 2 });
        assert_eq!((moved.count(None, Standing::New), moved.count(Standing::Loyal, None)), (1, 1));
        moved.merge(&Transitions::between(&[1], &[1]).unwrap());
        assert_eq!(moved.moves().stayed, 3);
    }

    #[test]
    fn the_columns_say_what_the_funnel_says() {
        let before = [1, 1, 1, 1, 2, 2, 3, 0, 4];
        let after = [1, 2, 2, 3, 2, 1, 4, 2, 0];
        let moved = Transitions::<Standing>::between(&before, &after).unwrap();
        let mut counts = [0; 25];
        count_transitions(&before, &after, 4, &mut counts).unwrap();
        let (mut rates, mut conversions) = ([9.0; 16], [9.0; 16]);
        let found = transition_rates_into(&counts, 4, &mut rates, &mut conversions).unwrap();
        assert_eq!(found, moved.moves());
        for (row, from) in Standing::ALL.iter().enumerate() {
            for (column, to) in Standing::ALL.iter().enumerate() {
                let at = row * 4 + column;
                let value = |rate: Rate| rate.value().unwrap_or(f64::NAN).to_bits();
                assert_eq!(rates[at].to_bits(), value(moved.rate(*from, *to)), "{from} {to}");
                let conversion = moved.conversion(*from, *to);
                assert_eq!(conversions[at].to_bits(), value(conversion), "{from} {to}");
            }
        }
        assert!(transition_rates_into(&counts, 5, &mut rates, &mut conversions).is_err());
        assert!(transition_rates_into(&counts, 4, &mut rates[1..], &mut conversions).is_err());
    }

    #[test]
    fn a_code_that_is_no_class_is_named() {
        let error = Transitions::<Standing>::between(&[1, 5], &[1, 1]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("before")));
        let error = Transitions::<Standing>::between(&[1, 1], &[-1, 1]).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(0), Some("after")));
        assert!(Transitions::<Standing>::between(&[1], &[]).is_err());
        assert!(count_transitions(&[], &[], usize::MAX, &mut []).is_err());
    }
}
