//! Averages over the events that a customer who never leaves would see: sums of
//! positive terms.

use super::beta_geometric_process::BetaGeometricProcess;
use crate::numeric::effort;
use crate::numeric::negative_binomial::NegativeBinomial;
use crate::numeric::tolerance;
use crate::numeric::tolerance::COUNT_TERMS;

/// Below e^this the first of the terms drowns in the smallest doubles.
const LEAST_LN: f64 = -600.0;

/// A sum that has not settled by then, though it was to be short, is left to the
/// integral over the drop-out probability.
const LONGEST: u32 = 4 * COUNT_TERMS as u32;

/// The purchases expected of, and the chance to survive, the purchases that the
/// events so far make.
struct DropoutChances {
    a: f64,
    b: f64,
    flips: f64,
    made: f64,
    survive: f64,
}

impl DropoutChances {
    fn new(process: &BetaGeometricProcess) -> Self {
        Self { a: process.a, b: process.b, flips: 0.0, made: 0.0, survive: 1.0 }
    }

    #[inline]
    fn flip(&mut self) {
        self.made += self.survive;
        self.survive *= (self.b + self.flips) / (self.a + self.b + self.flips);
        self.flips += 1.0;
    }
}

impl BetaGeometricProcess {
    /// Expected purchases and survival in t, from `hidden` events since the last
    /// purchase; `None` where the sum is too long.
    pub(super) fn over_events(&self, hidden: u32, law: &NegativeBinomial) -> Option<(f64, f64)> {
        let first = law.ln_none();
        if law.terms() > COUNT_TERMS || first < LEAST_LN {
            return None;
        }
        let (z, r) = (law.z(), self.r + f64::from(hidden));
        let mut chances = DropoutChances::new(self);
        let mut mass = first.exp();
        let (mut expected, mut survival) = (0.0, mass);
        let (mut j, mut phase) = (0.0, hidden);
        for _ in 0..LONGEST {
            phase += 1;
            if phase == self.k {
                phase = 0;
                chances.flip();
            }
            let ratio = z * (r + j) / (j + 1.0);
            mass *= ratio;
            j += 1.0;
            let term = mass * chances.made;
            expected += term;
            survival += mass * chances.survive;
            // From here on the terms fall at least as fast as a geometric
            // series of ratio `fall`.
            let fall = ratio.max(z) * (1.0 + 1.0 / j);
            let settled = term <= tolerance::TERMS_TAIL * expected * (1.0 - fall) && expected > 0.0;
            let vanished = mass == 0.0 && j > r * z / (1.0 - z);
            if fall < 1.0 && (settled || vanished) {
                effort::spend(j as u64);
                return Some((expected, survival));
            }
        }
        effort::spend(u64::from(LONGEST));
        None
    }

    /// The same for every number of hidden events at once, for `LANES` = k > 1. Lane j
    /// holds the chance of e events since the last purchase, j of them hidden,
    /// ∝ (r)_e/e! C(e, j) (share y)^j z^(e−j): all make ⌊e/k⌋ purchases.
    pub(super) fn over_all_events<const LANES: usize>(
        &self,
        share: f64,
        t: f64,
    ) -> Option<(f64, f64)> {
        let Self { r, alpha, .. } = *self;
        let longest = NegativeBinomial::new(r + (LANES - 1) as f64, alpha, t);
        let first = NegativeBinomial::new(r, alpha, t).ln_none();
        if longest.terms() > COUNT_TERMS || first < LEAST_LN {
            return None;
        }
        let (z, seen) = (longest.z(), share * (alpha / (alpha + t)));
        let mut chances = DropoutChances::new(self);
        let (mut total, mut weight) = (1.0, 1.0);
        for j in 1..LANES {
            let j = j as f64;
            weight *= (r + j - 1.0) / j * share;
            total += weight;
        }
        let mut lanes = [0.0; LANES];
        lanes[0] = first.exp() / total;
        let (mut expected, mut survival) = (0.0, lanes[0]);
        let mut e = 0.0;
        for _ in 0..LONGEST / LANES as u32 {
            for _ in 1..LANES {
                advance(&mut lanes, (r + e) / (e + 1.0), z, seen);
                e += 1.0;
                let mass: f64 = lanes.iter().sum();
                expected += mass * chances.made;
                survival += mass * chances.survive;
            }
            // The LANES-th event is a purchase.
            advance(&mut lanes, (r + e) / (e + 1.0), z, seen);
            e += 1.0;
            chances.flip();
            let mass: f64 = lanes.iter().sum();
            let term = mass * chances.made;
            expected += term;
            survival += mass * chances.survive;
            // Lane j falls like z (r + e)/(e + 1 − j), the last one slowest.
            let ratio = z * (r + e) / (e + 2.0 - LANES as f64);
            let fall = ratio.max(z) * (1.0 + 1.0 / e);
            let settled = term <= tolerance::TERMS_TAIL * expected * (1.0 - fall) && expected > 0.0;
            let vanished = mass == 0.0 && e > r * z / (1.0 - z) + LANES as f64;
            if fall < 1.0 && (settled || vanished) {
                effort::spend(e as u64);
                return Some((expected, survival));
            }
        }
        effort::spend(u64::from(LONGEST));
        None
    }
}

/// One event more.
#[inline]
fn advance<const LANES: usize>(lanes: &mut [f64; LANES], growth: f64, z: f64, seen: f64) {
    for j in (1..LANES).rev() {
        lanes[j] = growth * (z * lanes[j] + seen * lanes[j - 1]);
    }
    lanes[0] *= growth * z;
}
