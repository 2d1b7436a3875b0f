//! The models that are fitted: every one of purchases in continuous time.

use habitue::lifetime::AnyModel;

/// A model by the number of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nbd,
    ParetoNbd,
    GGompertzNbd,
    BgNbd,
    MbgNbd,
    BgCnbd,
    MbgCnbd,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Nbd,
        Self::ParetoNbd,
        Self::GGompertzNbd,
        Self::BgNbd,
        Self::MbgNbd,
        Self::BgCnbd,
        Self::MbgCnbd,
    ];

    /// The number that the library knows it by.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::BgNbd => 1,
            Self::ParetoNbd => 2,
            Self::MbgNbd => 3,
            Self::Nbd => 4,
            Self::BgCnbd => 5,
            Self::MbgCnbd => 6,
            Self::GGompertzNbd => 7,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nbd => "NBD",
            Self::ParetoNbd => "Pareto/NBD",
            Self::GGompertzNbd => "GGompertz/NBD",
            Self::BgNbd => "BG/NBD",
            Self::MbgNbd => "MBG/NBD",
            Self::BgCnbd => "BG/CNBD-k",
            Self::MbgCnbd => "MBG/CNBD-k",
        }
    }

    /// The kind of this name, of those that [`Kind::name`] gives.
    pub(crate) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or(Self::Nbd)
    }

    /// Whether purchases come with Erlang-k intervals.
    pub(crate) fn is_regular(self) -> bool {
        matches!(self, Self::BgCnbd | Self::MbgCnbd)
    }

    /// The parameters that are estimated: without k.
    pub(crate) fn estimated(self) -> usize {
        match self {
            Self::Nbd => 2,
            Self::GGompertzNbd => 5,
            _ => 4,
        }
    }

    /// The model with these estimated parameters and this k.
    pub(crate) fn model(self, parameters: &[f64], k: u32) -> habitue::Result<AnyModel> {
        let mut all = parameters.to_vec();
        if self.is_regular() {
            all.push(f64::from(k));
        }
        AnyModel::from_kind(self.number(), &all)
    }

    /// The box of the logarithms of the parameters for customers of this mean age: that
    /// of the library, and a hundred to a million times as wide on either side.
    pub(crate) fn bounds(self, age: f64, wide: bool) -> Vec<(f64, f64)> {
        let shape = if wide { (1e-9, 1e9) } else { (1e-6, 1e6) };
        let time = if wide { (1e-12 * age, 1e11 * age) } else { (1e-7 * age, 1e8 * age) };
        let own = match self {
            Self::Nbd => vec![shape, time],
            Self::ParetoNbd => {
                // Those who leave at once do so sooner than anything else happens.
                let beta = if wide { (1e-17 * age, time.1) } else { (1e-12 * age, time.1) };
                vec![shape, time, shape, beta]
            }
            Self::GGompertzNbd => {
                let b = if wide { (1e-12 / age, 1e3 / age) } else { (1e-10 / age, 1e2 / age) };
                let beta = if wide { (1e-30, 1e9) } else { (1e-18, 1e6) };
                vec![shape, time, b, shape, beta]
            }
            _ => vec![shape, time, shape, shape],
        };
        own.into_iter().map(|(low, high)| (low.ln(), high.ln())).collect()
    }
}
