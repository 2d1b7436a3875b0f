//! Where a service loses what the customer expected.

use crate::error::{Error, Result};

/// The five gaps of service quality (Parasuraman, Zeithaml and Berry 1985): four
/// inside the organisation, and the one that the customer feels.
///
/// Each is the later state less the earlier one, as in
/// [`ValueGaps`](crate::satisfaction::ValueGaps): below 0, something got lost there. What the
/// customer feels is what got lost on the way, and how delivery was perceived:
/// service = understanding + standards + delivery + (perceived - delivered).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ServiceGaps {
    /// Gap 1, 理解差距: what management believes to be expected - what is expected.
    pub understanding: f64,
    /// Gap 2, 标准差距: what is specified - what management believes.
    pub standards: f64,
    /// Gap 3, 传递差距: what is delivered - what is specified.
    pub delivery: f64,
    /// Gap 4, 沟通差距: what is delivered - what is promised.
    pub communication: f64,
    /// Gap 5, 服务差距: what is perceived - what is expected.
    pub service: f64,
}

impl ServiceGaps {
    /// The gaps of one attribute, all states in one unit.
    ///
    /// # Errors
    /// `NotFinite`, by name.
    ///
    /// ```
    /// use habitue::satisfaction::{ServiceGaps, ServiceStates};
    ///
    /// let gaps = ServiceGaps::of(&ServiceStates {
    ///     expected: 8.0,
    ///     believed: 7.0,
    ///     specified: 7.5,
    ///     delivered: 6.0,
    ///     promised: 9.0,
    ///     perceived: 5.5,
    /// })?;
    /// assert_eq!((gaps.understanding, gaps.standards, gaps.delivery), (-1.0, 0.5, -1.5));
    /// assert_eq!((gaps.communication, gaps.service), (-3.0, -2.5));
    /// assert_eq!(gaps.widest(), (3, -3.0));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(states: &ServiceStates) -> Result<Self> {
        let ServiceStates { expected, believed, specified, delivered, promised, perceived } =
            *states;
        for (name, value) in [
            ("expected", expected),
            ("believed", believed),
            ("specified", specified),
            ("delivered", delivered),
            ("promised", promised),
            ("perceived", perceived),
        ] {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        Ok(Self {
            understanding: believed - expected,
            standards: specified - believed,
            delivery: delivered - specified,
            communication: delivered - promised,
            service: perceived - expected,
        })
    }

    /// The five, in order.
    #[must_use]
    pub fn all(&self) -> [f64; 5] {
        [self.understanding, self.standards, self.delivery, self.communication, self.service]
    }

    /// Which of the four gaps inside the organisation loses most (from 0; the
    /// first of equals), and how much: where to begin.
    #[must_use]
    pub fn widest(&self) -> (usize, f64) {
        let all = self.all();
        let first = |best: usize, next: usize| if all[next] < all[best] { next } else { best };
        let place = (1..4).fold(0, first);
        (place, all[place])
    }
}

/// What [`ServiceGaps`] lie between.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ServiceStates {
    /// What customers expect.
    pub expected: f64,
    /// What management believes that they expect.
    pub believed: f64,
    /// What the standards specify.
    pub specified: f64,
    /// What is delivered.
    pub delivered: f64,
    /// What advertising and sales promise.
    pub promised: f64,
    /// What customers perceive.
    pub perceived: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_felt_gap_is_the_sum_of_what_got_lost() {
        let states = ServiceStates {
            expected: 6.25,
            believed: 5.5,
            specified: 5.75,
            delivered: 5.0,
            promised: 4.0,
            perceived: 4.5,
        };
        let gaps = ServiceGaps::of(&states).unwrap();
        let lost = gaps.understanding + gaps.standards + gaps.delivery;
        assert_eq!(gaps.service, lost + states.perceived - states.delivered);
        assert_eq!(gaps.widest(), (0, -0.75));
        let bad = ServiceStates { promised: f64::NAN, ..states };
        assert_eq!(ServiceGaps::of(&bad).unwrap_err().column(), Some("promised"));
    }
}
