//! Sums over the moments at which a customer may have left.

use crate::lifetime::observed::history::History;

/// The time between a last purchase and T in which customers of one frequency were
/// silent, which grows backward from T.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Silence {
    pub(crate) x: u32,
    pub(crate) since: f64,
    until: f64,
}

impl Silence {
    /// None yet, at T.
    pub(crate) fn until(history: &History) -> Self {
        Self { x: history.x(), since: history.t(), until: history.t() }
    }

    /// Whether this is part of the silence of the history.
    pub(crate) fn leads_to(&self, history: &History) -> bool {
        self.x == history.x() && self.until == history.t() && self.since >= history.t_x()
    }
}

/// Weights of moments of leaving since a last purchase, with the weighted sums of K
/// quantities and of their products. Quantities count from that purchase on.
///
/// Where histories that differ in the last purchase alone come one after the other, from the
/// latest purchase to the earliest, each has the moments of the one before and those
/// between the two purchases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DropoutMoments<const K: usize> {
    pub(crate) mass: f64,
    first: [f64; K],
    /// Entry (i, j) for i <= j.
    second: [[f64; K]; K],
}

impl<const K: usize> DropoutMoments<K> {
    pub(crate) const NONE: Self = Self { mass: 0.0, first: [0.0; K], second: [[0.0; K]; K] };

    /// One more moment. Inlined: fits spend their time here.
    #[inline(always)]
    pub(crate) fn add(&mut self, weight: f64, quantities: &[f64; K]) {
        self.mass += weight;
        for i in 0..K {
            let weighted = weight * quantities[i];
            self.first[i] += weighted;
            for (sum, quantity) in self.second[i].iter_mut().zip(quantities).skip(i) {
                *sum += weighted * quantity;
            }
        }
    }

    /// The same moments seen from an earlier purchase: weights are this `share` of what
    /// they were, quantities are larger `by` so much.
    #[inline(always)]
    pub(crate) fn seen_from(&mut self, share: f64, by: &[f64; K]) {
        self.mass *= share;
        for sum in self.first.iter_mut().chain(self.second.as_flattened_mut()) {
            *sum *= share;
        }
        let Self { mass, first, second } = self;
        for (i, row) in second.iter_mut().enumerate() {
            for (j, sum) in row.iter_mut().enumerate().skip(i) {
                *sum += by[i] * first[j] + by[j] * first[i] + by[i] * by[j] * *mass;
            }
        }
        for (sum, by) in first.iter_mut().zip(by) {
            *sum += by * *mass;
        }
    }

    /// The mean of each quantity.
    pub(crate) fn means(&self) -> [f64; K] {
        self.first.map(|sum| sum / self.mass)
    }

    /// The mean of the product of two, i <= j.
    pub(crate) fn mean_product(&self, i: usize, j: usize) -> f64 {
        self.second[i][j] / self.mass
    }
}

#[cfg(test)]
mod tests {
    use crate::lifetime::fit::estimable::Estimable;
    use crate::lifetime::observed::history::History;
    use crate::lifetime::{BgBb, GGompertzNbd, ParetoNbd};

    /// The worst difference of jets taken one after the other from those taken alone, in
    /// logarithms of the parameters, as fits see them; histories differ in the last
    /// purchase.
    fn worst<const N: usize, M>(parameters: [f64; N]) -> f64
    where
        M: Estimable<N, Observation = History, Settings = ()>,
    {
        let model = M::from_array((), parameters).unwrap();
        let mut worst = 0.0f64;
        for (x, end) in [(1, 40.0), (3, 40.0), (3, 52.0), (9, 300.0)] {
            let mut trail = M::Trail::default();
            let table = model.table(x);
            for back in [0.0, 1.0, 1.0, 2.0, 5.0, 11.0, 30.0] {
                let history = History::unchecked(x, end - back, end);
                let moments = [model.moment(end - back), model.moment(end)];
                let along = model.jet_along(&mut trail, &table, moments, &history);
                let alone = model.jet(&table, moments, &history);
                let [along, alone] = [along, alone].map(|jet| jet.logarithmic(&parameters));
                let mut compare =
                    |a: f64, b: f64| worst = worst.max((a - b).abs() / (1.0 + b.abs()));
                compare(along.value, alone.value);
                for i in 0..N {
                    compare(along.gradient[i], alone.gradient[i]);
                    for j in i..N {
                        compare(along.hessian[i][j], alone.hessian[i][j]);
                    }
                }
            }
        }
        worst
    }

    #[test]
    fn one_after_the_other_is_as_alone() {
        let found = [
            worst::<4, ParetoNbd>([0.55, 10.6, 0.61, 11.7]),
            worst::<4, ParetoNbd>([4.0, 0.3, 2.5, 900.0]),
            worst::<5, GGompertzNbd>([0.55, 10.6, 0.03, 0.6, 0.2]),
            worst::<5, GGompertzNbd>([2.0, 60.0, 0.4, 0.1, 500.0]),
            worst::<4, BgBb>([1.2, 0.75, 0.66, 2.78]),
        ];
        // What the quadrature leaves of the mass, and products of it.
        assert!(found.iter().all(|&worst| worst < 1e-12), "{found:?}");
    }
}
