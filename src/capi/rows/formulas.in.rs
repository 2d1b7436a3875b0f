// One row a formula: its code and symbol, the columns that it needs, the columns that may be left
// out, the settings with their defaults ([]: must be given), the outputs with a cell for each row,
// the outputs with one cell, and how they are made. Read twice: by src/capi/formulas.rs and by
// build.rs, as schemes.in.rs is.
formulas! {
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
            Ok(of_all([found.mean, found.median, found.low, found.high]))
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
                (Some(_), None) => return Err(missing("retention_per_unit")),
                (None, Some(_)) => return Err(needed("measure")),
            };
            let found = lift.effect_of(margin, retention, &raised)?;
            let (mut before, mut after) = (vec![0.0; rows], vec![0.0; rows]);
            lift.value_into(margin, retention, 0.0, &mut before)?;
            lift.value_into(margin, &raised.rates, 0.0, &mut after)?;
            Ok(columns([before, after]).and([
                found.customers as f64, found.capped as f64, found.before, found.after,
                found.change, or_nan(found.relative), or_nan(found.break_even_per_period),
            ]))
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
            let segments: Vec<SegmentEquity> = (0..rows).map(|i| SegmentEquity {
                customers: customers[i],
                value: value[i],
                prospects: prospects[i],
                acquisition_rate: acquisition_rate[i],
                acquisition_cost: acquisition_cost[i],
            }).collect();
            Ok(columns([customer_equity(&segments)?]))
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
            let channels: Vec<Channel> = (0..rows).map(|i| Channel {
                spend: spend[i],
                customers: customers[i],
                margin: margin[i],
                retention: retention[i],
            }).collect();
            let multiple = terms(timing, discount, growth, horizon)?;
            let (found, blended) = acquisition_ratios(&multiple, &channels)?;
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
                let found = Programme {
                    members: members[i],
                    spend: spend[i],
                    baseline: baseline[i],
                    margin: margin[i],
                    reward: reward[i],
                    breakage: breakage[i],
                    administration: administration[i],
                }.compute()?;
                Ok([
                    or_nan(found.incrementality), found.incremental_margin, found.reward_cost,
                    found.net, or_nan(found.break_even_baseline),
                ])
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
            let sheet = move |i: usize| Worksheet {
                sales: sales[i],
                sale_count: sale_count[i],
                cost_of_goods: cost_of_goods[i],
                repeat_orders: repeat_orders[i],
                marketing: marketing[i],
                prospects: prospects[i],
                new_customers: new_customers[i],
            };
            let told = each(rows, |i| {
                let found = sheet(i).compute()?;
                Ok([
                    found.average_sale, found.profit_per_sale, found.profit_per_customer,
                    or_nan(found.cost_per_customer), found.cost_per_prospect, found.conversion,
                    found.profit_per_prospect, or_nan(found.marginal_net_worth),
                    or_nan(found.break_even_conversion),
                ])
            })?;
            Ok(told.paid(move || {
                single(sales, "sales")?;
                sheet(0).cash_flow(interval.ok_or_else(|| missing("interval"))?)
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
            each(rows, |i| {
                let line = &lines[i];
                Ok([line.recognised, line.revenue, line.catch_up, line.outstanding])
            })
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
            Ok(of_all([
                best.acquisition, best.retention, best.acquisition_rate, best.retention_rate,
                best.customer_value, best.equity,
            ]))
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
            let year = |i: usize| DwyerYear {
                retention: retention[i],
                orders_per_month: orders_per_month[i],
                amount: amount[i],
                variable_cost_share: variable_cost_share[i],
                marketing: marketing[i],
            };
            let years: Vec<DwyerYear> = (0..rows).map(year).collect();
            let cohort = Dwyer::new(customers, acquisition, discount)?
                .with_timing(timing);
            let lines = cohort.table(&years)?;
            let told = each(rows, |i| {
                let line = &lines[i];
                Ok([
                    line.customers, line.orders, line.sales, line.variable_cost, line.marketing,
                    line.acquisition, line.profit, line.factor, line.present, line.cumulative,
                    line.per_customer,
                ])
            })?;
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
            let all = [found.value, or_nan(found.payback), or_nan(found.value_to_cost)];
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
                None => return Err(missing("retention")),
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
    /// The interval of a proportion; `method` is one of HABITUE_PROPORTION_... (Wilson is 0).
    30 PROPORTION_INTERVAL { hits: f64, n: f64 } {} (method: ProportionInterval = [0.0], confidence: f64 = [0.95])
        [low, high] [] => |rows| {
            each(rows, |i| {
                let found = method.of(hits[i], n[i], confidence)?;
                Ok([found.low, found.high])
            })
        };
    /// The finite population correction.
    31 POPULATION_CORRECTION { n: f64, population: f64 } {} () [correction] [] => |rows| {
        each(rows, |i| Ok([finite_population_correction(n[i], population[i])?]))
    };
    /// The respondents that an interval of +-`margin` needs; `population` 0 is a large one.
    32 SAMPLE_SIZE { margin: f64, share: f64, population: f64 } {} (confidence: f64 = [0.95])
        [n] [] => |rows| each(rows, |i| {
            let population = (population[i] != 0.0).then_some(population[i]);
            Ok([sample_size(margin[i], share[i], confidence, population)?])
        });
    /// The z test of two independent figures with their standard errors; NaN where no variance is
    /// left.
    33 DIFFERENCE_TEST { first: f64, first_error: f64, second: f64, second_error: f64 } {}
        (confidence: f64 = [0.95])
        [difference, standard_error, z, p_value, low, high] [] => |rows| each(rows, |i| {
            let (first, second) = ((first[i], first_error[i]), (second[i], second_error[i]));
            let found = Difference::between(first, second, confidence)?;
            Ok([
                found.difference, found.standard_error, or_nan(found.z), or_nan(found.p_value),
                found.interval.low, found.interval.high,
            ])
        });
    /// Kish's effective sample size.
    34 EFFECTIVE_N { weight: f64 } {} () [] [effective_n, design_effect] => |rows| {
        Ok(of_all([effective_n(weight)?, design_effect(weight)?]))
    };
    /// Reliability and average variance extracted from standardised loadings.
    35 COMPOSITE_RELIABILITY { loading: f64 } {} () [] [reliability, extracted] => |rows| {
        Ok(of_all([composite_reliability(loading)?, average_variance_extracted(loading)?]))
    };
    /// Where to cut a column; `method` is one of HABITUE_CUTS_....
    36 CUT_POINT { value: f64 } {} (method: i32 = [0.0]) [] [cut] => |rows| {
        let of = enumerator(method, "method", &[
            (HABITUE_CUTS_MEDIAN, median_cuts as fn(&[f64], &[f64]) -> Result<Cuts>),
            (HABITUE_CUTS_MEAN, mean_cuts),
        ])?;
        Ok(of_all([of(value, value).map_err(|error| error.in_column("value"))?.x()]))
    };
    /// Performance less expectation, and its class (HABITUE_DISCONFIRMATION_...; NaN is unknown).
    40 DISCONFIRMATION { expectation: f64, performance: f64 } {} (tolerance: f64 = [0.0])
        [gap, class] [] => |rows| {
            let (mut gaps, mut classes) = (vec![0.0; rows], vec![0; rows]);
            disconfirm_into(expectation, performance, tolerance, &mut gaps, &mut classes)?;
            Ok(columns([gaps, classes.into_iter().map(f64::from).collect()]))
        };
    /// Benefits less costs, and their ratio (NaN without costs); of a complaint all three or none.
    41 DELIVERED_VALUE
        {
            product: f64, services: f64, personnel: f64, image: f64, money: f64, time: f64,
            psychic: f64, energy: f64
        }
        { complaint_time: f64, complaint_energy: f64, recovery: f64 } ()
        [difference, ratio] [] => |rows| {
            let complaint = match (complaint_time, complaint_energy, recovery) {
                (Some(time), Some(energy), Some(recovery)) => Some([time, energy, recovery]),
                (None, None, None) => None,
                (_, _, None) => return Err(needed("recovery")),
                (None, ..) => return Err(needed("complaint_time")),
                _ => return Err(needed("complaint_energy")),
            };
            each(rows, |i| {
                let benefits = [product[i], services[i], personnel[i], image[i]];
                let value = DeliveredValue::new(benefits, [money[i], time[i], psychic[i], energy[i]])?;
                let value = match complaint {
                    Some([time, energy, recovery]) => {
                        value.with_complaint(time[i], energy[i], recovery[i])?
                    }
                    None => value,
                };
                Ok([value.difference(), or_nan(value.ratio())])
            })
        };
    /// The five gaps of service quality.
    42 SERVICE_GAPS
        {
            expected: f64, believed: f64, specified: f64, delivered: f64, promised: f64,
            perceived: f64
        } {} ()
        [understanding, standards, delivery, communication, service] [] => |rows| each(rows, |i| {
            Ok(ServiceGaps::of(&ServiceStates {
                expected: expected[i],
                believed: believed[i],
                specified: specified[i],
                delivered: delivered[i],
                promised: promised[i],
                perceived: perceived[i],
            })?.all())
        });
    /// Gaps between designed, expected and received value.
    43 VALUE_GAPS { designed: f64, expected: f64, received: f64 } {} ()
        [perception, compromise, satisfaction] [] => |rows| each(rows, |i| {
            let found = ValueGaps::of(designed[i], expected[i], received[i])?;
            Ok([found.perception, found.compromise, found.satisfaction])
        });
    /// The index of HABITUE_SCHEME_THREE_INDICATOR, 0 to 100; NaN is not known.
    44 THREE_INDICATOR_INDEX {} { satisfaction: u8, repurchase: f64, recommendation: u8 }
        (
            satisfaction_table: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0],
            repurchase_table: [f64; 3] = [0.0, 50.0, 100.0],
            recommendation_table: [f64; 3] = [0.0, 50.0, 100.0],
            weights: [f64; 3] = [1.0, 1.0, 1.0],
            repurchase_cuts: [f64; 2] = [0.3, 0.7],
            index_cuts: [f64; 2] = [50.0, 75.0]
        ) [index]
        [
            mean, mean_satisfaction, mean_repurchase, mean_recommendation, n_used, n_missing,
            n_missing_satisfaction, n_missing_repurchase, n_missing_recommendation
        ] => |rows| {
            let scheme = three_indicator(
                satisfaction_table, repurchase_table, recommendation_table, weights,
                repurchase_cuts, index_cuts,
            )?;
            let mut columns_of = ThreeIndicatorColumns::new(rows);
            (columns_of.satisfaction, columns_of.repurchase) = (satisfaction, repurchase);
            columns_of.recommendation = recommendation;
            let mut index = vec![0.0; rows];
            let found = scheme.index_into(&columns_of, &mut index)?;
            let mean = |part: fn(&LoyaltyIndex) -> f64| or_nan(found.mean.as_ref().map(part));
            Ok(columns([index]).and([
                mean(|m| m.index), mean(|m| m.satisfaction), mean(|m| m.repurchase),
                mean(|m| m.recommendation), found.n_used as f64, found.n_missing as f64,
                found.n_missing_satisfaction as f64, found.n_missing_repurchase as f64,
                found.n_missing_recommendation as f64,
            ]))
        };
    /// Satisfaction, value and awareness, scores of 0 to 100, and the growth of behaviour, a share of
    /// the period before; NaN is not known.
    45 FOUR_INDICATOR_MEASURE {}
        {
            satisfaction: f64, value: f64, awareness: f64, quantity_before: f64, quantity: f64,
            frequency_before: f64, frequency: f64, use_before: f64, uses: f64, spend_before: f64,
            spend: f64
        } ()
        [behaviour_growth]
        [
            mean_satisfaction, mean_value, mean_awareness, mean_growth, n_satisfaction, n_value,
            n_awareness, n_growth, n_complete
        ] => |rows| {
            let mut behaviour = GrowthColumns::new(rows);
            (behaviour.quantity_before, behaviour.quantity) = (quantity_before, quantity);
            (behaviour.frequency_before, behaviour.frequency) = (frequency_before, frequency);
            (behaviour.use_before, behaviour.uses) = (use_before, uses);
            (behaviour.spend_before, behaviour.spend) = (spend_before, spend);
            let mut growth = vec![0.0; rows];
            let scores = [satisfaction, value, awareness];
            let found = four_indicators_into(scores, &behaviour, &mut growth)?;
            let ([s, v, a], g) = (found.scores.map(or_nan), or_nan(found.growth));
            let n = found.n_used.map(|n| n as f64);
            Ok(columns([growth]).and([
                s, v, a, g, n[0], n[1], n[2], n[3], found.n_complete as f64,
            ]))
        };
    /// The index of seven indicators, 0 to 100, by their lowest and highest values; an indicator on
    /// which all agree is dropped (its bit); NaN is not known.
    46 SEVEN_INDICATOR_INDEX {}
        {
            repurchase: f64, choosing_time: f64, attention: f64, competitor_attention: f64,
            price_sensitivity: f64, identification: f64, defect_tolerance: f64
        }
        (
            lowest: [f64; 7] = [], highest: [f64; 7] = [],
            weights: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
        ) [index] [mean, n_used, n_missing, dropped_bits] => |rows| {
            let ranges = std::array::from_fn(|at| (lowest[at], highest[at]));
            let scheme = SevenIndicators::new(ranges)?.with_weights(weights)?;
            let mut given = SevenIndicatorColumns::new(rows);
            (given.repurchase, given.choosing_time) = (repurchase, choosing_time);
            (given.attention, given.competitor_attention) = (attention, competitor_attention);
            (given.price_sensitivity, given.identification) = (price_sensitivity, identification);
            given.defect_tolerance = defect_tolerance;
            let mut index = vec![0.0; rows];
            let found = scheme.index_into(&given, &mut index)?;
            let dropped = found.dropped.iter().rev().fold(0, |bits, was| bits << 1 | i32::from(*was));
            Ok(columns([index]).and([
                or_nan(found.mean), found.n_used as f64, found.n_missing as f64, f64::from(dropped),
            ]))
        };
    /// The mean of would recommend, would buy again and would try other products, from `low` to
    /// `high`; NaN is not known.
    47 MEAN_OF_THREE { recommend: f64, buy_again: f64, try_others: f64 } {}
        (low: f64 = [], high: f64 = []) [mean] [n_used] => |rows| {
            let mut mean = vec![0.0; rows];
            let used =
                mean_of_three_into([recommend, buy_again, try_others], low, high, &mut mean)?;
            Ok(columns([mean]).and([used as f64]))
        };
    /// The growth of one measure of behaviour: 0.2 is 20 % more; NaN where it began at nothing.
    48 BEHAVIOUR_GROWTH { before: f64, now: f64 } {} () [growth] [] => |rows| {
        let mut growth = vec![0.0; rows];
        growth_into(before, now, &mut growth)?;
        Ok(columns([growth]))
    };
    /// The weighted mean of three kinds of switching cost; NaN is not known.
    49 SWITCHING_COST { procedural: f64, financial: f64, relational: f64 } {}
        (weights: [f64; 3] = [1.0, 1.0, 1.0]) [index] [] => |rows| {
            let mut index = vec![0.0; rows];
            switching_cost_into(procedural, financial, relational, weights, &mut index)?;
            Ok(columns([index]))
        };
    /// The share of spend in the category that is with us; NaN where nobody spends.
    50 SHARE_OF_WALLET { with_us: f64, in_category: f64 } {} ()
        [] [ratio_of_sums, mean_of_ratios, n_used, n_without_spend] => |rows| {
            let found = share_of_wallet(with_us, in_category)?;
            Ok(of_all([
                or_nan(found.ratio_of_sums), or_nan(found.mean_of_ratios), found.n_used as f64,
                found.n_without_spend as f64,
            ]))
        };
    /// The unhappy customers behind complaints, and who of them leaves (NaN without a share).
    51 COMPLAINT_ICEBERG { complaints: u64, complaint_rate: f64 } { leaving_share: f64 } ()
        [unhappy, silent, leaving] [] => |rows| each(rows, |i| {
            let mut found = ComplaintIceberg::new(complaints[i], complaint_rate[i])?;
            if let Some(share) = leaving_share.map(|share| share[i]).filter(|share| !share.is_nan()) {
                found = found.with_leaving(share)?;
            }
            Ok([found.unhappy(), found.silent(), or_nan(found.leaving())])
        });
    /// Who is loyal of the satisfied, the dissatisfied and the fully satisfied, as HABITUE_SCHEME_
    /// APOSTLE cuts them, and whether each of five propositions holds of them (1 yes, 0 no, 2 of
    /// nobody): the satisfied may be loyal; may be disloyal; the dissatisfied are usually disloyal;
    /// may be loyal; full satisfaction makes most loyal. NaN is not known.
    52 APOSTLE_PROPOSITIONS {} { satisfaction: f64, loyalty: f64 }
        (
            satisfaction_cut: f64 = [50.0], loyalty_cut: f64 = [50.0],
            apostle_satisfaction: f64 = [90.0], apostle_loyalty: f64 = [90.0],
            terrorist_satisfaction: f64 = [10.0], terrorist_loyalty: f64 = [10.0]
        ) []
        [
            satisfied_loyal, satisfied, dissatisfied_loyal, dissatisfied, fully_satisfied_loyal,
            fully_satisfied, n_missing, holds_1, holds_2, holds_3, holds_4, holds_5
        ] => |rows| {
            let scheme = ApostleMatrix::new().with_cuts(
                Cuts::new(satisfaction_cut, loyalty_cut)?,
                Cuts::new(apostle_satisfaction, apostle_loyalty)?,
                Cuts::new(terrorist_satisfaction, terrorist_loyalty)?,
            )?;
            let mut given = AllegianceColumns::new(rows);
            (given.satisfaction, given.loyalty) = (satisfaction, loyalty);
            let found = scheme.propositions(&given)?;
            let [a, b, c, d, e] = found.hold().map(|holds| holds.map_or(2.0, f64::from));
            let (happy, unhappy) = (found.satisfied, found.dissatisfied);
            let fully = found.fully_satisfied;
            Ok(of_all([
                happy.loyal as f64, happy.of as f64, unhappy.loyal as f64, unhappy.of as f64,
                fully.loyal as f64, fully.of as f64, found.n_missing as f64, a, b, c, d, e,
            ]))
        };
    /// The scores of all nodes of a driver tree: `parents` is the node, from 0, of which a node is
    /// a part and that stands before it, -1 for the first; `weights` its weight among its siblings,
    /// > 0; `leaf_scores` the score of each leaf at its node (the others are not read). A score is
    /// the weighted mean of the parts. HABITUE_LIST_FIVE_FACTORS is the tree of what builds
    /// loyalty, parent and weight being the numbers of its entries.
    57 DRIVER_SCORES { parents: i32, weights: f64, leaf_scores: f64 } {} () [score] [] => |rows| {
        let mut scores = vec![0.0; rows];
        driver_scores_into(parents, weights, leaf_scores, &mut scores)?;
        Ok(columns([scores]))
    };
    /// The lifecycle status (classes of HABITUE_SCHEME_LIFECYCLE) after an event (HABITUE_EVENT_...).
    58 LIFECYCLE_AFTER { status: i32, event: i32 } {} () [next] [] => |rows| each(rows, |i| {
        let status: Status = coded(f64::from(status[i]), "status")?;
        let event: StatusEvent = coded(f64::from(event[i]), "event")?;
        Ok([f64::from(status.after(event)?.code())])
    });
    /// The closest relationships that pay (levels of HABITUE_SCHEME_RELATIONSHIP_LEVEL), lower and
    /// upper, by how many customers there are and how much each leaves (HABITUE_EXTENT_...). `table`:
    /// for few, a medium number and many customers in turn, in each for a low, a medium and a high
    /// margin, the lower level and the upper one; Kotler's by default.
    59 RELATIONSHIP_SUITED { customers: i32, margins: i32 } {}
        (
            table: [f64; 18] = [
                3.0, 3.0, 4.0, 4.0, 5.0, 5.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 1.0, 2.0, 2.0, 2.0, 3.0,
                3.0
            ]
        ) [lower, upper] [] => |rows| {
            let table = bond_table(&table)?;
            each(rows, |i| {
                let number: CustomerNumber = coded(f64::from(customers[i]), "customers")?;
                let margin: Margin = coded(f64::from(margins[i]), "margins")?;
                let (lower, upper) = table.suited(number, margin);
                Ok([f64::from(lower.code()), f64::from(upper.code())])
            })
        };
    /// Purchases a year, and the share of them that are upgrades; NaN where undefined.
    60 RELATIONSHIP_DEPTH { length_days: f64, purchases: u32, upgrades: u32 } {} ()
        [purchases_per_year, upgrade_share] [] => |rows| {
            let (mut a_year, mut share) = (vec![0.0; rows], vec![0.0; rows]);
            Dimensions::depth_into(length_days, purchases, upgrades, &mut a_year, &mut share)?;
            Ok(columns([a_year, share]))
        };
    /// Days from `today` to the next birthday.
    61 DAYS_TO_BIRTHDAY { month: u32, day_of_month: u32 } {} (today: i32 = []) [days] [] => |rows| {
        let today = Day::from_number(today)?;
        each(rows, |i| Ok([days_to_birthday(month[i], day_of_month[i], today)?]))
    };
    /// Tiers of usage by any number of bounds in days, 1 up to the first, 0 not known (NaN); and
    /// whether each stands on a bound.
    62 USAGE_TIERS { interval_days: f64 } {} (bounds: Vec<f64> = []) [tier, boundary] [] => |rows| {
        let (mut tiers, mut boundary) = (vec![0; rows], vec![0; rows]);
        interval_tiers_into(&bounds, interval_days, &mut tiers, Some(&mut boundary))?;
        let tiers = tiers.into_iter().map(f64::from).collect();
        Ok(columns([tiers, boundary.into_iter().map(f64::from).collect()]))
    };
    /// Customers with each persona tag (bits, HABITUE_PERSONA_...).
    63 PERSONA_COUNTS { tags: u32 } {} () [] [demanding, hesitant, thrifty, sophisticated]
        => |rows| Ok(of_all(Persona::counts(tags)?.map(|count| count as f64)));
    /// Retention and churn of periods, each definition by its name; NaN of nobody.
    64 MOVEMENT { start: u64, acquired: u64, reactivated: u64, lost: u64 } {} ()
        [
            end, retention, churn_of_start, churn_of_average, churn_of_exposed,
            churn_net_of_reactivation, growth
        ] [] => |rows| each(rows, |i| {
            Ok(movement(&Movement::new(start[i], acquired[i], reactivated[i], lost[i])?))
        });
    /// The same of one period, from who was active (0 or 1).
    65 MOVEMENT_BETWEEN { before: u8, now: u8, ever_before: u8 } {} () []
        [
            start, acquired, reactivated, lost, end, retention, churn_of_start, churn_of_average,
            churn_of_exposed, churn_net_of_reactivation, growth
        ] => |rows| {
            let found = Movement::between(before, now, ever_before)?;
            let [end, retention, of_start, of_average, of_exposed, net, growth] = movement(&found);
            Ok(of_all([
                found.start() as f64, found.acquired() as f64, found.reactivated() as f64,
                found.lost() as f64, end, retention, of_start, of_average, of_exposed, net, growth,
            ]))
        };
    /// Gross and net revenue retention; NaN of nothing.
    66 REVENUE_RETENTION { start: f64, churned: f64, contraction: f64, expansion: f64 } {} ()
        [gross, net] [] => |rows| each(rows, |i| {
            let found = RevenueMovement::new(start[i], churned[i], contraction[i], expansion[i])?;
            Ok([or_nan(found.gross_retention().value()), or_nan(found.net_retention().value())])
        });
    /// Repeat customers and orders; NaN of nobody.
    67 REPEAT_RATES { purchases: u32 } {} () []
        [
            customers, repeat_customers, orders, repeat_orders, repeat_customer_rate,
            repeat_order_rate
        ] => |rows| {
            let found = RepeatCounts::of(purchases);
            Ok(of_all([
                found.customers as f64, found.repeat_customers as f64, found.orders as f64,
                found.repeat_orders as f64, or_nan(found.repeat_customer_rate().value()),
                or_nan(found.repeat_order_rate().value()),
            ]))
        };
    /// Retention that rises towards a ceiling with tenure, through an observed point.
    68 RETENTION_PROJECTION { time: f64 } {}
        (ceiling: f64 = [], observed_time: f64 = [], observed_retention: f64 = [])
        [retention] [speed] => |rows| {
            let curve = RetentionProjection::through(ceiling, observed_time, observed_retention)?;
            let found = each(rows, |i| {
                Ok([curve.at(time[i]).map_err(|error| error.in_column("time"))?])
            })?;
            Ok(found.and([curve.speed()]))
        };
    /// The expectation before each period, `start` before the first, which moves by `rate` (0 to
    /// 1) of the way towards each performance; NaN is none.
    80 ADAPTED_EXPECTATION { performance: f64 } {} (start: f64 = [], rate: f64 = [])
        [expectation] [] => |rows| {
            let mut expectation = vec![0.0; rows];
            adapt_expectation_into(start, rate, performance, &mut expectation)?;
            Ok(columns([expectation]))
        };
    /// Whether groups differ: `group` from 0 or -1 for none, `value` NaN where missing; `method` is
    /// one of HABITUE_GROUP_TEST_..., of which WELCH alone takes weights. The statistic is F (NaN in
    /// `residual_freedom` where it is H, compared with chi-square).
    90 GROUP_TEST { value: f64, group: i32 } { weight: f64 } (method: i32 = [1.0])
        [] [statistic, freedom, residual_freedom, p_value, groups, used, missing] => |rows| {
            let known: Vec<Option<u32>> = group.iter().map(|code| u32::try_from(*code).ok()).collect();
            let count = known.iter().flatten().max().map_or(0, |code| *code as usize + 1);
            let found = GroupTest::of(
                value,
                &Groups::of_codes(&known, count)?,
                weight,
                GroupTestMethod::read(method, "method")?,
            )?;
            Ok(of_all([
                found.statistic, found.freedom, or_nan(found.residual_freedom), found.p_value,
                found.groups as f64, found.used as f64, found.missing as f64,
            ]))
        };
    /// The mean change of respondents who answered in both of two waves, NaN where missing, by the
    /// paired t-test: second less first.
    91 PAIRED_DIFFERENCE { first: f64, second: f64 } { weight: f64 } (confidence: f64 = [0.95])
        [] [difference, standard_error, t, freedom, p_value, low, high, used, missing] => |rows| {
            let found = PairedDifference::of(first, second, weight, confidence)?;
            let ends = found.interval.map_or([f64::NAN; 2], |it| [it.low, it.high]);
            Ok(of_all([
                found.difference, or_nan(found.standard_error), or_nan(found.t), found.freedom,
                or_nan(found.p_value), ends[0], ends[1], found.used as f64, found.missing as f64,
            ]))
        };
    /// The survival curve (Kaplan-Meier) with weights and left truncation, just after the time of
    /// each row: `time` when last seen, `lost` 1 or 0, `entry` when first seen (0 without). The
    /// `error` is one of HABITUE_SURVIVAL_ERROR_..., the `interval` one of
    /// HABITUE_SURVIVAL_INTERVAL_.... NaN in `std_error`, `low` and `high` once nobody is left.
    92 WEIGHTED_SURVIVAL { time: f64, lost: u8 } { entry: f64, weight: f64 }
        (error: i32 = [0.0], interval: i32 = [0.0], confidence: f64 = [0.95])
        [at_risk, survival, std_error, low, high] [] => |rows| {
            let error = SurvivalError::read(error, "error")?;
            let kind = SurvivalInterval::read(interval, "interval")?;
            let curve = WeightedSurvival::of(time, lost, entry, weight, error)?;
            each(rows, |i| Ok(match curve.at(time[i])? {
                None => [f64::NAN, 1.0, 0.0, 1.0, 1.0],
                Some(step) => {
                    let found = step.interval(kind, confidence)?;
                    let ends = found.map_or([f64::NAN; 2], |it| [it.low, it.high]);
                    let at_risk = if step.time == time[i] { step.at_risk } else { f64::NAN };
                    [at_risk, step.survival, or_nan(step.std_error()), ends[0], ends[1]]
                }
            }))
        };
    /// Which persona tags fit (the sum of HABITUE_PERSONA_...), of which it is not known and which
    /// stand on their bound: demanding by the share of purchases with a complaint, hesitant by the
    /// days to decide, thrifty by the share at a reduced price, sophisticated by purchases in the
    /// category; `bounds` in this order. NaN is not known.
    101 PERSONA_TAGS {}
        {
            complaint_share: f64, days_to_decide: f64, discount_share: f64,
            category_purchases: f64
        } (bounds: [f64; 4] = [0.2, 30.0, 0.5, 10.0]) [tags, unknown, boundary] [] => |rows| {
            let mut given = PersonaColumns::new(rows);
            (given.complaint_share, given.days_to_decide) = (complaint_share, days_to_decide);
            (given.discount_share, given.category_purchases) =
                (discount_share, category_purchases);
            let found = PersonaRules::new().with_bounds(bounds)?.tags_all(&given)?;
            let of = |part: fn(&PersonaFound) -> Persona| {
                found.iter().map(|it| f64::from(part(it).bits())).collect()
            };
            Ok(columns([of(|it| it.tags), of(|it| it.unknown), of(|it| it.boundary)]))
        };
    /// Who is a customer, a consumer, a user, an end recipient (the sum of HABITUE_ROLE_...), and of
    /// which it is not known. The columns are 1 (yes), 0 (no) or 2 (not known).
    102 CUSTOMER_ROLES {}
        { takes: u8, decides: u8, on_file: u8, own_use: u8, uses: u8, passes_on: u8 } ()
        [roles, unknown] [] => |rows| {
            let mut given = RoleColumns::new(rows);
            (given.takes, given.decides, given.on_file) = (takes, decides, on_file);
            (given.own_use, given.uses, given.passes_on) = (own_use, uses, passes_on);
            let found = CustomerRoles.of_all(&given)?;
            let roles = found.iter().map(|it| f64::from(it.roles)).collect();
            Ok(columns([roles, found.iter().map(|it| f64::from(it.unknown)).collect()]))
        };
    /// How many times as much a customer of tier `first` is worth as one of tier `second`, with
    /// Fieller's interval; NaN where undefined.
    103 TIER_RATIO { values: f64, tier: i32 } {}
        (first: i32 = [1.0], second: i32 = [2.0], confidence: f64 = [0.95]) []
        [ratio, low, high, mean_first, mean_second, n_first, n_second] => |rows| {
            let found = TierRatio::of(values, tier, (first, second), confidence)?;
            let (low, high) = found.interval.unwrap_or((f64::NAN, f64::NAN));
            let ([a, b], [m, n]) = (found.means.map(or_nan), found.customers);
            Ok(of_all([or_nan(found.ratio), low, high, a, b, m as f64, n as f64]))
        };
    /// How much retention a unit of a measure, such as loyalty or trust, brings: the slope of who
    /// stayed (1 or 0) by it.
    104 RETENTION_PER_UNIT { measure: f64, stayed: u8 } {}
        (measure_low: f64 = [0.0], measure_high: f64 = [100.0]) [] [per_unit] => |rows| {
            let found = LiftedMeasure::fit((measure_low, measure_high), measure, stayed)?;
            Ok(of_all([found.per_unit()]))
        };
    /// A budget, in any fractions, over customers of whom effort brings `potential` x (1 -
    /// e^(-`response` x effort)): what the last unit of it brings is the same everywhere. `least`
    /// and `most` bound the effort of each, `cost` is what a unit costs; what is undone is up to the
    /// most, infinite without one.
    105 EFFORT_ALLOCATION { potential: f64, response: f64 } { least: f64, most: f64, cost: f64 }
        (budget: f64 = []) [effort, gain, undone, undone_gain]
        [price, spent, total_gain, total_undone_gain] => |_rows| {
            effort_told(effort_columns(potential, response, least, most, cost).allocate(budget)?)
        };
    /// The same in whole hours, each of which counts as 1: the best of all such plans.
    106 HOUR_ALLOCATION { potential: f64, response: f64 } { least: f64, most: f64 }
        (budget: u32 = []) [effort, gain, undone, undone_gain]
        [price, spent, total_gain, total_undone_gain] => |_rows| {
            let customers = effort_columns(potential, response, least, most, None);
            effort_told(customers.allocate_hours(budget)?)
        };
    /// The options, at most one of each customer, that bring most within a budget of hours: exact
    /// for any gains. `chosen` is 1 or 0.
    107 CHOSEN_OPTIONS { customer: u32, hours: u32, gain: f64 } {} (budget: u32 = [])
        [chosen] [total_hours, total_gain, total_undone_gain] => |_rows| {
            let found = choose_options(customer, hours, gain, budget)?;
            let chosen = found.chosen.iter().map(|chosen| f64::from(u8::from(*chosen)));
            Ok(columns([chosen.collect()]).and([
                found.hours as f64, found.total_gain, found.total_undone_gain,
            ]))
        };
    /// Which strategies keep each customer (the sum of the codes of HABITUE_LIST_STRATEGIES): those
    /// that apply, those in place, those of which it is not known; and whether the switching cost
    /// is exactly on its bound. The columns are 1 (yes), 0 (no) or 2 (not known).
    108 STRATEGIES {}
        {
            identifies: u8, needs_known: u8, feedback_easy: u8, complaints_heeded: u8,
            hindered: u8, rewarded: u8, reward_works: u8, reward_only: u8, tied: u8,
            irreplaceable: u8, switching_cost: f64
        } (switching_cost_bound: f64 = [50.0]) [apply, in_place, unknown, boundary] []
        => |rows| {
            let mut given = StrategyColumns::new(rows);
            (given.identifies, given.needs_known) = (identifies, needs_known);
            (given.feedback_easy, given.complaints_heeded) = (feedback_easy, complaints_heeded);
            (given.hindered, given.rewarded) = (hindered, rewarded);
            (given.reward_works, given.reward_only) = (reward_works, reward_only);
            (given.tied, given.irreplaceable) = (tied, irreplaceable);
            given.switching_cost = switching_cost;
            let rules = StrategyRules::new().with_switching_cost(switching_cost_bound)?;
            let found = rules.strategies_all(&given)?;
            let of = |part: fn(&StrategiesFound) -> u32| {
                found.iter().map(|it| f64::from(part(it))).collect()
            };
            Ok(columns([
                of(|it| it.apply), of(|it| it.in_place), of(|it| it.unknown),
                of(|it| u32::from(it.boundary)),
            ]))
        };
    /// What a strategy gains that raises the retention of those to whom it applies (1 or 0), by
    /// `points` or `relative`, and costs `cost` each: present values, by the terms of the margins.
    109 STRATEGY_CASE { margin: f64, retention: f64, applies: u8 } {}
        (
            timing: MarginTiming = [0.0], discount: f64 = [], growth: f64 = [0.0], horizon: i32 = [-1.0],
            points: Option<f64> = [f64::NAN], relative: Option<f64> = [f64::NAN], cost: f64 = [0.0]
        ) [] [customers, gain, total_cost, net, break_even_cost] => |_rows| {
            let terms = RetentionLift::new(terms(timing, discount, growth, horizon)?);
            let by = lift_by(points, relative)?;
            let found = strategy_case(&terms, margin, retention, applies, by, cost)?;
            Ok(of_all([
                found.customers as f64, found.gain, found.cost, found.net,
                or_nan(found.break_even_cost),
            ]))
        };
    /// What an offer of another sale is worth, `probability` x (`margin` - `otherwise`) - `cost`,
    /// and the probability from which on it pays; NaN where none does.
    110 ADDED_SALE { probability: f64, margin: f64 } { otherwise: f64, cost: f64 } ()
        [value, pays_from] [] => |rows| {
            let of = |column: Option<&[f64]>, row: usize| column.map_or(0.0, |column| column[row]);
            each(rows, |i| {
                let (otherwise, cost) = (of(otherwise, i), of(cost, i));
                let (value, from) = added_sale_value(probability[i], margin[i], otherwise, cost)?;
                Ok([value, or_nan(from)])
            })
        };
    /// How cases, complaints above all, are handled: when each came in and was answered (NaN: it
    /// waits), and whether it was tracked, satisfied its customer in the end, and brought a second
    /// complaint (1, 0, or 2 not known). `target` is the promised time, `interval` one of
    /// HABITUE_PROPORTION_...; NaN of no case.
    111 COMPLAINT_HANDLING { opened: f64, responded: f64 } { tracked: u8, satisfied: u8, again: u8 }
        (
            now: f64 = [], target: f64 = [], interval: ProportionInterval = [0.0],
            confidence: f64 = [0.95]
        ) []
        [
            cases, waiting, mean_response, median_response, within_target, within_target_low,
            within_target_high, n_within_target, tracked_share, tracked_low, tracked_high, n_tracked,
            recovered, recovered_low, recovered_high, n_recovered, complained_again,
            complained_again_low, complained_again_high, n_complained_again
        ] => |_rows| {
            let mut given = CaseColumns::new(opened, responded).with_interval(interval, confidence);
            given = tracked.map_or(given, |column| given.with_tracked(column));
            given = satisfied.map_or(given, |column| given.with_satisfied(column));
            given = again.map_or(given, |column| given.with_again(column));
            let found = given.handling(now, target)?;
            let rate = |it: &CaseRate| {
                let ends = it.interval.map_or([f64::NAN; 2], |ends| [ends.low, ends.high]);
                [or_nan(it.share), ends[0], ends[1], it.of as f64]
            };
            let [a, b, c, d] = rate(&found.within_target);
            let [e, f, g, h] = rate(&found.tracked);
            let [i, j, k, l] = rate(&found.recovered);
            let [m, n, o, p] = rate(&found.complained_again);
            Ok(of_all([
                found.cases as f64, found.waiting as f64, or_nan(found.mean_response),
                or_nan(found.median_response), a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p,
            ]))
        };
    /// Where steps with owners and dates stand (entries of HABITUE_LIST_STEP_STATES) on the day
    /// `today`: `due` and `done` are days, `done` NaN where a step is not done, `owned` 1 where
    /// somebody answers for it, else 0.
    112 PLAN_PROGRESS { due: i32, done: f64, owned: u8 } {} (today: i32 = [])
        [state] [in_time, late, open, overdue, unowned] => |_rows| {
            let today = Day::from_number(today)?;
            let named = |row: usize, name: &'static str| {
                move |error: Error| error.in_column(name).at_row(row as u64)
            };
            let mut given = (Vec::new(), Vec::new(), Vec::new());
            for (row, ((due, done), owned)) in due.iter().zip(done).zip(owned).enumerate() {
                given.0.push(Day::from_number(*due).map_err(named(row, "due"))?);
                given.1.push(day_or_none(*done).map_err(named(row, "done"))?);
                if *owned > 1 {
                    let error = Error::out_of_range("owned", f64::from(*owned), "0 or 1");
                    return Err(error.at_row(row as u64));
                }
                given.2.push(*owned == 1);
            }
            let found = plan_progress(today, &given.0, &given.1, &given.2)?;
            let [a, b, c, d] = found.counts.map(|count| count as f64);
            let states = found.states.iter().map(|state| f64::from(state.code()));
            Ok(columns([states.collect()]).and([a, b, c, d, found.unowned as f64]))
        };
    /// How complete and how fresh records of customers are: of each field the day on which it was last
    /// confirmed, NaN where it is not there. `weights` are those of the fields, in their order;
    /// freshness is NaN of an empty record; `missing` and `present` are sums of the codes of
    /// HABITUE_LIST_RECORD_FIELDS.
    113 RECORD_QUALITY {}
        {
            name: f64, birthday: f64, phone: f64, email: f64, address: f64, consent: f64,
            preference: f64, habit: f64, contract_start: f64, contract_end: f64, service: f64,
            complaint: f64
        }
        (
            today: i32 = [],
            weights: [f64; 12] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
            half_life_days: f64 = [365.0]
        ) [completeness, freshness, missing, present] [] => |rows| {
            let today = Day::from_number(today)?;
            let rules =
                RecordRules::new().with_weights(weights)?.with_half_life_days(half_life_days)?;
            let fields = [
                name, birthday, phone, email, address, consent, preference, habit, contract_start,
                contract_end, service, complaint,
            ];
            each(rows, |i| {
                let mut noted = [None; 12];
                let mut present = 0;
                for ((slot, column), field) in noted.iter_mut().zip(fields).zip(RecordField::ALL) {
                    let cell = column.map_or(f64::NAN, |column| column[i]);
                    *slot = day_or_none(cell).map_err(|error| error.in_column(field.name()))?;
                    present |= slot.map_or(0, |_| field.code());
                }
                let found = rules.quality_of(&noted, today)?;
                Ok([
                    found.completeness, or_nan(found.freshness), f64::from(found.missing),
                    f64::from(present),
                ])
            })
        };
    /// What an erasure on the day `today` takes away of the fields that are there (`present`, the sum
    /// of their codes), and what must stay: the contract until `hold_days` after its end (a day, NaN
    /// where it has none). `held_until` is a day, NaN of nothing or of a contract without end.
    114 RECORD_ERASURE { present: u32 } { contract_end: f64 }
        (today: i32 = [], hold_days: u32 = [3650.0]) [erased, held, held_until] [] => |rows| {
            let today = Day::from_number(today)?;
            let rules = RecordRules::new().with_hold_days(hold_days);
            each(rows, |i| {
                let end = contract_end.map_or(f64::NAN, |column| column[i]);
                let end = day_or_none(end).map_err(|error| error.in_column("contract_end"))?;
                let found = rules.held(present[i], end, today)?;
                let until = found.held_until.map(|day| f64::from(day.number()));
                Ok([f64::from(found.erased), f64::from(found.held), or_nan(until)])
            })
        };
}
