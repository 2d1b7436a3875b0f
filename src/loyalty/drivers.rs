//! What drives loyalty: trees of weighted factors, the switching cost, and the
//! mean of the three classical questions.

use crate::error::{Error, ErrorKind, Result};

/// A factor of a driver tree: with parts, or a leaf with a score.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Driver {
    name: String,
    name_zh: String,
    weight: f64,
    parts: Vec<Driver>,
}

impl Driver {
    /// A leaf.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless the weight is finite and > 0.
    pub fn leaf(name: impl Into<String>, name_zh: impl Into<String>, weight: f64) -> Result<Self> {
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(Error::out_of_range("weight", weight, "finite and > 0"));
        }
        Ok(Self { name: name.into(), name_zh: name_zh.into(), weight, parts: Vec::new() })
    }

    /// This factor, made of parts.
    #[must_use]
    pub fn with_parts(mut self, parts: Vec<Driver>) -> Self {
        self.parts = parts;
        self
    }

    /// The five factors that build loyalty, the first with three parts, all of
    /// equal weight: service quality (product quality, service level, technical
    /// ability), service effect, care of the relationship, sharing of ideas,
    /// continued good stimulus. The texts give no weights.
    #[must_use]
    pub fn five_factors() -> Self {
        let leaf = |name: &str, name_zh: &str| Self {
            name: name.to_owned(),
            name_zh: name_zh.to_owned(),
            weight: 1.0,
            parts: Vec::new(),
        };
        leaf("loyalty", "忠诚").with_parts(vec![
            leaf("service quality", "服务质量").with_parts(vec![
                leaf("product quality", "产品质量"),
                leaf("service level", "服务水平"),
                leaf("technical ability", "技术能力"),
            ]),
            leaf("service effect", "服务效果"),
            leaf("care of the relationship", "客户关系维系"),
            leaf("sharing of ideas", "理念灌输"),
            leaf("continued good stimulus", "持续的良性心理刺激及增值感受"),
        ])
    }

    /// The English name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The Chinese name.
    #[must_use]
    pub fn name_zh(&self) -> &str {
        &self.name_zh
    }

    /// The weight among its siblings.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The parts; none for a leaf.
    #[must_use]
    pub fn parts(&self) -> &[Driver] {
        &self.parts
    }

    /// How many leaves there are.
    #[must_use]
    pub fn leaves(&self) -> usize {
        if self.parts.is_empty() { 1 } else { self.parts.iter().map(Self::leaves).sum() }
    }

    /// The share of the total that each leaf has, in order; they add up to 1.
    #[must_use]
    pub fn leaf_weights(&self) -> Vec<f64> {
        let mut weights = Vec::with_capacity(self.leaves());
        self.collect_weights(1.0, &mut weights);
        weights
    }

    fn collect_weights(&self, share: f64, out: &mut Vec<f64>) {
        if self.parts.is_empty() {
            out.push(share);
            return;
        }
        let total: f64 = self.parts.iter().map(|part| part.weight).sum();
        for part in &self.parts {
            part.collect_weights(share * part.weight / total, out);
        }
    }

    /// The score of this factor and, before it, of all its parts: the scores of
    /// the leaves are given in order, and each factor is the weighted mean of its
    /// parts.
    ///
    /// ```
    /// use habitue::loyalty::Driver;
    ///
    /// let tree = Driver::five_factors();
    /// let scores = tree.scores(&[90.0, 60.0, 75.0, 80.0, 70.0, 50.0, 25.0])?;
    /// let (name, total) = scores.last().expect("the whole");
    /// assert_eq!((*name, *total), ("loyalty", 60.0));
    /// assert_eq!(scores[3], ("service quality", 75.0));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) unless there is one score for each leaf,
    /// [`NotFinite`](ErrorKind::NotFinite) for a score that is not finite, with its
    /// row.
    pub fn scores(&self, leaves: &[f64]) -> Result<Vec<(&str, f64)>> {
        if leaves.len() != self.leaves() {
            return Err(Error::length("leaves", leaves.len(), self.leaves()));
        }
        if let Some(row) = leaves.iter().position(|score| !score.is_finite()) {
            let error = Error::out_of_range("leaves", leaves[row], "a finite number");
            return Err(error.at_row(row as u64));
        }
        let (mut scores, mut rest) = (Vec::new(), leaves);
        self.collect_scores(&mut rest, &mut scores);
        Ok(scores)
    }

    fn collect_scores<'a>(&'a self, leaves: &mut &[f64], out: &mut Vec<(&'a str, f64)>) -> f64 {
        let score = match (self.parts.is_empty(), leaves.split_first()) {
            (true, Some((first, rest))) => {
                *leaves = rest;
                *first
            }
            _ => {
                let (mut sum, mut total) = (0.0, 0.0);
                for part in &self.parts {
                    sum += part.weight * part.collect_scores(leaves, out);
                    total += part.weight;
                }
                sum / total
            }
        };
        out.push((&self.name, score));
        score
    }
}

/// The scores of all nodes of a driver tree that is given as columns: `parents[i]`
/// is the node of which node `i` is a part, or -1 for the root, and stands before
/// it; `weights[i]` is its weight among its siblings. `leaf_scores` holds the scores
/// of the leaves at their nodes (the others are not read), and `scores` receives the
/// score of every node.
///
/// # Errors
/// [`Length`](ErrorKind::Length) where the columns differ in length,
/// [`Empty`](ErrorKind::Empty) without a node; [`Inconsistent`](ErrorKind::Inconsistent)
/// for a parent that does not stand before its part, or a second root;
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a
/// weight that is not finite and > 0 or a leaf's score that is not finite; with the
/// row. Nothing is written then.
pub fn driver_scores_into(
    parents: &[i32],
    weights: &[f64],
    leaf_scores: &[f64],
    scores: &mut [f64],
) -> Result<()> {
    let nodes = parents.len();
    if nodes == 0 {
        return Err(Error::empty("parents"));
    }
    for (name, length) in
        [("weights", weights.len()), ("leaf_scores", leaf_scores.len()), ("scores", scores.len())]
    {
        if length != nodes {
            return Err(Error::length(name, length, nodes));
        }
    }
    let mut is_leaf = vec![true; nodes];
    for (row, (parent, weight)) in parents.iter().zip(weights).enumerate() {
        match usize::try_from(*parent) {
            Ok(parent) if parent < row => is_leaf[parent] = false,
            Err(_) if *parent == -1 && row == 0 => {}
            _ => {
                return Err(Error::new(ErrorKind::Inconsistent, "is no node before its part")
                    .in_column("parents")
                    .with_value(parent)
                    .allowing("-1 for the first node, the number of an earlier node for others")
                    .at_row(row as u64));
            }
        }
        if !(*weight > 0.0 && weight.is_finite()) {
            let error = Error::out_of_range("weights", *weight, "finite and > 0");
            return Err(error.at_row(row as u64));
        }
    }
    if let Some(row) = (0..nodes).find(|row| is_leaf[*row] && !leaf_scores[*row].is_finite()) {
        let error = Error::out_of_range("leaf_scores", leaf_scores[row], "a finite number");
        return Err(error.at_row(row as u64));
    }
    // Parts stand after their whole, so that going backwards finds each complete.
    let mut totals = vec![0.0; nodes];
    scores.fill(0.0);
    for row in (0..nodes).rev() {
        scores[row] = if is_leaf[row] { leaf_scores[row] } else { scores[row] / totals[row] };
        if let Ok(parent) = usize::try_from(parents[row]) {
            scores[parent] += weights[row] * scores[row];
            totals[parent] += weights[row];
        }
    }
    Ok(())
}

/// What it costs a customer to switch (Burnham, Frels and Mahajan 2003): effort
/// and time (procedural), money and benefits (financial), ties (relational).
///
/// ```
/// use habitue::loyalty::SwitchingCost;
///
/// let cost = SwitchingCost::new(60.0, 30.0, 90.0)?;
/// assert_eq!((cost.sum(), cost.mean()), (180.0, 60.0));
/// assert_eq!(cost.weighted([2.0, 1.0, 1.0])?, 60.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SwitchingCost {
    /// Effort and time.
    pub procedural: f64,
    /// Money and benefits.
    pub financial: f64,
    /// Ties to people and brand.
    pub relational: f64,
}

impl SwitchingCost {
    /// From the three scores, on one scale.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a score that is not finite and >= 0.
    pub fn new(procedural: f64, financial: f64, relational: f64) -> Result<Self> {
        for (name, score) in
            [("procedural", procedural), ("financial", financial), ("relational", relational)]
        {
            if !(score >= 0.0 && score.is_finite()) {
                return Err(Error::out_of_range(name, score, "finite and >= 0"));
            }
        }
        Ok(Self { procedural, financial, relational })
    }

    /// The three together.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.procedural + self.financial + self.relational
    }

    /// Their mean, on the scale of the scores.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum() / 3.0
    }

    /// Their weighted mean.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a weight that is not finite and >= 0, or where all are 0.
    pub fn weighted(&self, weights: [f64; 3]) -> Result<f64> {
        if let Some(bad) = weights.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
            return Err(Error::out_of_range("weights", *bad, "finite and >= 0"));
        }
        let total: f64 = weights.iter().sum();
        if !(total > 0.0 && total.is_finite()) {
            return Err(Error::out_of_range("sum of weights", total, "finite and > 0"));
        }
        let [p, f, r] = weights;
        Ok((p * self.procedural + f * self.financial + r * self.relational) / total)
    }
}

/// The switching-cost index of many customers, the weighted mean of the three
/// scores, written into `out`.
///
/// # Errors
/// As for [`SwitchingCost::new`] and [`SwitchingCost::weighted`], with the row; and
/// [`Length`](ErrorKind::Length) where the columns differ in length. Nothing is
/// written then.
pub fn switching_cost_into(
    procedural: &[f64],
    financial: &[f64],
    relational: &[f64],
    weights: [f64; 3],
    out: &mut [f64],
) -> Result<()> {
    for (name, length) in [
        ("procedural", procedural.len()),
        ("financial", financial.len()),
        ("relational", relational.len()),
    ] {
        if length != out.len() {
            return Err(Error::length(name, length, out.len()));
        }
    }
    let at = |row: usize| SwitchingCost::new(procedural[row], financial[row], relational[row]);
    for row in 0..out.len() {
        at(row).map_err(|error| error.at_row(row as u64))?.weighted(weights)?;
    }
    for (row, slot) in out.iter_mut().enumerate() {
        *slot = at(row)?.weighted(weights)?;
    }
    Ok(())
}

/// The loyalty index of the three questions "would you recommend us", "would you
/// buy again", "would you try our other products": their mean, on the scale of
/// the answers, `None` where one is missing. The scale differs between users (0 to
/// 10, 1 to 6) and must be given.
///
/// ```
/// use habitue::loyalty::mean_of_three;
///
/// assert_eq!(mean_of_three([Some(6.0), Some(7.0), Some(8.0)], 0.0, 10.0)?, Some(7.0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for
/// an answer off the scale; [`Unsorted`](ErrorKind::Unsorted) unless `low` is below
/// `high`.
pub fn mean_of_three(answers: [Option<f64>; 3], low: f64, high: f64) -> Result<Option<f64>> {
    if !(low < high && low.is_finite() && high.is_finite()) {
        return Err(Error::new(ErrorKind::Unsorted, "are no scale from low to high")
            .in_column("low and high")
            .with_value(format!("{low} and {high}")));
    }
    for answer in answers.into_iter().flatten() {
        if !(low..=high).contains(&answer) {
            return Err(Error::out_of_range("answers", answer, format!("{low} to {high}")));
        }
    }
    let [Some(recommend), Some(again), Some(others)] = answers else { return Ok(None) };
    Ok(Some((recommend + again + others) / 3.0))
}

/// [`mean_of_three`] of many customers, written into `out`: NaN is a missing
/// answer, and NaN comes out where one is missing. Returns how many customers have
/// all three.
///
/// # Errors
/// As for [`mean_of_three`], with row and column; and [`Length`](ErrorKind::Length)
/// where the columns differ in length. Nothing is written then.
pub fn mean_of_three_into(
    answers: [&[f64]; 3],
    low: f64,
    high: f64,
    out: &mut [f64],
) -> Result<u64> {
    const NAMES: [&str; 3] = ["recommend", "buy_again", "try_others"];
    mean_of_three([None; 3], low, high)?;
    for (name, column) in NAMES.into_iter().zip(answers) {
        if column.len() != out.len() {
            return Err(Error::length(name, column.len(), out.len()));
        }
        let off = |answer: &f64| !answer.is_nan() && !(low..=high).contains(answer);
        if let Some(row) = column.iter().position(off) {
            let allowed = format!("{low} to {high}, or NaN (missing)");
            return Err(Error::out_of_range(name, column[row], allowed).at_row(row as u64));
        }
    }
    let [recommend, again, others] = answers;
    let mut used = 0;
    for (row, slot) in out.iter_mut().enumerate() {
        *slot = (recommend[row] + again[row] + others[row]) / 3.0;
        used += u64::from(!slot.is_nan());
    }
    Ok(used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leaf_weights_add_up_and_give_the_total() {
        let tree = Driver::five_factors();
        let weights = tree.leaf_weights();
        assert_eq!((tree.leaves(), weights.len()), (7, 7));
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        let leaves = [90.0, 61.0, 75.0, 80.0, 70.0, 50.0, 25.0];
        let total = tree.scores(&leaves).unwrap().last().unwrap().1;
        let direct: f64 = weights.iter().zip(leaves).map(|(w, s)| w * s).sum();
        assert!((total - direct).abs() < 1e-12);
        assert!(tree.scores(&leaves[1..]).is_err());
        let mut bad = leaves;
        bad[2] = f64::NAN;
        assert_eq!(tree.scores(&bad).unwrap_err().row(), Some(2));
        assert!(Driver::leaf("a", "甲", 0.0).is_err());
    }

    #[test]
    fn a_tree_in_columns_is_the_same_tree() {
        let leaves = [90.0, 61.0, 75.0, 80.0, 70.0, 50.0, 25.0];
        let parents = [-1, 0, 1, 1, 1, 0, 0, 0, 0];
        let mut given = [f64::NAN; 9];
        for (node, score) in [2, 3, 4, 5, 6, 7, 8].into_iter().zip(leaves) {
            given[node] = score;
        }
        let mut scores = [0.0; 9];
        driver_scores_into(&parents, &[1.0; 9], &given, &mut scores).unwrap();
        let tree = Driver::five_factors();
        let expected = tree.scores(&leaves).unwrap();
        assert!((scores[0] - expected.last().unwrap().1).abs() < 1e-12);
        assert!((scores[1] - expected[3].1).abs() < 1e-12);
        for (parents, row) in [(&[-1, 1][..], 1), (&[-1, -1], 1), (&[0, 0], 0)] {
            let error =
                driver_scores_into(parents, &[1.0; 2], &[1.0; 2], &mut [0.0; 2]).unwrap_err();
            assert_eq!((error.kind(), error.row()), (ErrorKind::Inconsistent, Some(row)));
        }
    }

    #[test]
    fn columns_and_single_customers_agree() {
        let mut out = [9.0; 2];
        switching_cost_into(&[60.0, 1.0], &[30.0, 2.0], &[90.0, 3.0], [2.0, 1.0, 1.0], &mut out)
            .unwrap();
        assert_eq!(out, [60.0, 1.75]);
        let error = switching_cost_into(&[1.0, -1.0], &[0.0; 2], &[0.0; 2], [1.0; 3], &mut out)
            .unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(1), Some("procedural")));
        let answers = [&[6.0, f64::NAN][..], &[7.0, 1.0], &[8.0, 2.0]];
        assert_eq!(mean_of_three_into(answers, 0.0, 10.0, &mut out).unwrap(), 1);
        assert!(out[0] == 7.0 && out[1].is_nan());
        let error = mean_of_three_into(answers, 0.0, 7.5, &mut out).unwrap_err();
        assert_eq!((error.row(), error.column()), (Some(0), Some("try_others")));
    }

    #[test]
    fn bad_costs_and_answers_are_refused() {
        assert!(SwitchingCost::new(1.0, -1.0, 1.0).is_err());
        assert!(SwitchingCost::new(1.0, 1.0, 1.0).unwrap().weighted([0.0; 3]).is_err());
        assert_eq!(mean_of_three([Some(1.0), None, Some(2.0)], 0.0, 10.0).unwrap(), None);
        assert!(mean_of_three([Some(11.0), None, None], 0.0, 10.0).is_err());
        assert!(mean_of_three([None; 3], 6.0, 1.0).is_err());
    }
}
