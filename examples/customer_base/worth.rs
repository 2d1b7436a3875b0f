//! Who matters: tiers and concentration of lifetime value.

use std::error::Error;

use habitue::value::{Concentration, Gini, Pyramid, TierEconomics, Tiers};

use crate::deeds::Deeds;
use crate::future::Future;
use crate::pictures::{Layer, lorenz, pyramid};
use crate::report::{Report, grouped, percentage, percentage_or_dash};

/// Points of the drawn curve.
const POINTS: usize = 201;

/// The tiers of the base.
pub(crate) struct Worth {
    pub(crate) pyramid: Pyramid,
    pub(crate) tiers: Tiers<f64>,
    concentration: Concentration<f64>,
}

impl Worth {
    pub(crate) fn of(future: &Future) -> Result<Self, Box<dyn Error>> {
        let pyramid = Pyramid::curry();
        let tiers = pyramid.assign(&future.value)?;
        Ok(Self { tiers, concentration: Concentration::of(&future.value)?, pyramid })
    }

    /// The name of a customer's tier.
    pub(crate) fn tier(&self, row: usize) -> &str {
        let place = usize::try_from(self.tiers.tier[row] - 1).unwrap_or_default();
        self.pyramid.tiers().get(place).map_or("", |tier| tier.name.as_str())
    }

    /// The share of value that the top fifth of the customers has.
    pub(crate) fn top_fifth(&self) -> Result<Option<f64>, habitue::Error> {
        self.concentration.share_of_top(0.2)
    }

    pub(crate) fn write(
        &self,
        deeds: &Deeds,
        future: &Future,
        report: &mut Report,
    ) -> Result<(), Box<dyn Error>> {
        report.heading("Who matters: the pyramid by lifetime value");
        let (mut rows, mut layers) = (Vec::new(), Vec::new());
        for (place, (tier, held)) in
            self.pyramid.tiers().iter().zip(&self.tiers.statistics).enumerate()
        {
            let members =
                (0..future.p_alive.len()).filter(|row| self.tiers.tier[*row] == place as i32 + 1);
            let alive: f64 = members.map(|row| future.p_alive[row]).sum();
            rows.push(vec![
                format!("{} {}", tier.name, tier.name_zh),
                grouped(held.customers),
                percentage(held.customer_share),
                deeds.money(held.total),
                percentage_or_dash(held.value_share),
                held.mean.map_or_else(|| "-".to_owned(), |mean| deeds.money(mean)),
                if held.customers == 0 {
                    "-".to_owned()
                } else {
                    percentage(alive / held.customers as f64)
                },
            ]);
            layers.push(Layer {
                name: tier.name.clone(),
                customers: format!("{} customers", grouped(held.customers)),
                value: deeds.money(held.total),
                share_of_customers: held.customer_share,
                share_of_value: held.value_share.unwrap_or_default(),
            });
        }
        let heads = ["tier", "customers", "share", "value", "share", "mean", "alive"];
        report.table(&heads, &rows);

        let top = percentage_or_dash(self.top_fifth()?);
        let few = percentage_or_dash(self.concentration.top_share_giving(0.8)?);
        let gini = self.concentration.gini(Gini::Biased);
        let gini = gini.map_or_else(|| "-".to_owned(), |gini| format!("{gini:.3}"));
        let sentence = format!(
            "The top 20 % of the customers hold {top} of the value; {few} of them hold 80 % of it"
        );
        report.line(format!("{sentence}. Gini {gini}."));
        let (economics_heads, economics) = self.economics(deeds, future)?;
        report.line("What the tiers brought so far and in the holdout, and what they are worth:");
        report.table(&economics_heads, &economics);
        let whale = whale(deeds)?;
        if let Some(whale) = &whale {
            report.line(whale);
        }

        let curve = self.concentration.lorenz(POINTS)?.unwrap_or_default();
        let pictures = [
            (pyramid(&layers)?, "The pyramid: each layer's share of customers and of value".into()),
            (
                lorenz(&curve, &format!("Gini {gini}"))?,
                "The Lorenz curve, from the least valuable customer to the most valuable".into(),
            ),
        ];
        report.page.section("Who matters", &format!("{sentence}."), |page| {
            for picture in pictures {
                page.pictures(&[picture]);
            }
            page.table(&heads, &rows);
            page.paragraph(
                "What the tiers brought so far and in the holdout, and what they are worth.",
            );
            page.table(&economics_heads, &economics);
            if let Some(whale) = &whale {
                page.paragraph(whale);
            }
        });
        Ok(())
    }

    /// The economics of the tiers: what they brought and left so far, what they brought in the
    /// holdout, and what they are worth.
    fn economics(
        &self,
        deeds: &Deeds,
        future: &Future,
    ) -> Result<(Vec<&'static str>, Vec<Vec<String>>), habitue::Error> {
        let (table, tiers) = (&deeds.table, self.pyramid.tiers());
        let (revenue, profit) = (table.total_spend().collect::<Vec<_>>(), table.profit());
        let of = |revenue: &[i64], profit: Option<&[i64]>| {
            TierEconomics::of(&self.tiers.tier, tiers.len(), revenue, profit, &future.value)
        };
        let so_far = of(&revenue, profit.as_deref())?;
        let later = of(table.holdout_spend(), table.holdout_margin())?;
        let has_holdout = deeds.window.has_holdout();
        let mut heads = vec!["tier", "customers", "revenue", "share"];
        if profit.is_some() {
            heads.extend(["profit", "share", "margin"]);
        }
        if has_holdout {
            heads.push("holdout revenue");
            heads.extend(profit.is_some().then_some("holdout profit"));
        }
        heads.extend(["lifetime value", "share"]);
        let rows = tiers.iter().zip(so_far.iter().zip(&later)).map(|(tier, (now, then))| {
            let mut row = vec![
                tier.name.clone(),
                grouped(now.customers),
                deeds.minor(now.revenue),
                percentage_or_dash(now.revenue_share),
            ];
            if let Some(profit) = now.profit {
                row.push(deeds.minor(profit));
                row.push(percentage_or_dash(now.profit_share));
                row.push(percentage_or_dash(now.margin));
            }
            if has_holdout {
                row.push(deeds.minor(then.revenue));
                row.extend(then.profit.map(|profit| deeds.minor(profit)));
            }
            row.push(deeds.money(now.lifetime_value));
            row.push(percentage_or_dash(now.lifetime_value_share));
            row
        });
        Ok((heads, rows.collect()))
    }
}

/// The whale curve of profit so far: how many leave more than nothing, and what the others cost.
fn whale(deeds: &Deeds) -> Result<Option<String>, habitue::Error> {
    let Some(profit) = deeds.table.profit() else { return Ok(None) };
    let curve = Concentration::of(&profit)?;
    Ok(curve.peak().map(|(gainers, share)| {
        format!(
            "Profit so far: {} of {} customers left more than nothing, {} of the net profit; the \
             others cost {} of it",
            grouped(gainers as u64),
            grouped(curve.customers() as u64),
            percentage(share),
            percentage(share - 1.0),
        )
    }))
}
