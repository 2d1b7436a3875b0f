//! Which groups differ: every pair, with Holm's correction and column letters.

use super::breakdown_figure::GroupEstimate;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::{normal_two_sided, student_two_sided};
use crate::numeric::proportion::check_confidence;

/// The differences of one figure between every two groups, tested, with the p-values that Holm
/// (1979) makes of them: whatever is true, no more than one table in 1/(1 - confidence) names a
/// difference that there is not.
///
/// Figures that are means (of answers, an index) are compared by Welch's t, shares and promoter
/// scores by z = difference / √(se₁² + se₂²). Groups are of different respondents.
///
/// Columns of a printed table carry letters: beside the figure of a group stand those of the
/// groups that it is higher than, A for the first group, B for the second, AA after Z. Of more than
/// 26 groups a space stands between them: `A AB` are two groups, `AA B` two others.
///
/// ```
/// use habitue::Job;
/// use habitue::customer::Keys;
/// use habitue::satisfaction::{Breakdown, BreakdownFigure};
/// use habitue::survey::{Answers, Groups, Question, Questionnaire, Scale};
///
/// let questions = vec![Question::new("service", Scale::points(1, 10)?)];
/// let column = vec![3.0, 4.0, 2.0, 3.0, 9.0, 8.0, 9.0, 10.0, 3.0, 4.0, 4.0, 3.0];
/// let answers = Answers::new(Questionnaire::new(questions)?, vec![column])?;
/// let groups = Groups::of(&[Keys::Integer(&[1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])])?;
/// let figures = [BreakdownFigure::Mean { question: 0 }];
/// let table = Breakdown::of(&answers, &groups, &figures, 0.95, &mut Job::new())?;
/// let found = table.pairwise(0)?;
/// assert_eq!(found.letters(1), "AC");
/// assert_eq!((found.difference(0, 1), found.letters(0).as_str()), (Some(6.0), ""));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    groups: usize,
    confidence: f64,
    /// Row-major, groups by groups; NaN where a group has no figure, and on the diagonal.
    differences: Vec<f64>,
    p_values: Vec<f64>,
    adjusted: Vec<f64>,
}

impl Pairwise {
    /// More groups are not compared with each other.
    pub const MOST_GROUPS: usize = 2000;

    /// Compares these figures, `None` for a group that has none.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1, and beyond
    /// [`MOST_GROUPS`](Self::MOST_GROUPS) groups; `Argument` for figures without standard errors,
    /// as reliabilities are, and for groups that share clusters.
    pub fn of(estimates: &[Option<GroupEstimate>], confidence: f64) -> Result<Self> {
        check_confidence(confidence)?;
        let k = estimates.len();
        if k > Self::MOST_GROUPS {
            let allowed = format!("at most {}", Self::MOST_GROUPS);
            return Err(Error::out_of_range("groups", k as f64, allowed));
        }
        let known = || estimates.iter().flatten();
        if known().next().is_some() && known().all(|it| it.standard_error.is_none()) {
            let message = "has no standard errors, so that its groups cannot be compared";
            return Err(Error::new(ErrorKind::Argument, message).in_column("figure"));
        }
        if known().any(|it| it.shared) {
            let message = "share clusters, so that their figures are not independent; \
                           compare groups of whole clusters, or the rows of a cross-table";
            return Err(Error::new(ErrorKind::Argument, message).in_column("groups"));
        }
        let empty = vec![f64::NAN; k * k];
        let (mut differences, mut p_values) = (empty.clone(), empty.clone());
        let mut tested: Vec<(f64, usize, usize)> = Vec::new();
        for i in 0..k {
            for j in 0..i {
                let (Some(first), Some(second)) = (&estimates[j], &estimates[i]) else { continue };
                differences[j * k + i] = second.value - first.value;
                differences[i * k + j] = first.value - second.value;
                if let Some(p) = p_value(first, second) {
                    (p_values[i * k + j], p_values[j * k + i]) = (p, p);
                    tested.push((p, i, j));
                }
            }
        }
        tested.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut adjusted, mut most) = (empty, 0.0_f64);
        for (place, (p, i, j)) in tested.iter().enumerate() {
            most = most.max((p * (tested.len() - place) as f64).min(1.0));
            (adjusted[i * k + j], adjusted[j * k + i]) = (most, most);
        }
        Ok(Self { groups: k, confidence, differences, p_values, adjusted })
    }

    /// How many groups there are.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups
    }

    fn at(&self, cells: &[f64], first: usize, second: usize) -> Option<f64> {
        let inside = first < self.groups && second < self.groups;
        let cell = inside.then(|| cells[first * self.groups + second]);
        cell.filter(|cell| !cell.is_nan())
    }

    /// The second less the first; `None` where one has no figure.
    #[must_use]
    pub fn difference(&self, first: usize, second: usize) -> Option<f64> {
        self.at(&self.differences, first, second)
    }

    /// The two-sided p-value of one pair alone; `None` where there is no test.
    #[must_use]
    pub fn p_value(&self, first: usize, second: usize) -> Option<f64> {
        self.at(&self.p_values, first, second)
    }

    /// The p-value among all pairs, by Holm.
    #[must_use]
    pub fn adjusted_p_value(&self, first: usize, second: usize) -> Option<f64> {
        self.at(&self.adjusted, first, second)
    }

    /// Whether `group` is higher than `other`, and more than chance at the confidence.
    #[must_use]
    pub fn is_higher(&self, group: usize, other: usize) -> bool {
        self.difference(other, group).is_some_and(|it| it > 0.0)
            && self.adjusted_p_value(other, group).is_some_and(|p| p < 1.0 - self.confidence)
    }

    /// The letters of the groups that this one is higher than, with a space between them where there
    /// are more groups than letters.
    #[must_use]
    pub fn letters(&self, group: usize) -> String {
        let lower = (0..self.groups).filter(|other| self.is_higher(group, *other));
        let letters: Vec<String> = lower.map(column_letter).collect();
        letters.join(if self.groups > 26 { " " } else { "" })
    }
}

/// A, B ... Z, AA, AB ...
#[must_use]
fn column_letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", column_letter(before - 1)),
    }
}

fn p_value(first: &GroupEstimate, second: &GroupEstimate) -> Option<f64> {
    let (a, b) = (first.standard_error?.powi(2), second.standard_error?.powi(2));
    let statistic = (second.value - first.value) / (a + b).sqrt();
    if !statistic.is_finite() {
        return None;
    }
    Some(match (first.freedom, second.freedom) {
        // Welch and Satterthwaite.
        (Some(m), Some(n)) => {
            student_two_sided((a + b) * (a + b) / (a * a / m + b * b / n), statistic)
        }
        _ => normal_two_sided(statistic),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a spreadsheet numbers its columns.
    #[test]
    fn letters_of_many_groups_can_be_told_apart() {
        let letters = [0, 25, 26, 27, 51, 52, 701, 702].map(column_letter);
        assert_eq!(letters, ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
        let of = |k: u32| {
            let one = |place| Some(GroupEstimate::compared(f64::from(place), Some(1e-3), None));
            Pairwise::of(&(0..k).map(one).collect::<Vec<_>>(), 0.95).unwrap()
        };
        assert_eq!(of(26).letters(3), "ABC");
        assert_eq!(of(28).letters(27), "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA");
        // No two sets of groups have the same letters.
        let found = of(60);
        let all: std::collections::HashSet<String> = (0..60).map(|it| found.letters(it)).collect();
        assert_eq!(all.len(), 60);
    }
}
