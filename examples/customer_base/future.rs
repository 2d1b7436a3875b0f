//! Who is still a customer, and what each is worth.

use std::error::Error;

use habitue::lifetime::{
    self, Customers, FitOptions, Fitted, GammaGamma, History, Prediction, PurchaseModel, Spending,
    Valuation,
};
use habitue::time::{DiscountRate, Unit};

use crate::arguments::{Arguments, Model};
use crate::deeds::{Deeds, bar};
use crate::pictures::{Grid, heat, percent, plain};
use crate::report::{Report, grouped, percentage};

/// An SVG and its caption.
type Picture = (String, String);

/// What the models say of each customer, in the order of the table.
pub(crate) struct Future {
    purchases: lifetime::Model,
    chosen: Model,
    pub(crate) spend: Fitted<GammaGamma>,
    pub(crate) horizon: f64,
    pub(crate) p_alive: Vec<f64>,
    pub(crate) expected_purchases: Vec<f64>,
    /// Expected spend a purchase.
    pub(crate) expected_spend: Vec<f64>,
    /// Share of the spend that is margin.
    pub(crate) margin_rate: Vec<f64>,
    /// Discounted margin of the purchases within the horizon.
    pub(crate) value: Vec<f64>,
    discount: f64,
    margin: f64,
}

impl Future {
    pub(crate) fn predict(deeds: &Deeds, arguments: &Arguments) -> Result<Self, Box<dyn Error>> {
        let table = &deeds.table;
        let histories = deeds.histories()?;
        let mean = table.mean_repeat_spend();
        // Who came back only for things that cost nothing tells nothing of spending.
        let told = |x: u32, mean: f64| if mean > 0.0 { x } else { 0 };
        let spent: Vec<u32> = table.x().iter().zip(&mean).map(|(x, m)| told(*x, *m)).collect();
        let spending = Spending::new(&spent, &mean)?;
        let options = FitOptions::default().with_threads(0);

        let bar = bar("fitting", 6);
        let purchases =
            lifetime::Model::fit(arguments.model.kind(), &Customers::of(histories), &options)?;
        bar.inc(1);
        let spend = GammaGamma::fit(&spending, &options)?;
        bar.inc(1);
        let horizon = arguments.horizon.unwrap_or_else(|| year_in(deeds.unit));
        let valuation = Valuation::new(horizon)?
            .with_margin(arguments.margin)?
            .with_discount(&DiscountRate::annual(arguments.discount)?, deeds.unit)?;

        let column = || vec![0.0; table.len()];
        let mut future = Self {
            purchases,
            chosen: arguments.model,
            spend,
            horizon,
            p_alive: column(),
            expected_purchases: column(),
            expected_spend: column(),
            margin_rate: vec![1.0; table.len()],
            value: column(),
            discount: arguments.discount,
            margin: arguments.margin,
        };
        let fitted = future.purchases.clone();
        let model = purchase(&fitted);
        model.predict_into(Prediction::PAlive, &histories, 0, &mut future.p_alive)?;
        bar.inc(1);
        let prediction = Prediction::ExpectedPurchases { t: horizon };
        model.predict_into(prediction, &histories, 0, &mut future.expected_purchases)?;
        bar.inc(1);
        future.spend.expected_spend_into(&spending, &mut future.expected_spend)?;
        bar.inc(1);
        let spend = &future.expected_spend;
        if table.profit().is_some() {
            table.margin_rate_into(&mut future.margin_rate)?;
        }
        let rates = &future.margin_rate;
        valuation.lifetime_profit_into(model, &histories, spend, rates, 0, &mut future.value)?;
        bar.finish_and_clear();
        Ok(future)
    }

    /// The model of purchases, with what is known of its fit.
    pub(crate) fn fitted(&self) -> &lifetime::Model {
        &self.purchases
    }

    /// The model of purchases.
    pub(crate) fn model(&self) -> &dyn PurchaseModel {
        purchase(&self.purchases)
    }

    /// What those who never came back are to the model.
    fn newcomers(&self, deeds: &Deeds) -> String {
        let (mut count, mut alive) = (0u64, 0.0);
        for (x, p) in deeds.table.x().iter().zip(&self.p_alive) {
            if *x == 0 {
                count += 1;
                alive += p;
            }
        }
        match self.chosen {
            Model::BgNbd | Model::BgCnbd => format!(
                "{} never came back: {} lets customers leave only after a repeat purchase, so it \
                 counts them as alive, but expects little of them",
                grouped(count),
                self.model().name(),
            ),
            _ => format!(
                "{} never came back; {} expects {} of them to be alive",
                grouped(count),
                self.model().name(),
                if count == 0 { "none".to_owned() } else { percentage(alive / count as f64) },
            ),
        }
    }

    /// How many customers the model expects to be alive.
    pub(crate) fn alive(&self) -> f64 {
        self.p_alive.iter().sum()
    }

    /// The value of the whole base.
    pub(crate) fn worth(&self) -> f64 {
        self.value.iter().sum()
    }

    pub(crate) fn write(&self, deeds: &Deeds, report: &mut Report) -> Result<(), Box<dyn Error>> {
        let customers = deeds.table.len();
        let unit = deeds.unit.name();
        let horizon = format!("{} {unit}s", plain(&self.horizon));
        let alive = self.alive();
        let expected: f64 = self.expected_purchases.iter().sum();

        report.heading("Who is still a customer");
        let still = format!(
            "{} of {} ({}) are expected to be alive at the end of {}",
            grouped(alive.round() as u64),
            grouped(customers as u64),
            percentage(alive / customers as f64),
            deeds.window.calibration_end(),
        );
        report.line(&still);
        let lost = self.p_alive.iter().filter(|p| **p < 0.5).count();
        report.line(format!(
            "{} have more likely left than not (P(alive) below 50 %)",
            grouped(lost as u64)
        ));

        report.line(self.newcomers(deeds));

        report.heading(&format!("What they are worth over the next {horizon}"));
        report.line(format!("{} purchases expected", grouped(expected.round() as u64)));
        report.line(format!(
            "{} together, {} each on average ({}, discounted at {} a year)",
            deeds.money(self.worth()),
            deeds.money(self.worth() / customers as f64),
            match deeds.table.profit() {
                None => format!("margin {}", percentage(self.margin)),
                Some(profit) => self.margin_known(deeds, &profit),
            },
            percentage(self.discount),
        ));

        let pictures = self.frequency_and_recency(deeds)?;
        report.page.section(
            "Who is still a customer, and who will come back",
            &format!(
                "{still}. A long silence says little about someone who buys once a year and a lot \
                 about someone who bought every {unit}: towards the lower right, customers used to \
                 buy often and then stopped."
            ),
            |page| page.pictures(&pictures),
        );
        Ok(())
    }

    /// What the costs say of the margin.
    fn margin_known(&self, deeds: &Deeds, profit: &[i64]) -> String {
        let left: i64 = profit.iter().sum();
        let spent: i64 = deeds.table.total_spend().sum();
        let share = if spent > 0 { percentage(left as f64 / spent as f64) } else { "-".to_owned() };
        let part = if self.margin == 1.0 {
            String::new()
        } else {
            format!(", of which {}", percentage(self.margin))
        };
        format!("each at the margin of its purchases so far, {share} on the whole{part}")
    }

    /// Pictures of P(alive) and of expected purchases for a customer of the
    /// oldest age in the table.
    fn frequency_and_recency(&self, deeds: &Deeds) -> Result<[Picture; 2], Box<dyn Error>> {
        const STEPS: u32 = 26;
        let age = deeds.table.t().iter().copied().fold(0.0, f64::max);
        let most = frequent(deeds.table.x());
        let step = most.div_ceil(STEPS).max(1);
        let ask = |prediction: Prediction| -> Result<Vec<Vec<Option<f64>>>, habitue::Error> {
            (0..STEPS)
                .map(|row| {
                    let middle = age * (f64::from(row) + 0.5) / f64::from(STEPS);
                    let whole = self.chosen == Model::BgBb;
                    let t_x = if whole { middle.round().max(1.0).min(age) } else { middle };
                    (0..=most)
                        .step_by(step as usize)
                        .map(|x| {
                            // Nobody has come back 0 times and yet later.
                            let history = match (x, row) {
                                (0, 0) => History::new(0, 0.0, age)?,
                                (0, _) => return Ok(None),
                                _ => History::new(x, t_x, age)?,
                            };
                            // Nor more often than there were opportunities.
                            if self.model().check_history(history).is_err() {
                                return Ok(None);
                            }
                            self.model().predict(prediction, history).map(Some)
                        })
                        .collect()
                })
                .collect()
        };
        let unit = deeds.unit.name();
        let recency = format!("last purchase, {unit} after the first (t_x)");
        let draw = |cells: &[Vec<Option<f64>>], scale| {
            heat(&Grid {
                cells,
                width: f64::from(most + 1),
                height: age,
                x: "repeat purchases (x)",
                y: &recency,
                scale,
            })
        };
        let alive = draw(&ask(Prediction::PAlive)?, percent)?;
        let horizon = Prediction::ExpectedPurchases { t: self.horizon };
        let expected = draw(&ask(horizon)?, plain)?;
        let about = format!("by frequency and recency, for customers of {} {unit}s", plain(&age));
        Ok([
            (alive, format!("P(alive) {about}")),
            (
                expected,
                format!("Expected purchases in the next {} {unit}s, {about}", plain(&self.horizon)),
            ),
        ])
    }
}

/// The model of purchases in one of any kind: no others are fitted here.
fn purchase(stored: &lifetime::Model) -> &dyn PurchaseModel {
    stored.base().as_purchase().expect("a model of purchases")
}

/// Whole units of a year where there are some: 52 weeks, 12 months.
fn year_in(unit: Unit) -> f64 {
    unit.per(Unit::Year).floor().max(1.0)
}

/// The frequency that all but one in two hundred stay below: the edge of a
/// picture that shows most customers.
fn frequent(x: &[u32]) -> u32 {
    let mut sorted = x.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * 199 / 200).copied().unwrap_or(1).max(5)
}
