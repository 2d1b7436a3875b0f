//! Constructs and the paths between them.

use crate::error::{Error, ErrorKind, Result};

/// How a construct is measured by its questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Mode {
    /// Reflective: questions mirror the construct; weights are correlations.
    #[default]
    A,
    /// Formative: questions make up the construct; weights are regression
    /// coefficients.
    B,
}

impl Mode {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "mode A (reflective)",
            Self::B => "mode B (formative)",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::A => "模式A（反映型）",
            Self::B => "模式B（形成型）",
        }
    }
}

/// Something that is not asked but measured by several questions, such as
/// "perceived quality".
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Construct {
    /// English name.
    pub name: String,
    /// Chinese name.
    pub name_zh: String,
    /// Its questions, as indices into the moments.
    pub items: Vec<usize>,
    /// How they measure it.
    pub mode: Mode,
}

impl Construct {
    /// A construct in mode A.
    #[must_use]
    pub fn new(name: &str, name_zh: &str, items: &[usize]) -> Self {
        Self {
            name: name.to_owned(),
            name_zh: name_zh.to_owned(),
            items: items.to_vec(),
            mode: Mode::A,
        }
    }

    /// Sets how the questions measure it. Defaults to [`Mode::A`].
    #[must_use]
    pub fn with_mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }
}

/// A path model: constructs, and which of them acts on which. Paths form no
/// circle.
///
/// The models of national indices are ready: [`acsi`](Self::acsi),
/// [`ecsi`](Self::ecsi), [`ccsi`](Self::ccsi); each takes the questions of its
/// constructs, in the order of its list.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct PathModel {
    constructs: Vec<Construct>,
    paths: Vec<(usize, usize)>,
    /// Constructs, causes before effects.
    order: Vec<usize>,
}

impl PathModel {
    /// A model of these constructs and paths (from, to), as indices of
    /// constructs.
    ///
    /// # Errors
    /// `Empty` without constructs or for one without questions; `OutOfRange` for
    /// an index of no construct; `Duplicate` for a path, a name or a question
    /// that occurs twice; `Inconsistent` for paths that form a circle, and for a
    /// construct on no path.
    pub fn new(constructs: Vec<Construct>, paths: Vec<(usize, usize)>) -> Result<Self> {
        if constructs.is_empty() {
            return Err(Error::empty("constructs"));
        }
        let mut taken: Vec<usize> = Vec::new();
        for (row, construct) in constructs.iter().enumerate() {
            if construct.items.is_empty() {
                return Err(Error::new(ErrorKind::Empty, "has no questions")
                    .in_column("constructs")
                    .with_value(&construct.name)
                    .at_row(row as u64));
            }
            if constructs[..row].iter().any(|earlier| earlier.name == construct.name) {
                return Err(Error::new(ErrorKind::Duplicate, "names two constructs")
                    .in_column("constructs")
                    .with_value(&construct.name)
                    .at_row(row as u64));
            }
            for item in &construct.items {
                if taken.contains(item) {
                    return Err(Error::new(
                        ErrorKind::Duplicate,
                        "measures two constructs, or one twice",
                    )
                    .in_column("items")
                    .with_value(item)
                    .at_row(row as u64));
                }
                taken.push(*item);
            }
        }
        for (row, (from, to)) in paths.iter().enumerate() {
            for end in [from, to] {
                if *end >= constructs.len() {
                    let allowed = format!("0 to {}", constructs.len() - 1);
                    return Err(
                        Error::out_of_range("paths", *end as f64, allowed).at_row(row as u64)
                    );
                }
            }
            if paths[..row].contains(&(*from, *to)) {
                return Err(Error::new(ErrorKind::Duplicate, "is there twice")
                    .in_column("paths")
                    .with_value(format!("{} -> {}", constructs[*from].name, constructs[*to].name))
                    .at_row(row as u64));
            }
        }
        if let Some(lonely) =
            (0..constructs.len()).find(|i| !paths.iter().any(|(from, to)| from == i || to == i))
        {
            return Err(Error::new(ErrorKind::Inconsistent, "is on no path")
                .in_column("constructs")
                .with_value(&constructs[lonely].name));
        }
        let mut order: Vec<usize> = Vec::new();
        while order.len() < constructs.len() {
            let ready = (0..constructs.len()).find(|i| {
                !order.contains(i) && paths.iter().all(|(from, to)| to != i || order.contains(from))
            });
            let Some(ready) = ready else {
                return Err(Error::new(ErrorKind::Inconsistent, "form a circle").in_column("paths"));
            };
            order.push(ready);
        }
        Ok(Self { constructs, paths, order })
    }

    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let made = Self::new(self.constructs, self.paths)?;
        if made.order != self.order {
            return Err(Error::new(ErrorKind::Inconsistent, "is not that of the paths")
                .in_column("order")
                .with_value(format!("{:?}", self.order))
                .allowing(format!("{:?}", made.order)));
        }
        Ok(made)
    }

    /// The American index (Fornell et al. 1996): expectations, quality, value,
    /// satisfaction, complaints, loyalty.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn acsi(items: [&[usize]; 6]) -> Result<Self> {
        let names = [
            ("Expectations", "顾客期望"),
            ("Quality", "感知质量"),
            ("Value", "感知价值"),
            ("Satisfaction", "顾客满意"),
            ("Complaints", "顾客抱怨"),
            ("Loyalty", "顾客忠诚"),
        ];
        let paths = vec![(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4), (3, 5), (4, 5)];
        Self::of_names(&names, &items, paths)
    }

    /// The European index as Tenenhaus et al. (2005) estimate it: image,
    /// expectation, quality, value, satisfaction, complaints, loyalty.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn ecsi(items: [&[usize]; 7]) -> Result<Self> {
        let names = [
            ("Image", "企业形象"),
            ("Expectation", "顾客期望"),
            ("Quality", "感知质量"),
            ("Value", "感知价值"),
            ("Satisfaction", "顾客满意"),
            ("Complaints", "顾客抱怨"),
            ("Loyalty", "顾客忠诚"),
        ];
        let paths = vec![
            (0, 1),
            (0, 4),
            (0, 6),
            (1, 2),
            (1, 3),
            (1, 4),
            (2, 3),
            (2, 4),
            (3, 4),
            (4, 5),
            (4, 6),
            (5, 6),
        ];
        Self::of_names(&names, &items, paths)
    }

    /// The six constructs of the Chinese index: brand image, expectation,
    /// perceived quality, perceived value, satisfaction, loyalty. Image acts on
    /// expectation, quality, value and satisfaction; expectation on quality,
    /// value and satisfaction; quality on value and satisfaction; value on
    /// satisfaction; satisfaction on loyalty. Publications differ by a path or
    /// two; [`new`](Self::new) takes any.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn ccsi(items: [&[usize]; 6]) -> Result<Self> {
        let names = [
            ("Brand image", "品牌形象"),
            ("Expectation", "预期质量"),
            ("Quality", "感知质量"),
            ("Value", "感知价值"),
            ("Satisfaction", "顾客满意"),
            ("Loyalty", "顾客忠诚"),
        ];
        let paths = vec![
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 4),
            (1, 2),
            (1, 3),
            (1, 4),
            (2, 3),
            (2, 4),
            (3, 4),
            (4, 5),
        ];
        Self::of_names(&names, &items, paths)
    }

    fn of_names(
        names: &[(&str, &str)],
        items: &[&[usize]],
        paths: Vec<(usize, usize)>,
    ) -> Result<Self> {
        let constructs = names
            .iter()
            .zip(items)
            .map(|((name, name_zh), items)| Construct::new(name, name_zh, items))
            .collect();
        Self::new(constructs, paths)
    }

    /// The constructs, in order.
    #[must_use]
    pub fn constructs(&self) -> &[Construct] {
        &self.constructs
    }

    /// The paths (from, to), in order.
    #[must_use]
    pub fn paths(&self) -> &[(usize, usize)] {
        &self.paths
    }

    /// Indices of the constructs, causes before effects.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The items of all constructs, in order.
    pub(super) fn items(&self) -> Vec<usize> {
        self.constructs.iter().flat_map(|construct| construct.items.iter().copied()).collect()
    }

    /// The same model with each item numbered by its place among `questions`, which
    /// hold them all in ascending order.
    pub(super) fn renumbered(&self, questions: &[usize]) -> Self {
        let mut made = self.clone();
        for item in made.constructs.iter_mut().flat_map(|construct| &mut construct.items) {
            *item = questions.partition_point(|question| question < item);
        }
        made
    }

    /// Constructs that act on `construct`.
    pub(super) fn causes(&self, construct: usize) -> Vec<usize> {
        self.paths.iter().filter(|(_, to)| *to == construct).map(|(from, _)| *from).collect()
    }

    /// Constructs that `construct` acts on.
    pub(super) fn effects(&self, construct: usize) -> Vec<usize> {
        self.paths.iter().filter(|(from, _)| *from == construct).map(|(_, to)| *to).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_checked_when_it_is_made() {
        let make = |items: [&[usize]; 2], paths: &[(usize, usize)]| {
            PathModel::new(
                vec![Construct::new("a", "甲", items[0]), Construct::new("b", "乙", items[1])],
                paths.to_vec(),
            )
        };
        assert_eq!(make([&[0], &[1]], &[(1, 0)]).unwrap().order(), [1, 0]);
        for (items, paths, kind) in [
            ([&[0][..], &[]], &[(0, 1)][..], ErrorKind::Empty),
            ([&[0], &[0]], &[(0, 1)], ErrorKind::Duplicate),
            ([&[0], &[1]], &[(0, 1), (0, 1)], ErrorKind::Duplicate),
            ([&[0], &[1]], &[(0, 1), (1, 0)], ErrorKind::Inconsistent),
            ([&[0], &[1]], &[(0, 0)], ErrorKind::Inconsistent),
            ([&[0], &[1]], &[], ErrorKind::Inconsistent),
            ([&[0], &[1]], &[(0, 2)], ErrorKind::OutOfRange),
        ] {
            assert_eq!(make(items, paths).unwrap_err().kind(), kind, "{items:?} {paths:?}");
        }
    }
}
