//! What drives loyalty: trees of weighted factors.

use crate::error::{Error, ErrorKind, Result};

/// A factor of a driver tree: with parts, or a leaf with a score.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
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
        Self { name: name.into(), name_zh: name_zh.into(), weight, parts: Vec::new() }.checked()
    }

    fn checked(self) -> Result<Self> {
        if !(self.weight > 0.0 && self.weight.is_finite()) {
            return Err(Error::out_of_range("weight", self.weight, "finite and > 0"));
        }
        Ok(self)
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

    /// This factor and all its parts, each part after what it is a part of: the layout of
    /// [`driver_scores_into`].
    ///
    /// ```
    /// use habitue::loyalty::Driver;
    ///
    /// let tree = Driver::five_factors();
    /// let nodes = tree.nodes();
    /// let parents: Vec<_> = nodes.iter().map(|(parent, _)| *parent).collect();
    /// assert_eq!(parents, [-1, 0, 1, 1, 1, 0, 0, 0, 0]);
    /// assert_eq!(nodes[2].1.name_zh(), "产品质量");
    /// ```
    #[must_use]
    pub fn nodes(&self) -> Vec<(i32, &Self)> {
        let mut nodes = Vec::new();
        self.collect_nodes(-1, &mut nodes);
        nodes
    }

    fn collect_nodes<'a>(&'a self, parent: i32, out: &mut Vec<(i32, &'a Self)>) {
        let this = out.len() as i32;
        out.push((parent, self));
        for part in &self.parts {
            part.collect_nodes(this, out);
        }
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
        let tree = Driver::five_factors();
        let parents: Vec<i32> = tree.nodes().iter().map(|(parent, _)| *parent).collect();
        let mut given = [f64::NAN; 9];
        for (node, score) in [2, 3, 4, 5, 6, 7, 8].into_iter().zip(leaves) {
            given[node] = score;
        }
        let mut scores = [0.0; 9];
        driver_scores_into(&parents, &[1.0; 9], &given, &mut scores).unwrap();
        let expected = tree.scores(&leaves).unwrap();
        assert!((scores[0] - expected.last().unwrap().1).abs() < 1e-12);
        assert!((scores[1] - expected[3].1).abs() < 1e-12);
        for (parents, row) in [(&[-1, 1][..], 1), (&[-1, -1], 1), (&[0, 0], 0)] {
            let error =
                driver_scores_into(parents, &[1.0; 2], &[1.0; 2], &mut [0.0; 2]).unwrap_err();
            assert_eq!((error.kind(), error.row()), (ErrorKind::Inconsistent, Some(row)));
        }
    }
}
