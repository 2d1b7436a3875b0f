//! The figures of a study by their names.

use super::base::Base;
use super::checks::{
    Checks, GapsCheck, LeavingCheck, RankingCheck, RowsCheck, SpendCheck, TotalTested, TotalsCheck,
};
use super::figures::BuyersTest;
use super::study::Study;
use super::verdict::FigureGroup;
use super::withheld::{Figure, Withheld};
use crate::numeric::proportion::Interval;

/// A figure of a study by its name: a key figure, or one that a check rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct NamedFigure {
    /// What it goes by: what it is of, a full stop, and what it is, such as
    /// `totals.purchases_expected`.
    pub name: &'static str,
    /// The figure: counts, shares from 0 to 1, money in units of the currency, times in the unit of
    /// the study; or why it is withheld.
    pub value: Figure<f64>,
    /// Its 95 % interval, where it has one.
    pub interval: Option<(f64, f64)>,
}

impl Study {
    /// The key figures and those that the six checks rest on, by their names: what is in the base,
    /// what lies ahead (`ahead.`), and a group for each [check](super::CheckKind). A figure that
    /// there is not, such as a bias without a test, is left out; one that the verdict withholds is
    /// there with the reason.
    ///
    /// | name | what it is |
    /// |---|---|
    /// | `base.customers`, `.came_back`, `.purchases`, `.days`, `.revenue`, `.profit` | the [`Base`] |
    /// | `ahead.horizon` | how far forecasts reach |
    /// | `ahead.buyers` | how many customers are expected to buy at least once within it, widened by what earlier forecasts missed |
    /// | `ahead.purchases`, `.money`, `.top_fifth_share` | what is expected within it, widened by what earlier forecasts missed ([`Futures`](super::Futures)) |
    /// | `bought_again.share`, `.within` | who bought a second time, within how long of the first purchase |
    /// | `test.length` | how long the test is |
    /// | `test.buyers_expected`, `_bought`, `_brier_score` | how many customers were expected to buy in it, how many did, and the Brier score of their chances ([`BuyersTest`]) |
    /// | `totals.purchases_expected`, `_came`, `_bias`; `totals.money_...` | the forecast of the test, what came, (expected − came)/came |
    /// | `totals.season_amplitude`, `_peak_month` | the [`Season`](super::Season) |
    /// | `ranking.caught_by_1_percent` (5, 10, 20), `..._so_far` | what came of those ranked first by the model, and by spend so far |
    /// | `ranking.lead`, `.gini`, `.expected_least`, `.expected_most` | the [`RankingCheck`] |
    /// | `leaving.active_of_all_least`, `_most`; `.active_of_repeat_...` | the share of active customers over models of equal fit |
    /// | `leaving.low_below`, `_customers`, `_expected`, `_came` | those whom the model gave up, and who of them bought |
    /// | `gaps.longest`, `.longest_by_chance`, `.days_with_sales`, `.days`, `.lone_days` | days without a sale, beside what chance explains |
    /// | `rows.of_file`, `.lost`, `.lost_share`, `.money_lost`, `.money_lost_share`, `.outside` | the [`RowsCheck`] |
    /// | `spend.customers`, `.pearson`, `.spearman`, `.q`, `.q_standard_error` | the [`SpendCheck`] |
    ///
    /// # Examples
    /// ```
    /// use habitue::Progress;
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::study::{Study, StudyOptions};
    /// use habitue::summary::Summary;
    /// use habitue::time::Day;
    ///
    /// let mut summary = Summary::new(Rules::visits());
    /// for customer in 0..40 {
    ///     for visit in 0..=365 / (customer + 9) {
    ///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 9))?;
    ///         summary.update(&Transaction::visit(customer, day))?;
    ///     }
    /// }
    /// let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
    /// let figures = study.named_figures();
    /// let customers = figures.iter().find(|figure| figure.name == "base.customers");
    /// assert_eq!(customers.map(|figure| figure.value), Some(Ok(40.0)));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn named_figures(&self) -> Vec<NamedFigure> {
        let mut all = Named(Vec::new());
        all.base(&self.base);
        all.ahead(self);
        let Checks { totals, ranking, leaving, gaps, rows, spend } = &self.verdict.checks;
        all.totals(totals);
        all.ranking(ranking);
        all.leaving(leaving);
        all.gaps(gaps);
        all.rows(rows, &self.base);
        all.spend(spend);
        all.0
    }
}

struct Named(Vec<NamedFigure>);

/// Minor units in units of the currency, where there is one.
fn units(base: &Base, minor: Option<i64>) -> Option<f64> {
    let (minor, currency) = minor.zip(base.currency)?;
    Some(minor as f64 / currency.minor_per_unit() as f64)
}

fn ends(interval: Interval) -> (f64, f64) {
    (interval.low, interval.high)
}

impl Named {
    fn add(&mut self, name: &'static str, value: impl Into<Option<f64>>) {
        self.with(name, value, None);
    }

    fn count(&mut self, name: &'static str, count: u64) {
        self.add(name, count as f64);
    }

    fn with(
        &mut self,
        name: &'static str,
        value: impl Into<Option<f64>>,
        interval: Option<(f64, f64)>,
    ) {
        if let Some(value) = value.into() {
            self.0.push(NamedFigure { name, value: Ok(value), interval });
        }
    }

    /// A figure with its interval, or why it is withheld.
    fn asked(&mut self, name: &'static str, found: Figure<(f64, Interval)>) {
        let value = found.map(|(value, _)| value);
        let interval = found.ok().map(|(_, interval)| ends(interval));
        self.0.push(NamedFigure { name, value, interval });
    }

    fn base(&mut self, base: &Base) {
        self.count("base.customers", base.customers);
        self.count("base.came_back", base.came_back());
        self.count("base.purchases", base.purchases);
        self.count("base.days", u64::from(base.days()));
        self.add("base.revenue", units(base, Some(base.revenue)));
        self.add("base.profit", units(base, base.profit));
    }

    fn ahead(&mut self, study: &Study) {
        let (verdict, futures) = (&study.verdict, &study.figures.futures);
        let money = study.figures.basis.is_money();
        let released = |group| -> Figure<_> {
            verdict.allows(group)?;
            futures.as_ref().map_err(|withheld| *withheld)
        };
        self.add("ahead.horizon", study.options.horizon());
        let buyers = released(FigureGroup::Chance)
            .map(|futures| (futures.buyers.expected, futures.buyers.widened));
        self.asked("ahead.buyers", buyers);
        let purchases = released(FigureGroup::Purchases)
            .map(|futures| (futures.purchases.expected, futures.purchases.widened));
        self.asked("ahead.purchases", purchases);
        let total = if money { FigureGroup::Money } else { FigureGroup::Purchases };
        if money {
            let found = released(FigureGroup::Money).and_then(|futures| {
                let money = futures.money.as_ref().ok_or(Withheld::NO_AMOUNTS)?;
                Ok((money.expected, money.widened))
            });
            self.asked("ahead.money", found);
        }
        let share = verdict.allows(FigureGroup::Values).and_then(|()| released(total));
        match share.map(|futures| futures.top_fifth.as_ref()) {
            Ok(None) => {}
            Ok(Some(share)) => {
                self.asked("ahead.top_fifth_share", Ok((share.expected, share.widened)));
            }
            Err(withheld) => self.asked("ahead.top_fifth_share", Err(withheld)),
        }
        let curves = study.figures.bought_again.as_ref().ok();
        let first = curves.and_then(|found| found.curves.iter().find(|curve| curve.from == 1));
        if let Some(end) = first.map(|first| &first.end) {
            self.add("bought_again.within", end.time);
            self.with("bought_again.share", end.share, end.interval.map(ends));
        }
        self.add("test.length", study.split.as_ref().map(|split| split.length));
        let test = study.figures.test.as_ref().and_then(|test| test.buyers.as_ref().ok());
        if let Some(BuyersTest { expected, bought, brier, .. }) = test {
            self.add("test.buyers_expected", *expected);
            self.count("test.buyers_bought", *bought);
            self.add("test.buyers_brier_score", *brier);
        }
    }

    fn totals(&mut self, check: &TotalsCheck) {
        let names = [
            (
                &check.purchases,
                ["totals.purchases_expected", "totals.purchases_came", "totals.purchases_bias"],
            ),
            (&check.money, ["totals.money_expected", "totals.money_came", "totals.money_bias"]),
        ];
        for (tested, [expected, came, bias]) in names {
            let Some(TotalTested { expected: forecast, came: found, bias: off, interval }) =
                *tested
            else {
                continue;
            };
            self.add(expected, forecast);
            self.add(came, found);
            self.with(bias, off, interval);
        }
        self.add("totals.season_amplitude", check.season.map(|season| season.amplitude));
        self.add("totals.season_peak_month", check.season.map(|season| f64::from(season.peak)));
    }

    fn ranking(&mut self, check: &RankingCheck) {
        const CAUGHT: [[&str; 2]; 4] = [
            ["ranking.caught_by_1_percent", "ranking.caught_by_1_percent_so_far"],
            ["ranking.caught_by_5_percent", "ranking.caught_by_5_percent_so_far"],
            ["ranking.caught_by_10_percent", "ranking.caught_by_10_percent_so_far"],
            ["ranking.caught_by_20_percent", "ranking.caught_by_20_percent_so_far"],
        ];
        for (caught, [model, so_far]) in check.caught.iter().zip(CAUGHT) {
            self.add(model, caught.model);
            self.add(so_far, caught.so_far);
        }
        for (name, found) in [("ranking.lead", check.lead), ("ranking.gini", check.gini)] {
            self.with(name, found.map(|found| found.0), found.map(|(_, low, high)| (low, high)));
        }
        self.add("ranking.expected_least", check.expected.map(|expected| expected.0));
        self.add("ranking.expected_most", check.expected.map(|expected| expected.1));
    }

    fn leaving(&mut self, check: &LeavingCheck) {
        let [all, repeat] = [check.active_of_all, check.active_of_repeat];
        self.add("leaving.active_of_all_least", all.map(|shares| shares.0));
        self.add("leaving.active_of_all_most", all.map(|shares| shares.1));
        self.add("leaving.active_of_repeat_least", repeat.map(|shares| shares.0));
        self.add("leaving.active_of_repeat_most", repeat.map(|shares| shares.1));
        if let Some(low) = &check.low {
            self.add("leaving.low_below", low.below);
            self.count("leaving.low_customers", low.customers);
            self.add("leaving.low_expected", low.mean);
            self.count("leaving.low_came", low.came);
        }
    }

    fn gaps(&mut self, check: &GapsCheck) {
        let longest = check.longest.map(|gap| f64::from(gap.last.days_since(gap.first) + 1));
        self.add("gaps.longest", longest);
        self.add("gaps.longest_by_chance", check.by_chance);
        self.count("gaps.days_with_sales", check.days_with_sales);
        self.count("gaps.days", u64::from(check.days));
        self.count("gaps.lone_days", check.lone_days.len() as u64);
    }

    fn rows(&mut self, check: &RowsCheck, base: &Base) {
        self.count("rows.of_file", check.rows);
        self.count("rows.lost", check.rows_lost);
        self.add("rows.lost_share", check.rows_share);
        self.add("rows.money_lost", units(base, check.money_lost));
        self.add("rows.money_lost_share", check.money_share);
        self.count("rows.outside", check.rows_outside);
    }

    fn spend(&mut self, check: &SpendCheck) {
        self.count("spend.customers", check.customers);
        let interval = check.gauge.and_then(|gauge| gauge.interval);
        let [pearson, spearman] =
            [check.pearson, check.spearman].map(|found| found.map(|found| found.coefficient));
        self.with("spend.pearson", pearson, interval);
        self.add("spend.spearman", spearman);
        self.add("spend.q", check.q.map(|(q, _)| q));
        self.add("spend.q_standard_error", check.q.and_then(|(_, error)| error));
    }
}
