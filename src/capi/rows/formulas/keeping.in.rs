// Formulas of keeping customers: movement, effort, options, strategies, complaints.
// What a row says is told in src/capi/formulas.rs.
formulas! {
    keeping
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
    /// A base that gains `acquired` in each period and leaks, each cause taking its share of all,
    /// together at most 1: how many leave for each in the first period, the share lost for all, the
    /// level that the base tends to, acquired / churn (NaN where it does not leak), and how many must
    /// be acquired to stand still.
    118 LEAKY_BUCKET { rates: f64 } {} (customers: f64 = [], acquired: f64 = [0.0])
        [lost] [churn, steady_state, to_stand_still] => |_rows| {
            let found = LeakyBucket::of_rates(customers, acquired, rates)?;
            let level = or_nan(found.level()?);
            let lost = found.lost_by_cause().collect();
            Ok(columns([lost]).and([found.churn(), level, found.to_stand_still()]))
        };
    /// The customers of such a base after so many periods.
    119 BUCKET_LEVEL { periods: u32 } {} (customers: f64 = [], acquired: f64 = [0.0], churn: f64 = [])
        [customers] [] => |rows| {
            let bucket = LeakyBucket::of_rates(customers, acquired, &[churn])?;
            each(rows, |i| {
                Ok([Error::unless_finite(bucket.after(periods[i]), "acquired", acquired)?])
            })
        };
    /// Who of `customers` left for which cause: the present value of the profit of one of them, the
    /// share whom a programme would keep, 0 to 1, and its cost; `groups` are HABITUE_CAUSE_GROUP_...,
    /// 0 where not known. `break_even` is the share that a programme must keep to pay for itself, NaN
    /// where that is impossible; `worthwhile_gain` is of programmes that earn more than they cost.
    120 DEFECTION { lost: u64, profit_per_customer: f64 }
        { preventable: f64, programme_cost: f64, groups: i32 } (customers: u64 = [])
        [lost_profit, net_gain, break_even]
        [
            total_lost, rate, total_lost_profit, total_net_gain, worthwhile_gain, lost_unknown,
            lost_customer, lost_external, lost_competition, lost_experience, profit_unknown,
            profit_customer, profit_external, profit_competition, profit_experience
        ] => |rows| {
            let of = |column: Option<&[f64]>, i: usize| column.map_or(0.0, |column| column[i]);
            let cause = |i: usize| {
                let cause = Defection::new("", lost[i], profit_per_customer[i])?
                    .with_programme(of(preventable, i), of(programme_cost, i))?;
                match groups.map_or(0, |groups| groups[i]) {
                    0 => Ok(cause),
                    code => Ok(cause.with_group(coded(f64::from(code), "groups")?)),
                }
            };
            let causes = (0..rows).map(|i| cause(i).map_err(|error: Error| error.at_row(i as u64)));
            let found = DefectionAnalysis::new(customers, causes.collect::<Result<_>>()?)?;
            let told = each(rows, |i| {
                let cause = &found.causes()[i];
                Ok([cause.lost_profit(), cause.net_gain(), or_nan(cause.break_even())])
            })?;
            let of = [0, 1, 2, 3, 4].map(|code| found.of_group(CauseGroup::from_code(code)));
            let ([a, b, c, d, e], [f, g, h, i, j]) =
                (of.map(|group| group.lost as f64), of.map(|group| group.lost_profit));
            Ok(told.and([
                found.lost() as f64, found.rate(), found.lost_profit(), found.net_gain(),
                found.worthwhile_gain(), a, b, c, d, e, f, g, h, i, j,
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
            let totals = cells!(found => hours, total_gain, total_undone_gain);
            Ok(columns([chosen.collect()]).and(totals))
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
            let given = facts!(StrategyColumns(rows):
                identifies, needs_known, feedback_easy, complaints_heeded, hindered, rewarded,
                reward_works, reward_only, tied, irreplaceable, switching_cost);
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
            Ok(of_all(cells!(found => customers, gain, cost, net, break_even_cost)))
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
}
