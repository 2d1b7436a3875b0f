//! What customers cost to win, against what they bring.

use crate::error::{Error, ErrorKind, Result};
use crate::value::not_negative;
use crate::value::retaining::margin_multiple::{MarginMultiple, MarginTiming};

/// What one channel, campaign or cohort spent on winning customers, and whom it won.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Channel {
    /// All that was spent on winning them, ≥ 0: media, offers, sales, tools.
    pub spend: f64,
    /// Customers won, ≥ 0.
    pub customers: f64,
    /// Margin of a customer per period.
    pub margin: f64,
    /// Retention rate per period, 0..=1.
    pub retention: f64,
}

/// The ratios of a channel.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AcquisitionRatios {
    /// Customer acquisition cost (CAC): spend per customer won; `None` where none
    /// was won.
    pub cost: Option<f64>,
    /// Lifetime value (LTV) of a customer before that cost; `None` where none was won.
    pub value: Option<f64>,
    /// LTV to CAC; `None` where none was won or nothing was spent.
    pub value_to_cost: Option<f64>,
    /// CAC to LTV, the share of the value that winning it costs; `None` where none
    /// was won or the value is zero or negative.
    pub cost_to_value: Option<f64>,
    /// What the channel adds: the value of its customers less its spend.
    pub net: f64,
    /// `net` over spend; `None` where nothing was spent.
    pub return_on_spend: Option<f64>,
    /// Simple payback in periods: cost over the margin per period, as if everybody
    /// stayed, nothing grew and margins flowed evenly. `None` where no customer was
    /// won or the margin is zero or negative.
    pub payback: Option<f64>,
    /// The time after which the margins of those who are expected to be still there
    /// have paid the cost; `None` where they never do.
    pub payback_retained: Option<f64>,
    /// The same of their present values.
    pub payback_discounted: Option<f64>,
}

/// The ratios of each channel, and of all together ("blended"), whose value is that
/// of the average customer won.
///
/// Margins are valued on `terms`, whose horizon also bounds the payback. Payback with
/// retention counts the margins when they fall; within a period it is interpolated
/// as by [`CashFlow::payback`](crate::value::CashFlow::payback), whose result it equals on
/// the flow of the same payments.
///
/// The ratio of value to cost says nothing about the next customer, who is dearer
/// than the average one: see [`AcquisitionRetention`](crate::value::AcquisitionRetention).
///
/// ```
/// use habitue::value::{Channel, MarginMultiple, MarginTiming, acquisition_ratios};
///
/// let terms = MarginMultiple::new(0.1)?.with_timing(MarginTiming::EndOfPeriod);
/// let search = Channel { spend: 6_000.0, customers: 100.0, margin: 40.0, retention: 0.8 };
/// let fairs = Channel { spend: 9_000.0, customers: 50.0, margin: 50.0, retention: 0.9 };
/// let (channels, blended) = acquisition_ratios(&terms, &[search, fairs])?;
/// assert_eq!((channels[0].cost, blended.cost), (Some(60.0), Some(100.0)));
/// assert!((channels[0].value_to_cost.unwrap() - 40.0 / 0.3 / 60.0).abs() < 1e-14);
/// assert_eq!(channels[0].payback, Some(1.5));
/// // 40 after one period, 32 expected after two.
/// assert!((channels[0].payback_retained.unwrap() - (1.0 + 20.0 / 32.0)).abs() < 1e-14);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `OutOfRange` for a negative spend or count or a retention outside
/// 0..=1; `NotFinite`; `Undefined` where a value is infinite; `Overflow`. The row is
/// the index of the channel.
pub fn acquisition_ratios(
    terms: &MarginMultiple,
    channels: &[Channel],
) -> Result<(Vec<AcquisitionRatios>, AcquisitionRatios)> {
    if channels.is_empty() {
        return Err(Error::empty("channels"));
    }
    for (row, channel) in channels.iter().enumerate() {
        channel.check().map_err(|error| error.at_row(row as u64))?;
    }
    let each = channels
        .iter()
        .enumerate()
        .map(|(row, channel)| {
            let alone = std::slice::from_ref(channel);
            ratios(terms, alone).map_err(|error| error.at_row(row as u64))
        })
        .collect::<Result<_>>()?;
    Ok((each, ratios(terms, channels)?))
}

impl Channel {
    fn check(&self) -> Result<()> {
        not_negative("spend", self.spend)?;
        not_negative("customers", self.customers)?;
        if !self.margin.is_finite() {
            return Err(Error::out_of_range("margin", self.margin, "a finite number"));
        }
        if !(0.0..=1.0).contains(&self.retention) {
            return Err(Error::out_of_range("retention", self.retention, "0 to 1"));
        }
        Ok(())
    }
}

fn ratios(terms: &MarginMultiple, channels: &[Channel]) -> Result<AcquisitionRatios> {
    let sum = |of: fn(&Channel) -> f64| channels.iter().map(of).sum::<f64>();
    let (spend, customers) = (sum(|c| c.spend), sum(|c| c.customers));
    let margin = sum(|c| c.customers * c.margin);
    let mut worth = 0.0;
    for channel in channels {
        worth += channel.customers * channel.margin * terms.of(channel.retention)?;
    }
    let net = worth - spend;
    if !(net.is_finite() && margin.is_finite() && customers.is_finite()) {
        return Err(Error::new(ErrorKind::Overflow, "the total is beyond the range of doubles"));
    }
    let won = customers > 0.0;
    let undiscounted = terms.with_discount(0.0)?;
    Ok(AcquisitionRatios {
        cost: won.then(|| spend / customers),
        value: won.then(|| worth / customers),
        value_to_cost: (won && spend > 0.0).then(|| worth / spend),
        cost_to_value: (won && worth > 0.0).then(|| spend / worth),
        net,
        return_on_spend: (spend > 0.0).then(|| net / spend),
        payback: (won && margin > 0.0).then(|| spend / margin),
        payback_retained: payback(&undiscounted, channels, spend),
        payback_discounted: payback(terms, channels, spend),
    })
}

/// When the margins of the customers have paid `spend`; `None` if never.
///
/// What has come in after n margins is a closed form, so the first n that pays is
/// found by doubling and halving. That needs sums that do not fall: where margins of
/// both signs meet, they are looked at one by one, as far as ten thousand periods.
fn payback(terms: &MarginMultiple, channels: &[Channel], spend: f64) -> Option<f64> {
    if spend == 0.0 {
        return Some(0.0);
    }
    let longest = terms.horizon().unwrap_or(u32::MAX);
    // Without discounting, margins may grow for ever: infinity has paid.
    let earned = |margins: u32| -> f64 {
        let terms = terms.with_horizon(margins.min(longest));
        let paying = channels.iter().filter(|channel| channel.customers * channel.margin != 0.0);
        paying.fold(0.0, |sum, channel| {
            let multiple = terms.of(channel.retention).unwrap_or(f64::INFINITY);
            sum + channel.customers * channel.margin * multiple
        })
    };
    let steady = channels.iter().all(|channel| channel.margin >= 0.0);
    let first = if steady {
        let mut high = 1_u32;
        while earned(high) < spend {
            if high >= longest {
                return None;
            }
            high = high.saturating_mul(2).min(longest);
        }
        // Invariant: `low` margins do not pay, `high` do.
        let mut low = 0;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if earned(middle) < spend { low = middle } else { high = middle }
        }
        Some(high)
    } else {
        (1..=longest.min(10_000)).find(|&n| earned(n) >= spend)
    };
    let first = first?;
    if terms.timing() == MarginTiming::Continuous {
        let flowed = |time: f64| -> f64 {
            let paying = channels.iter().filter(|channel| channel.margin != 0.0);
            paying.map(|c| c.customers * c.margin * terms.flowing(c.retention, time)).sum()
        };
        // Invariant: `low` has not paid, `high` has; ends when no double is between.
        let (mut low, mut high) = (f64::from(first - 1), f64::from(first));
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return Some(high);
            }
            if flowed(middle) < spend { low = middle } else { high = middle }
        }
    }
    let (before, after) = (earned(first - 1) - spend, earned(first) - spend);
    let share = -before / (after - before);
    let start = match terms.timing() {
        MarginTiming::Immediate => 0.0,
        MarginTiming::MidPeriod => 0.5,
        MarginTiming::AfterRenewal | MarginTiming::EndOfPeriod | MarginTiming::Continuous => 1.0,
    };
    // Margin n falls at start + n − 1; before the first nothing has come in since 0.
    let at = |margins: u32| if margins == 0 { 0.0 } else { start + f64::from(margins - 1) };
    Some(at(first - 1) + share * (at(first) - at(first - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::CashFlow;

    const TIMINGS: [MarginTiming; 4] = [
        MarginTiming::Immediate,
        MarginTiming::AfterRenewal,
        MarginTiming::EndOfPeriod,
        MarginTiming::MidPeriod,
    ];

    fn channel(spend: f64, customers: f64, margin: f64, retention: f64) -> Channel {
        Channel { spend, customers, margin, retention }
    }

    /// Payback on the payments themselves.
    fn by_flow(terms: &MarginMultiple, channels: &[Channel], discount: f64) -> Option<f64> {
        let spend: f64 = channels.iter().map(|channel| channel.spend).sum();
        let mut flow = CashFlow::of([(0.0, -spend)]).unwrap();
        for channel in channels {
            let margin = channel.customers * channel.margin;
            for payment in terms.cash_flow(margin, channel.retention, 400).unwrap().payments() {
                flow.push(payment.time, payment.amount, payment.probability).unwrap();
            }
        }
        flow.payback(discount).unwrap()
    }

    #[test]
    fn payback_is_that_of_the_cash_flow() {
        let bases = [
            vec![channel(6_000.0, 100.0, 40.0, 0.8)],
            vec![channel(6_000.0, 100.0, 40.0, 0.8), channel(9_000.0, 50.0, 50.0, 0.9)],
            vec![channel(100.0, 10.0, 40.0, 0.5)],
            vec![channel(1e6, 10.0, 40.0, 0.5)],
            vec![channel(500.0, 10.0, 40.0, 0.9), channel(500.0, 10.0, -3.0, 0.95)],
        ];
        for timing in TIMINGS {
            let terms = MarginMultiple::new(0.1).unwrap().with_growth(0.02).unwrap();
            let terms = terms.with_timing(timing);
            for channels in &bases {
                let (_, blended) = acquisition_ratios(&terms, channels).unwrap();
                for (found, discount) in
                    [(blended.payback_retained, 0.0), (blended.payback_discounted, 0.1)]
                {
                    match (found, by_flow(&terms, channels, discount)) {
                        (Some(found), Some(flow)) => {
                            assert!((found - flow).abs() < 1e-11, "{timing:?} {found} {flow}");
                        }
                        (found, flow) => assert_eq!(found, flow, "{timing:?} {channels:?}"),
                    }
                }
            }
        }
    }

    #[test]
    fn a_margin_that_flows_pays_back_within_its_period() {
        let terms = MarginMultiple::new(0.1).unwrap().with_timing(MarginTiming::Continuous);
        let (each, _) = acquisition_ratios(&terms, &[channel(60.0, 1.0, 40.0, 0.8)]).unwrap();
        // 40 (1 − e^(−κt))/κ = 60 with κ = −ln .8.
        let force = -(0.8_f64.ln());
        let exact = -(1.0 - 60.0 * force / 40.0).ln() / force;
        assert!((each[0].payback_retained.unwrap() - exact).abs() < 1e-13);
        assert!(each[0].payback_discounted > each[0].payback_retained);
    }

    #[test]
    fn what_is_not_there_has_no_ratio() {
        let terms = MarginMultiple::new(0.1).unwrap();
        let (each, blended) = acquisition_ratios(
            &terms,
            &[
                channel(50.0, 0.0, 10.0, 0.5),
                channel(0.0, 10.0, 10.0, 0.5),
                channel(5.0, 1.0, -1.0, 0.5),
            ],
        )
        .unwrap();
        assert_eq!((each[0].cost, each[0].payback, each[0].payback_discounted), (None, None, None));
        assert_eq!((each[0].net, each[0].return_on_spend), (-50.0, Some(-1.0)));
        assert_eq!((each[1].cost, each[1].value_to_cost), (Some(0.0), None));
        assert_eq!((each[1].payback, each[1].payback_retained), (Some(0.0), Some(0.0)));
        assert_eq!((each[2].cost_to_value, each[2].payback_retained), (None, None));
        assert_eq!(blended.cost, Some(5.0));
        // A horizon of one margin bounds the payback.
        let once = terms.with_horizon(1);
        let (each, _) = acquisition_ratios(&once, &[channel(15.0, 1.0, 10.0, 0.9)]).unwrap();
        assert_eq!((each[0].value, each[0].payback_retained), (Some(10.0), None));
        // Margins that outgrow the customers who leave, but not the discount rate.
        let growing = MarginMultiple::new(0.9).unwrap().with_growth(0.5).unwrap();
        let (each, _) = acquisition_ratios(&growing, &[channel(1e30, 1.0, 1.0, 0.9)]).unwrap();
        assert!(each[0].payback_retained.unwrap() > 200.0);
        assert_eq!(each[0].payback_discounted, None);
    }

    #[test]
    fn bad_channels_are_named() {
        let terms = MarginMultiple::new(0.0).unwrap();
        let good = channel(1.0, 1.0, 1.0, 0.5);
        for (bad, column) in [
            (Channel { spend: -1.0, ..good }, "spend"),
            (Channel { customers: f64::NAN, ..good }, "customers"),
            (Channel { margin: f64::INFINITY, ..good }, "margin"),
            (Channel { retention: 1.5, ..good }, "retention"),
        ] {
            let error = acquisition_ratios(&terms, &[good, bad]).unwrap_err();
            assert_eq!((error.row(), error.column()), (Some(1), Some(column)));
        }
        let forever = Channel { retention: 1.0, ..good };
        let error = acquisition_ratios(&terms, &[good, forever]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Undefined, Some(1)));
        assert_eq!(acquisition_ratios(&terms, &[]).unwrap_err().kind(), ErrorKind::Empty);
    }
}
