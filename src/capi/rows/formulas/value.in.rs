// Formulas of value: time, money, margins, retention and what both are worth.
// What a row says is told in src/capi/formulas.rs.
formulas! {
    value
    /// Years from the day `from` to each day; `day_count` is one of HABITUE_DAY_COUNT_....
    1 YEARS_BETWEEN { day: i32 } {} (day_count: DayCount = [0.0], from: i32 = []) [years] [] => |rows| {
        let from = Day::from_number(from)?;
        each(rows, |i| Ok([day_count.years(from, Day::from_number(day[i])?)]))
    };
    /// When the payment of each period, from 0, falls; `timing` is one of HABITUE_PAYMENT_....
    2 PAYMENT_TIMES { period: u32 } {} (timing: PaymentTiming = [2.0]) [time] [] => |rows| {
        each(rows, |i| Ok([timing.time(period[i] as usize)]))
    };
    /// The present value of 1 at each time.
    3 DISCOUNT_FACTORS { time: f64 } {} (rate: f64 = []) [factor] [] => |rows| {
        discount_factor(rate, 0.0)?;
        each(rows, |i| Ok([discount_factor(rate, time[i])?]))
    };
    /// A yearly rate, for each of `periods` periods a year.
    4 RATE_PER_PERIOD { yearly: f64 } {} (periods: f64 = []) [rate] [] => |rows| {
        per_period_rate(0.5, periods)?;
        each(rows, |i| Ok([per_period_rate(yearly[i], periods)?]))
    };
    /// A yearly retention, for each of `periods` periods a year.
    5 RETENTION_PER_PERIOD { yearly: f64 } {} (periods: f64 = []) [retention] [] => |rows| {
        per_period_retention(0.5, periods)?;
        each(rows, |i| Ok([per_period_retention(yearly[i], periods)?]))
    };
    /// The rate of compound growth over `periods` periods.
    6 COMPOUND_GROWTH { start: f64, end: f64 } {} (periods: f64 = []) [rate] [] => |rows| {
        compound_growth(1.0, 1.0, periods)?;
        each(rows, |i| Ok([compound_growth(start[i], end[i], periods)?]))
    };
    /// The value of a customer in each state of a Markov chain: `transition` holds states x states
    /// probabilities row by row, each row summing to 1, `reward` what a period in each state yields
    /// at its beginning; the rewards at the times 0 to `horizon` count, or all (-1). `continues` is 0
    /// in states in which the relationship ends, 1 elsewhere, and needs a horizon of -1. Payments: up
    /// to the horizon, of a customer who is in `state`, from 0.
    7 MARKOV_VALUE { reward: f64 } { continues: u8 }
        (transition: Vec<f64> = [], discount: f64 = [], horizon: i32 = [-1.0], state: u32 = [0.0])
        [value] [] => |rows| {
            let model = MarkovValue::new(&transition, reward, discount)?;
            let until = u32::try_from(horizon).map_err(|_| {
                Error::out_of_range("horizon", f64::from(horizon), ">= 0, or -1 without payments")
            });
            let value = match continues {
                Some(states) if horizon == -1 => model.values_stopping(&flags(states, "continues")?)?,
                Some(_) => return Err(unread("horizon", "beside continues")),
                None if horizon == -1 => model.values()?,
                None => model.values_until(until.clone()?)?,
            };
            Ok(columns([value]).paid(move || model.cash_flow(state as usize, until?)))
        };
    /// In which states of MARKOV_VALUE it pays to continue the relationship (1) and in which to end it
    /// (0), and what a customer of each is then worth: policy improvement.
    8 MARKOV_POLICY { reward: f64 } {} (transition: Vec<f64> = [], discount: f64 = [])
        [continues, value] [] => |rows| {
            let policy = MarkovValue::new(&transition, reward, discount)?.improve()?;
            Ok(columns([policy.continues.into_iter().map(f64::from).collect(), policy.values]))
        };
    /// The distribution of a simulated value, of 100 draws or more, with the central interval of this
    /// probability.
    9 SIMULATED_VALUE { values: f64 } {} (confidence: f64 = [0.95]) [] [mean, median, low, high]
        => |rows| {
            let found = SimulatedValue::of(values, confidence)?;
            Ok(of_all(cells!(found => mean, median, low, high)))
        };
    /// The value of a margin that recurs while the customer stays; `timing` is one of
    /// HABITUE_MARGIN_..., `horizon` the number of margins that count, -1 for all. Payments: those of
    /// one customer up to the horizon, at most 1,000,000, not of continuous margins.
    10 MARGIN_VALUE { margin: f64, retention: f64 } {}
        (timing: MarginTiming = [0.0], discount: f64 = [], growth: f64 = [0.0], horizon: i32 = [-1.0])
        [value] [] => |rows| {
            let (terms, mut value) = (terms(timing, discount, growth, horizon)?, vec![0.0; rows]);
            terms.value_into(margin, retention, &mut value)?;
            Ok(columns([value]).paid(move || {
                let none = || Error::out_of_range("horizon", f64::from(horizon), ">= 0");
                let periods = u32::try_from(horizon).map_err(|_| none())?;
                terms.cash_flow(single(margin, "margin")?, single(retention, "retention")?, periods)
            }))
        };
    /// The same before and after a gain of `points` in retention; customers at the ceiling are
    /// capped.
    11 RETENTION_LIFT { margin: f64, retention: f64 } { measure: f64 }
        (
            timing: MarginTiming = [0.0], discount: f64 = [], growth: f64 = [0.0], horizon: i32 = [-1.0],
            points: Option<f64> = [f64::NAN], relative: Option<f64> = [f64::NAN],
            measure_low: f64 = [0.0], measure_high: f64 = [100.0],
            retention_per_unit: Option<f64> = [f64::NAN]
        ) [before, after]
        [customers, capped, sum_before, sum_after, change, relative, break_even_per_period]
        => |rows| {
            let lift = RetentionLift::new(terms(timing, discount, growth, horizon)?);
            let by = lift_by(points, relative)?;
            let raised = match (measure, retention_per_unit) {
                (Some(measure), Some(per_unit)) => {
                    LiftedMeasure::new((measure_low, measure_high), per_unit)?
                        .raise(measure, retention, by)?
                }
                (None, None) => by.raise(retention)?,
                (Some(_), None) => return Err(absent("retention_per_unit")),
                (None, Some(_)) => return Err(needed("measure")),
            };
            let found = lift.effect_of(margin, retention, &raised)?;
            let (mut before, mut after) = (vec![0.0; rows], vec![0.0; rows]);
            lift.value_into(margin, retention, 0.0, &mut before)?;
            lift.value_into(margin, &raised.rates, 0.0, &mut after)?;
            Ok(columns([before, after]).and(cells!(found =>
                customers, capped, before, after, change, relative, break_even_per_period)))
        };
    /// The points of retention that pay for `cost`; NaN where none do.
    12 RETENTION_BREAK_EVEN { margin: f64, retention: f64 } {}
        (
            timing: MarginTiming = [0.0], discount: f64 = [], growth: f64 = [0.0], horizon: i32 = [-1.0],
            cost: f64 = []
        ) [] [points] => |rows| {
            let lift = RetentionLift::new(terms(timing, discount, growth, horizon)?);
            Ok(of_all([or_nan(lift.break_even(margin, retention, cost)?)]))
        };
    /// Berger and Nasr's cases 1 and 2.
    13 CONSTANT_CONTRIBUTION { contribution: f64, promotion: f64, cycles: u32, retention: f64 } {}
        (discount: f64 = [], cycle_years: f64 = [1.0]) [value] [] => |rows| each(rows, |i| {
            BergerNasr::constant(contribution[i], promotion[i], cycles[i], retention[i], discount)
                .and_then(|model| model.with_cycle(cycle_years))
                .and_then(|model| Ok([model.value()?]))
        });
    /// Berger and Nasr's case 4: contributions by a polynomial, the constant first.
    14 CONTINUOUS_CONTRIBUTION { retention: f64 } {}
        (coefficients: Vec<f64> = [], years: f64 = [], discount: f64 = []) [value] [] => |rows| {
            continuous_value(&coefficients, years, 1.0, discount)?;
            each(rows, |i| Ok([continuous_value(&coefficients, years, retention[i], discount)?]))
        };
    /// The equity of segments: customers there are, and prospects.
    15 CUSTOMER_EQUITY
        { customers: f64, value: f64, prospects: f64, acquisition_rate: f64, acquisition_cost: f64 }
        {} () [equity] [] => |rows| {
            let segment = |i| at!(i, SegmentEquity {
                customers, value, prospects, acquisition_rate, acquisition_cost
            });
            Ok(columns([customer_equity(&(0..rows).map(segment).collect::<Vec<_>>())?]))
        };
    /// Cost, value and payback of channels of acquisition, and blended; NaN where undefined.
    16 ACQUISITION_RATIOS { spend: f64, customers: f64, margin: f64, retention: f64 } {}
        (timing: MarginTiming = [0.0], discount: f64 = [], growth: f64 = [0.0], horizon: i32 = [-1.0])
        [
            cost, value, value_to_cost, cost_to_value, net, return_on_spend, payback,
            payback_retained, payback_discounted
        ]
        [
            blended_cost, blended_value, blended_value_to_cost, blended_cost_to_value, blended_net,
            blended_return_on_spend, blended_payback, blended_payback_retained,
            blended_payback_discounted
        ] => |rows| {
            let channel = |i| at!(i, Channel { spend, customers, margin, retention });
            let channels: Vec<Channel> = (0..rows).map(channel).collect();
            let multiple = terms(timing, discount, growth, horizon)?;
            let (found, blended) = acquisition_ratios(&multiple, &channels)?;
            let ratios = |of: &AcquisitionRatios| cells!(of =>
                cost, value, value_to_cost, cost_to_value, net, return_on_spend, payback,
                payback_retained, payback_discounted);
            Ok(each(rows, |i| Ok(ratios(&found[i])))?.and(ratios(&blended)))
        };
    /// The equity at given spends on acquisition and on retention, whose responses pass a point.
    17 ACQUISITION_EQUITY { acquisition: f64, retention: f64 } {}
        (
            acquisition_ceiling: f64 = [], acquisition_rate: f64 = [], acquisition_spend: f64 = [],
            retention_ceiling: f64 = [], retention_rate: f64 = [], retention_spend: f64 = [],
            margin: f64 = [], discount: f64 = []
        ) [equity] [] => |rows| {
            let model = AcquisitionRetention::new(
                Response::calibrate(acquisition_ceiling, acquisition_rate, acquisition_spend)?,
                Response::calibrate(retention_ceiling, retention_rate, retention_spend)?,
                margin,
                discount,
            )?;
            each(rows, |i| Ok([model.equity(acquisition[i], retention[i])?]))
        };
    /// What a loyalty programme earns; NaN where undefined.
    18 PROGRAMME
        {
            members: f64, spend: f64, baseline: f64, margin: f64, reward: f64, breakage: f64,
            administration: f64
        } {} ()
        [incrementality, incremental_margin, reward_cost, net, break_even_baseline] [] => |rows| {
            each(rows, |i| {
                let programme = at!(i, Programme {
                    members, spend, baseline, margin, reward, breakage, administration
                });
                Ok(cells!(programme.compute()? =>
                    incrementality, incremental_margin, reward_cost, net, break_even_baseline))
            })
        };
    /// The revenue of a sale with points: of the goods now, deferred of the points.
    19 POINTS_ALLOCATION { price: f64, points: f64, redemption: f64, value: f64 } {} ()
        [goods, deferred] [] => |rows| each(rows, |i| {
            let found = PointsLiability::new(price[i], points[i], redemption[i], value[i])?;
            Ok([found.goods(), found.deferred()])
        });
    /// The six-step worksheet of a campaign; NaN where undefined. Payments: the marketing cost and
    /// the first sale of one new customer, then a repeat order every `interval` >= 0 years.
    20 WORKSHEET
        {
            sales: f64, sale_count: f64, cost_of_goods: f64, repeat_orders: f64, marketing: f64,
            prospects: f64, new_customers: f64
        } {} (interval: Option<f64> = [f64::NAN])
        [
            average_sale, profit_per_sale, profit_per_customer, cost_per_customer,
            cost_per_prospect, conversion, profit_per_prospect, marginal_net_worth,
            break_even_conversion
        ] [] => |rows| {
            let sheet = move |i: usize| at!(i, Worksheet {
                sales, sale_count, cost_of_goods, repeat_orders, marketing, prospects, new_customers
            });
            let told = each(rows, |i| Ok(cells!(sheet(i).compute()? =>
                average_sale, profit_per_sale, profit_per_customer, cost_per_customer,
                cost_per_prospect, conversion, profit_per_prospect, marginal_net_worth,
                break_even_conversion)))?;
            Ok(told.paid(move || {
                single(sales, "sales")?;
                sheet(0).cash_flow(interval.ok_or_else(|| absent("interval"))?)
            }))
        };
    /// The value lost by each cause, of customers of this `value`, and the net worth of a programme
    /// of this `cost` that prevents some.
    21 DEFECTION_LOSS { lost: f64, prevented: f64 } {} (value: f64 = [], cost: f64 = [0.0])
        [loss] [net] => |rows| {
            let (losses, net) = defection_loss(lost, value, prevented, cost)?;
            Ok(columns([losses]).and([net]))
        };
    /// The liability of the points of one sale (see POINTS_ALLOCATION) period by period: `redeemed`
    /// up to the end of each, rising, and `expected` to be redeemed in all, above 0 up to the points
    /// issued. `recognised` is what was earned up to then, `revenue` of it in this period, `catch_up`
    /// what a changed expectation adds to what was recognised before, `outstanding` what is owed.
    22 POINTS_SCHEDULE { redeemed: f64, expected: f64 } {}
        (price: f64 = [], points: f64 = [], redemption: f64 = [], value: f64 = [1.0])
        [recognised, revenue, catch_up, outstanding] [] => |rows| {
            let liability = PointsLiability::new(price, points, redemption, value)?;
            let periods: Vec<(f64, f64)> = (0..rows).map(|i| (redeemed[i], expected[i])).collect();
            let lines = liability.schedule(&periods)?;
            each(rows, |i| Ok(cells!(lines[i] => recognised, revenue, catch_up, outstanding)))
        };
    /// The spends on acquisition and on retention with the highest equity (Blattberg and Deighton),
    /// 0 where no spending pays: a spend S wins or keeps the share ceiling x (1 - exp(-k S)), where k
    /// follows from a known rate and spend, 0 < rate < ceiling <= 1; a year's `margin` and
    /// `discount`, above the retention ceiling less 1.
    23 OPTIMAL_SPEND {} {}
        (
            acquisition_ceiling: f64 = [], acquisition_rate: f64 = [], acquisition_spend: f64 = [],
            retention_ceiling: f64 = [], retention_rate: f64 = [], retention_spend: f64 = [],
            margin: f64 = [], discount: f64 = []
        ) []
        [acquisition, retention, best_acquisition_rate, best_retention_rate, customer_value, equity]
        => |rows| {
            let best = AcquisitionRetention::new(
                Response::calibrate(acquisition_ceiling, acquisition_rate, acquisition_spend)?,
                Response::calibrate(retention_ceiling, retention_rate, retention_spend)?,
                margin,
                discount,
            )?.optimum();
            Ok(of_all(cells!(best =>
                acquisition, retention, acquisition_rate, retention_rate, customer_value, equity)))
        };
    /// The cohort table of lifetime value, one row a year (Dwyer): of `customers` > 0, won for
    /// `acquisition` in all, the share `retention` is there the next year; `marketing` is the year's
    /// cost for the whole cohort; profit falls as `timing`, one of HABITUE_PAYMENT_..., says.
    /// Payments: the profit of each year, in years.
    24 COHORT_TABLE
        {
            retention: f64, orders_per_month: f64, amount: f64, variable_cost_share: f64,
            marketing: f64
        } {}
        (
            customers: f64 = [], acquisition: f64 = [0.0], discount: f64 = [0.0],
            timing: PaymentTiming = [0.0]
        )
        [
            customers, orders, sales, variable_cost, marketing, acquisition, profit, factor, present,
            cumulative, per_customer
        ] [] => |rows| {
            let year = |i: usize| at!(i, DwyerYear {
                retention, orders_per_month, amount, variable_cost_share, marketing
            });
            let years: Vec<DwyerYear> = (0..rows).map(year).collect();
            let cohort = Dwyer::new(customers, acquisition, discount)?.with_timing(timing);
            let lines = cohort.table(&years)?;
            let told = each(rows, |i| Ok(cells!(lines[i] =>
                customers, orders, sales, variable_cost, marketing, acquisition, profit, factor,
                present, cumulative, per_customer)))?;
            Ok(told.paid(move || cohort.cash_flow(&years)))
        };
    /// The profit of years 1, 2, ... of a customer by its sources, 0 where they are left out, but not
    /// all, after what it cost to win: discounted and retained in each year, running totals, value,
    /// payback in years (NaN: never) and lifetime profit over cost (NaN without cost). Year k is
    /// earned at time k with probability retention^(k-1), which are the payments.
    25 TENURE_VALUE {} { base: f64, growth: f64, cost_saving: f64, referral: f64, premium: f64 }
        (acquisition: f64 = [0.0], retention: f64 = [1.0], discount: f64 = [0.0])
        [present, cumulative] [value, payback, value_to_cost] => |rows| {
            let of = |source: Option<&[f64]>, i: usize| source.map_or(0.0, |column| column[i]);
            let year = |i: usize| TenureProfit {
                base: of(base, i),
                growth: of(growth, i),
                cost_saving: of(cost_saving, i),
                referral: of(referral, i),
                premium: of(premium, i),
            };
            let years: Vec<TenureProfit> = (0..rows).map(year).collect();
            let found = tenure_value(&years, acquisition, retention, discount)?;
            let all = cells!(found => value, payback, value_to_cost);
            let told = columns([found.present, found.cumulative]).and(all);
            Ok(told.paid(move || tenure_cash_flow(&years, acquisition, retention)))
        };
    /// The value of contributions at the beginning of cycles and of promotion in the middle of each
    /// but the last, whose cell is 0 (Berger and Nasr, cases 2, 3 and 5): customers stay with
    /// `retention` per cycle, or, who last bought 1, 2, ... cycles ago, buy again with the
    /// probabilities `purchase` and are lost after the last. Who buys and who is promoted to, per
    /// customer of the first cycle. Payments in years.
    26 VARYING_CONTRIBUTION { contribution: f64, promotion: f64 } {}
        (
            retention: Option<f64> = [f64::NAN], purchase: Vec<f64> = [f64::NAN],
            discount: f64 = [], cycle_years: f64 = [1.0]
        ) [buying, promoted] [value] => |rows| {
            let (last, promotion) = promotion.split_last().unwrap_or((&0.0, &[]));
            if *last != 0.0 {
                let row = rows as u64 - 1;
                return Err(Error::out_of_range("promotion", *last, "0 in the last cycle").at_row(row));
            }
            let by_recency = purchase.iter().any(|chance| !chance.is_nan());
            let model = match retention {
                Some(_) if by_recency => return Err(unread("retention", "beside purchase")),
                None if by_recency => {
                    BergerNasr::by_recency(contribution, promotion, &purchase, discount)?
                }
                None => return Err(absent("retention")),
                Some(stay) => BergerNasr::varying(contribution, promotion, stay, discount)?,
            }.with_cycle(cycle_years)?;
            let (value, buying) = (model.value()?, model.customers().to_vec());
            let promoted = model.promoted().iter().copied().chain([0.0]).collect();
            Ok(columns([buying, promoted]).and([value]).paid(move || Ok(model.cash_flow())))
        };
    /// Lifetime values with those of referred customers credited to who referred them, and counted
    /// once: the share 1 - `anyway` of a value moves to the customer in row `referrer` (-1: referred
    /// by nobody), with the acquisition cost that the referral saved.
    27 REFERRAL_CREDIT { value: f64, referrer: i64, anyway: f64, saving: f64 } {} ()
        [credited] [] => |rows| {
            let mut credited = vec![0.0; rows];
            credit_referrals_into(value, referrer, anyway, saving, &mut credited)?;
            Ok(columns([credited]))
        };
    /// Tiers, 1 the top, by fixed thresholds with a band around them, given the tier before (0: new):
    /// one rises only from the higher threshold plus the band on, and falls only below its own less
    /// the band. `thresholds` are the lowest values of all tiers but the last, strictly descending;
    /// `band` in 0..1 is a share of their magnitude.
    28 TIER_HYSTERESIS { values: f64, previous: i32 } {} (thresholds: Vec<f64> = [], band: f64 = [])
        [tier] [] => |rows| {
            let mut tier = vec![0; rows];
            Hysteresis::new(thresholds, band)?.tiers_into(values, previous, &mut tier)?;
            Ok(columns([tier.into_iter().map(f64::from).collect()]))
        };
    /// Shares of customers in loyalty programmes beside the shares who switch, a row a market: points
    /// of switching for each point of participation, and the correlation; NaN where they do not
    /// differ.
    115 PROGRAMMES_ACROSS { participation: f64, switching: f64 } {} () [] [slope, correlation]
        => |_rows| {
            Ok(of_all(cells!(programmes_across(participation, switching)? => slope, correlation)))
        };
}
