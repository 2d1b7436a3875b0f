//! The satisfaction-loyalty matrix with its two extreme corners, and the five
//! propositions about satisfaction and loyalty.

use crate::classify::{
    Classified, Cuts, FactColumns, Number, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "serde")]
use crate::numeric::counts::check_total;

classes! {
    /// The kinds of customer by satisfaction and loyalty.
    pub enum Allegiance because AllegianceReason {
        /// Dissatisfied and leaving.
        Defector = 1 => "defector", "背叛者";
        /// The extreme corner of the defectors: tells everybody.
        Terrorist = 2 => "terrorist", "破坏者";
        /// Dissatisfied, but stays: no choice.
        Hostage = 3 => "hostage", "人质型客户（被套牢者）";
        /// Satisfied, but goes where the price is.
        Mercenary = 4 => "mercenary", "图利者";
        /// Satisfied and stays.
        Loyalist = 5 => "loyalist", "忠诚者";
        /// The extreme corner of the loyalists: brings others.
        Apostle = 6 => "apostle", "传道者";
    }
}

reasons! {
    /// What the satisfaction-loyalty matrix found.
    pub enum AllegianceReason {
        SatisfactionHigh = 0 => "satisfaction is high", "满意度高";
        SatisfactionLow = 1 => "satisfaction is low", "满意度低";
        LoyaltyHigh = 2 => "loyalty is high", "忠诚度高";
        LoyaltyLow = 3 => "loyalty is low", "忠诚度低";
        BothTop = 4 => "both are in the top corner", "两者均处于最高区";
        BothBottom = 5 => "both are in the bottom corner", "两者均处于最低区";
    }
    missing {
        SatisfactionMissing = 16 => "satisfaction is not known", "满意度未知";
        LoyaltyMissing = 17 => "loyalty is not known", "忠诚度未知";
    }
}

facts! {
    /// What the satisfaction-loyalty matrix looks at.
    pub struct AllegianceFacts, AllegianceColumns {
        /// Satisfaction, on the scale of the cuts (0 to 100 by default).
        satisfaction: Number,
        /// Loyalty, on the scale of the cuts (0 to 100 by default).
        loyalty: Number,
    }
}

/// The satisfaction-loyalty matrix (Jones and Sasser, *Why satisfied customers
/// defect*, 1995).
///
/// Four kinds by two cuts, and two extreme corners: the apostle among the
/// loyalists and the terrorist among the defectors. The article places the
/// corners at the ends of its scale without a number; the defaults put them at
/// 90 and 10 of 100, which on a five-level answer is 5/5 and 1/1.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::loyalty::{Allegiance, AllegianceFacts, ApostleMatrix};
///
/// let facts = AllegianceFacts::new().satisfaction(25.0).loyalty(80.0);
/// let hostage = ApostleMatrix::new().classify(&facts)?;
/// assert_eq!(hostage.class(), Some(Allegiance::Hostage));
/// assert_eq!(hostage.to_string(), "hostage (satisfaction is low; loyalty is high)");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ApostleMatrix {
    cuts: Cuts,
    apostle: Cuts,
    terrorist: Cuts,
}

impl Default for ApostleMatrix {
    fn default() -> Self {
        let corner = |at| Cuts::new(at, at).unwrap_or(Cuts::MIDDLE);
        Self { cuts: Cuts::MIDDLE, apostle: corner(90.0), terrorist: corner(10.0) }
    }
}

impl ApostleMatrix {
    /// The matrix for scores from 0 to 100.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the cuts and corners, each of satisfaction and of loyalty. A
    /// score on a cut is high; an apostle has both at or above the apostle's
    /// corner, a terrorist both at or below the terrorist's. Defaults to 50, 90
    /// and 10 on both axes.
    ///
    /// # Errors
    /// [`Unsorted`](ErrorKind::Unsorted) unless terrorist < cut <= apostle on
    /// both axes.
    pub fn with_cuts(mut self, cuts: Cuts, apostle: Cuts, terrorist: Cuts) -> Result<Self> {
        self.cuts = cuts;
        self.apostle = apostle;
        self.terrorist = terrorist;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { cuts, apostle, terrorist } = self;
        for (axis, low, cut, high) in [
            ("satisfaction", terrorist.x(), cuts.x(), apostle.x()),
            ("loyalty", terrorist.y(), cuts.y(), apostle.y()),
        ] {
            if !(low < cut && cut <= high) {
                return Err(Error::new(
                    ErrorKind::Unsorted,
                    format!("cuts are not ascending: terrorist {low}, cut {cut}, apostle {high}"),
                )
                .in_column(axis)
                .allowing("terrorist < cut <= apostle"));
            }
        }
        Ok(self)
    }

    /// Counts what the five propositions about satisfaction and loyalty say of
    /// these customers.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) for a column of another length;
    /// [`NotFinite`](ErrorKind::NotFinite) for an infinity, with row and column.
    pub fn propositions(&self, columns: &AllegianceColumns<'_>) -> Result<Propositions> {
        columns.check()?;
        let mut found = Propositions::default();
        for row in 0..columns.rows() {
            let facts = columns.facts(row);
            let (Some(satisfaction), Some(loyalty)) = (facts.satisfaction, facts.loyalty) else {
                found.n_missing += 1;
                continue;
            };
            let at = self.cuts.quadrant(satisfaction, loyalty);
            let side = if at.x_high { &mut found.satisfied } else { &mut found.dissatisfied };
            side.count(at.y_high);
            if satisfaction >= self.apostle.x() {
                found.fully_satisfied.count(at.y_high);
            }
        }
        Ok(found)
    }
}

impl Scheme for ApostleMatrix {
    type Class = Allegiance;
    type Facts = AllegianceFacts;
    type Columns<'a> = AllegianceColumns<'a>;

    #[inline]
    fn decide(&self, facts: &AllegianceFacts) -> Classified<Allegiance> {
        use AllegianceReason as R;
        let none = Reasons::NONE;
        let (Some(x), Some(y)) = (facts.satisfaction, facts.loyalty) else {
            return Classified::unknown(
                none.with_if(facts.satisfaction.is_none(), R::SatisfactionMissing)
                    .with_if(facts.loyalty.is_none(), R::LoyaltyMissing),
            );
        };
        let at = self.cuts.quadrant(x, y);
        let top = x >= self.apostle.x() && y >= self.apostle.y();
        let bottom = x <= self.terrorist.x() && y <= self.terrorist.y();
        let class = match (at.x_high, at.y_high) {
            (false, false) if bottom => Allegiance::Terrorist,
            (false, false) => Allegiance::Defector,
            (true, false) => Allegiance::Mercenary,
            (false, true) => Allegiance::Hostage,
            (true, true) if top => Allegiance::Apostle,
            (true, true) => Allegiance::Loyalist,
        };
        let reasons = none
            .with(if at.x_high { R::SatisfactionHigh } else { R::SatisfactionLow })
            .with(if at.y_high { R::LoyaltyHigh } else { R::LoyaltyLow })
            .with_if(top, R::BothTop)
            .with_if(bottom, R::BothBottom);
        let corner = (top && (x == self.apostle.x() || y == self.apostle.y()))
            || (bottom && (x == self.terrorist.x() || y == self.terrorist.y()));
        Classified::known(class, reasons, at.boundary || corner)
    }
}

/// How many of a group are loyal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct LoyalOf {
    /// Customers with high loyalty.
    pub loyal: u64,
    /// All customers of the group.
    pub of: u64,
}

impl LoyalOf {
    /// Refuses more loyal customers than there are.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        check_total("of", &[self.of])?;
        if self.loyal > self.of {
            return Err(Error::new(ErrorKind::Inconsistent, "exceeds the customers of the group")
                .in_column("loyal")
                .with_value(self.loyal)
                .allowing(format!("0 to {}", self.of)));
        }
        Ok(self)
    }

    fn count(&mut self, loyal: bool) {
        self.loyal += u64::from(loyal);
        self.of += 1;
    }

    /// The share of the loyal, 0 to 1; `None` for an empty group.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.loyal as f64 / self.of as f64)
    }
}

/// The evidence for the five propositions "satisfaction is not loyalty":
///
/// 1. the satisfied may be loyal;
/// 2. the satisfied may be disloyal;
/// 3. the dissatisfied are usually disloyal;
/// 4. the dissatisfied may be loyal;
/// 5. full satisfaction makes most loyal.
///
/// They are claims about customers in general. Here they are counted on the
/// customers at hand; nothing is taken for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Propositions {
    /// Customers with high satisfaction.
    pub satisfied: LoyalOf,
    /// Customers with low satisfaction.
    pub dissatisfied: LoyalOf,
    /// Customers at or above the apostle's corner of satisfaction.
    pub fully_satisfied: LoyalOf,
    /// Customers with satisfaction or loyalty not known.
    pub n_missing: u64,
}

impl Propositions {
    /// Refuses more fully satisfied customers than satisfied and dissatisfied ones.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let all = [self.satisfied, self.dissatisfied];
        let full = self.fully_satisfied;
        let loyal: u64 = all.iter().map(|group| group.loyal).sum();
        let rest: u64 = all.iter().map(|group| group.of - group.loyal).sum();
        if full.loyal > loyal || full.of - full.loyal > rest {
            return Err(Error::new(ErrorKind::Inconsistent, "exceeds the customers in all")
                .in_column("fully_satisfied")
                .with_value(full.of));
        }
        Ok(self)
    }

    /// Whether each proposition holds for these customers, in their order;
    /// `None` where nobody is in the group that it speaks of.
    #[must_use]
    pub fn hold(&self) -> [Option<bool>; 5] {
        let exists = |group: &LoyalOf, count: u64| (group.of > 0).then_some(count > 0);
        let rest = LoyalOf {
            loyal: self.satisfied.loyal + self.dissatisfied.loyal - self.fully_satisfied.loyal,
            of: self.satisfied.of + self.dissatisfied.of - self.fully_satisfied.of,
        };
        [
            exists(&self.satisfied, self.satisfied.loyal),
            exists(&self.satisfied, self.satisfied.of - self.satisfied.loyal),
            self.dissatisfied.share().map(|share| share < 0.5),
            exists(&self.dissatisfied, self.dissatisfied.loyal),
            self.fully_satisfied.share().zip(rest.share()).map(|(full, rest)| full > rest),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::assert_total;

    #[test]
    fn every_pair_of_scores_has_one_place() {
        let scores = [
            None,
            Some(0.0),
            Some(10.0),
            Some(11.0),
            Some(50.0),
            Some(89.0),
            Some(90.0),
            Some(100.0),
        ];
        let rows: Vec<AllegianceFacts> = scores
            .iter()
            .flat_map(|x| scores.iter().map(|y| AllegianceFacts { satisfaction: *x, loyalty: *y }))
            .collect();
        let matrix = ApostleMatrix::new();
        AllegianceFacts::with_columns(&rows, |columns| assert_total(&matrix, &rows, columns));
    }

    #[test]
    fn the_corners_are_the_ends_of_a_five_level_scale() {
        let matrix = ApostleMatrix::new()
            .with_cuts(
                Cuts::new(3.5, 3.5).unwrap(),
                Cuts::new(5.0, 5.0).unwrap(),
                Cuts::new(1.0, 1.0).unwrap(),
            )
            .unwrap();
        for satisfaction in 1..=5 {
            for loyalty in 1..=5 {
                let facts = AllegianceFacts::new()
                    .satisfaction(f64::from(satisfaction))
                    .loyalty(f64::from(loyalty));
                let expected = match (satisfaction, loyalty) {
                    (5, 5) => Allegiance::Apostle,
                    (4.., 4..) => Allegiance::Loyalist,
                    (4.., _) => Allegiance::Mercenary,
                    (_, 4..) => Allegiance::Hostage,
                    (1, 1) => Allegiance::Terrorist,
                    _ => Allegiance::Defector,
                };
                assert_eq!(matrix.classify(&facts).unwrap().class(), Some(expected));
            }
        }
        let cut = Cuts::new(3.0, 3.0).unwrap();
        let error = matrix.with_cuts(cut, cut, cut).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::Unsorted, Some("satisfaction")));
    }

    #[test]
    fn the_propositions_are_counted_not_assumed() {
        let columns = AllegianceColumns::new(7)
            .satisfaction(&[95.0, 95.0, 60.0, 60.0, 20.0, 20.0, f64::NAN])
            .loyalty(&[90.0, 80.0, 90.0, 10.0, 10.0, 70.0, 50.0]);
        let found = ApostleMatrix::new().propositions(&columns).unwrap();
        assert_eq!(found.satisfied, LoyalOf { loyal: 3, of: 4 });
        assert_eq!(found.dissatisfied, LoyalOf { loyal: 1, of: 2 });
        assert_eq!(found.fully_satisfied, LoyalOf { loyal: 2, of: 2 });
        assert_eq!(found.n_missing, 1);
        assert_eq!(found.hold(), [Some(true), Some(true), Some(false), Some(true), Some(true)]);
        assert_eq!(Propositions::default().hold(), [None; 5]);
    }
}
