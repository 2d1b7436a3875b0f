//! Scores, tiers, lifetime value without a purchase model and the economics of retention
//! on made-up figures, as bits.

use habitue::ledger::{Rules, Transaction};
use habitue::lifetime::{BgNbd, GammaGamma, Valuation};
use habitue::money::{Currency, Money};
use habitue::summary::{Convention, Summary};
use habitue::time::{Day, Unit, Window};
use habitue::value::{
    AcquisitionRetention, BergerNasr, Better, CashFlow, Channel, Criteria, CustomerEvent, DayCount,
    Direction, Dwyer, DwyerYear, Hysteresis, MarginMultiple, MarginTiming, MarkovValue, Migration,
    Nesting, Normalisation, Payable, PaymentTiming, PointsLiability, Programme, RankTies, Referral,
    Response, RetentionLift, Rfm, RfmThresholds, Score, Scorer, Scoring, SegmentEquity,
    SegmentTable, Sensitivity, TenureProfit, Worksheet, acquisition_ratios, ahp_weights,
    continuous_value, credit_referrals_into, customer_equity, defection_loss, event_cash_flow,
    event_values_into, lost_key_accounts, mean_cuts, ranks_into, referral_values_into,
    tenure_cash_flow, tenure_value,
};

use super::bits::print;

pub(crate) fn lines() -> String {
    let mut out = String::new();
    scores(&mut out);
    arrivals(&mut out);
    methods(&mut out);
    out
}

fn scores(out: &mut String) {
    let n = 1250_u64;
    let days: Vec<f64> = (0..n).map(|i| (i * 7919 % 997) as f64).collect();
    let orders: Vec<f64> = (0..n).map(|i| (i * i % 23) as f64).collect();
    let spend: Vec<f64> = (0..n).map(|i| (i * 104_729 % 50_021) as f64 / 100.0).collect();
    let low = Scoring::quantiles(5).unwrap().with_better(Better::Lower);
    let high = Scoring::quantiles(5).unwrap();
    let rfm = Rfm::new(low, high.clone(), high);
    let nested = rfm.clone().with_nesting(Nesting::Nested);
    let found = nested.score(&days, &orders, &spend).unwrap();
    print(out, "rfm_nested_monetary", &found.monetary);
    let cuts = |cuts: &RfmThresholds| {
        [cuts.recency.clone(), cuts.frequency.concat(), cuts.monetary.concat()].concat()
    };
    print(out, "rfm_nested_thresholds", &cuts(&found.thresholds));
    let found = rfm.score(&days, &orders, &spend).unwrap();
    print(out, "rfm_recency", &found.recency);
    print(out, "rfm_frequency", &found.frequency);
    print(out, "rfm_monetary", &found.monetary);
    print(out, "rfm_thresholds", &cuts(&found.thresholds));
    let table = SegmentTable::recency_frequency();
    let segments = table.assign(&found.recency, &found.frequency, &found.monetary).unwrap();
    print(out, "segments", &segments.segment);
    let mut ranks = vec![0; spend.len()];
    ranks_into(&spend, RankTies::Dense, 2, &mut ranks).unwrap();
    print(out, "ranks", &ranks);
    let rule = Hysteresis::new([400.0, 300.0, 200.0, 100.0], 0.25).unwrap();
    let tier = rule.tiers(&spend, &found.recency).unwrap();
    print(out, "hysteresis", &tier);
    let moves = Migration::between(&found.recency, &tier, 5).unwrap();
    print(out, "migration", moves.counts());
}

/// Half of the purchases summarised, the rest scored as they arrive.
fn arrivals(out: &mut String) {
    let buys = |i: i64| {
        let day = Day::from_number((i * 104_729 % 500) as i32).unwrap();
        let paid = Money::from_minor(100 + i * i % 5000, Currency::EUR);
        Transaction::new(i * 7919 % 83, day, paid)
    };
    let mut summary = Summary::new(Rules::money(Currency::EUR));
    (0..300).for_each(|i| summary.update(&buys(i)).unwrap());
    let window = Window::until(Day::from_number(400).unwrap());
    let mut live = summary.live(&window, &Convention::btyd(Unit::Week)).unwrap();
    let valuation = Valuation::new(52.0).unwrap().with_margin(0.3).unwrap();
    let valuation = valuation.with_continuous_rate(0.002).unwrap();
    let scorer = Scorer::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap(), 39.0, valuation)
        .unwrap()
        .with_spend(GammaGamma::new(6.25, 3.74, 15.44).unwrap())
        .with_tiers(&[50.0, 20.0])
        .unwrap();
    let scores: Vec<Score> = (300..600)
        .map(|i| scorer.rescore(&mut live, &buys(i)).unwrap().score.unwrap_or_default())
        .collect();
    let column = |of: fn(&Score) -> f64| scores.iter().map(of).collect::<Vec<_>>();
    print(out, "arrivals_p_alive", &column(|score| score.p_alive));
    print(out, "arrivals_expected", &column(|score| score.expected_purchases));
    print(out, "arrivals_value", &column(|score| score.value));
    print(out, "arrivals_tier", &scores.iter().map(|score| score.tier).collect::<Vec<_>>());
}

fn flow<A: Payable>(out: &mut String, name: &str, flow: &CashFlow<A>) {
    let table = flow.table(0.1).unwrap();
    let column = |of: fn(&habitue::value::CashFlowLine) -> f64| -> Vec<f64> {
        table.iter().map(of).collect()
    };
    print(out, &format!("{name}_time"), &column(|line| line.time));
    print(out, &format!("{name}_expected"), &column(|line| line.expected));
    print(out, &format!("{name}_cumulative"), &column(|line| line.cumulative));
    let values = [0.0, 0.1].map(|rate| flow.present_value(rate).unwrap());
    let paybacks = [0.0, 0.1].map(|rate| flow.payback(rate).unwrap().unwrap_or(f64::NAN));
    print(out, &format!("{name}_values"), &values);
    print(out, &format!("{name}_paybacks"), &paybacks);
}

fn methods(out: &mut String) {
    let (margin, retention) = ([40.0, 25.0, 90.0], [0.5, 0.9, 0.8]);
    let endless = MarginMultiple::new(0.1)
        .and_then(|terms| terms.with_growth(0.02))
        .unwrap()
        .with_timing(MarginTiming::AfterRenewal);
    let terms = endless.with_horizon(12);
    let mut three = [0.0; 3];
    terms.value_into(&margin, &retention, &mut three).unwrap();
    let margin_value = three;
    print(out, "margin_value", &three);
    flow(out, "margin", &terms.cash_flow(40.0, 0.5, 12).unwrap());
    let lift = RetentionLift::new(terms).effect(&margin, &retention, 0.05).unwrap();
    let per_period = lift.break_even_per_period.unwrap();
    let lift = [lift.before, lift.after, lift.change, lift.relative.unwrap(), per_period];
    print(out, "retention_lift", &lift);

    let purchase = [0.3, 0.2, 0.15, 0.05];
    let markov = MarkovValue::recency(&purchase, 40.0, 4.0, 0.2).unwrap();
    print(out, "markov_values", &markov.values().unwrap());
    print(out, "markov_until", &markov.values_until(4).unwrap());
    print(out, "markov_improved", &markov.improve().unwrap().values);
    flow(out, "markov", &markov.cash_flow(0, 6).unwrap());

    let year = |retention, orders_per_month, amount, variable_cost_share, marketing| DwyerYear {
        retention,
        orders_per_month,
        amount,
        variable_cost_share,
        marketing,
    };
    let years = [
        year(0.65, 0.5, 650.0, 0.75, 1e5),
        year(0.70, 0.6, 700.0, 0.74, 2e5),
        year(0.75, 0.7, 750.0, 0.73, 1e5),
        year(0.80, 0.8, 800.0, 0.72, 0.0),
    ];
    let cohort = Dwyer::new(20_000.0, 3e7, 0.15).unwrap().with_timing(PaymentTiming::Middle);
    let lines = cohort.table(&years).unwrap();
    let (last, total) = (lines[3].per_customer, lines[3].cumulative);
    print(out, "dwyer", &[lines[0].sales, lines[1].profit, lines[2].present, total, last]);
    flow(out, "dwyer", &cohort.cash_flow(&years).unwrap());

    let (contribution, promotion) = ([260.0, 250.0, 240.0, 230.0], [50.0, 40.0, 30.0]);
    for (slot, i) in three.iter_mut().zip(0..) {
        let cycles = [10, 0, 40][i];
        *slot = BergerNasr::constant(margin[i], margin_value[i], cycles, retention[i], 0.2)
            .and_then(|model| model.with_cycle(0.5))
            .unwrap()
            .value()
            .unwrap();
    }
    print(out, "berger_nasr_constant", &three);
    let varying = BergerNasr::varying(&contribution, &promotion, 0.75, 0.2).unwrap();
    print(out, "berger_nasr_varying", &[varying.value().unwrap()]);
    let recency = BergerNasr::by_recency(&contribution, &promotion, &purchase, 0.2)
        .and_then(|model| model.with_cycle(0.25))
        .unwrap();
    print(out, "berger_nasr_recency", &[recency.value().unwrap()]);
    print(out, "berger_nasr_buying", recency.customers());
    print(out, "berger_nasr_promoted", &[recency.promoted(), &[0.0]].concat());
    flow(out, "berger_nasr", &recency.cash_flow());
    let flowing = retention.map(|r| continuous_value(&[20.0, 18.0], 12.0, r, 0.15).unwrap());
    print(out, "continuous", &flowing);

    let cny = Currency::from_code("CNY").unwrap();
    let event = |day, probability, revenue, cost| CustomerEvent {
        day: Day::from_number(day).unwrap(),
        probability,
        revenue: Money::from_minor(revenue, cny),
        cost: Money::from_minor(cost, cny),
    };
    let events = [
        event(21_000, 0.5, 120_001, 70_000),
        event(20_800, 0.9, 100_000, 60_000),
        event(20_700, 0.25, 90_000, 0),
    ];
    let valuation = Day::from_number(20_454).unwrap();
    let dated = event_cash_flow(cny, valuation, DayCount::Thirty360, &events).unwrap();
    let payback = dated.payback(0.0).unwrap().unwrap();
    print(out, "events", &[dated.present_value(0.1).unwrap(), payback]);
    let table = dated.table(0.1).unwrap();
    print(out, "events_present", &[table[2].present, table[1].present, table[0].present]);
    let count = DayCount::Actual36525;
    event_values_into(cny, valuation, count, 0.1, &[1, 0, 1], &events, &mut three).unwrap();
    print(out, "events_by_customer", &three);
    let mut money = CashFlow::new(cny);
    for (time, minor) in [(2.0, 6_050), (0.0, -10_000), (1.0, 6_000)] {
        money.push(time, Money::from_minor(minor, cny), 1.0).unwrap();
    }
    flow(out, "money", &money);

    let sheet = Worksheet {
        sales: 50_000.0,
        sale_count: 500.0,
        cost_of_goods: 30_000.0,
        repeat_orders: 2.5,
        marketing: 6_000.0,
        prospects: 2_000.0,
        new_customers: 100.0,
    };
    let found = sheet.compute().unwrap();
    print(
        out,
        "worksheet",
        &[
            found.average_sale,
            found.profit_per_customer,
            found.cost_per_prospect,
            found.marginal_net_worth.unwrap(),
            found.break_even_conversion.unwrap(),
        ],
    );
    flow(out, "worksheet", &sheet.cash_flow(0.5).unwrap());

    let (base, growth) = ([30.0, 31.0, 32.0], [0.0, 12.0, 14.0]);
    let years: Vec<TenureProfit> = base
        .into_iter()
        .zip(growth)
        .map(|(base, growth)| TenureProfit {
            base,
            growth,
            premium: growth,
            ..TenureProfit::default()
        })
        .collect();
    let found = tenure_value(&years, 50.0, 0.9, 0.1).unwrap();
    let ratios = [found.value, found.payback.unwrap(), found.value_to_cost.unwrap()];
    print(out, "tenure", &ratios);
    print(out, "tenure_present", &found.present);
    print(out, "tenure_cumulative", &found.cumulative);
    flow(out, "tenure", &tenure_cash_flow(&years, 50.0, 0.9).unwrap());

    let (when, anyway) = ([2.0, 0.0, 1.0], [0.1, 0.75, 0.5]);
    let referrals: Vec<Referral> = (0..3)
        .map(|i| Referral { time: when[i], value: margin[i], saving: base[i], anyway: anyway[i] })
        .collect();
    referral_values_into(&[0, 0, 2], &referrals, 0.25, &mut three).unwrap();
    print(out, "referral_values", &three);
    credit_referrals_into(&margin, &[-1, 0, 1], &anyway, &base, &mut three).unwrap();
    print(out, "credited", &three);
    let segments: Vec<SegmentEquity> = (0..3)
        .map(|i| SegmentEquity {
            customers: margin[i],
            value: base[i],
            prospects: contribution[i],
            acquisition_rate: anyway[i],
            acquisition_cost: when[i],
        })
        .collect();
    print(out, "equity", &customer_equity(&segments).unwrap());
    let (mut losses, net) = defection_loss(&margin, 57.3, &anyway, 200.0).unwrap();
    losses.push(net);
    print(out, "defection", &losses);
    let channels: Vec<Channel> = (0..3)
        .map(|i| Channel {
            spend: [6_000.0, 9_000.0, 500.0][i],
            customers: [100.0, 50.0, 7.0][i],
            margin: margin[i],
            retention: retention[i],
        })
        .collect();
    let (mut each, blended) = acquisition_ratios(&terms, &channels).unwrap();
    each.push(blended);
    for found in &each {
        print(
            out,
            "ratios",
            &[
                found.cost.unwrap(),
                found.value.unwrap(),
                found.value_to_cost.unwrap(),
                found.net,
                found.return_on_spend.unwrap(),
                found.payback.unwrap(),
            ],
        );
    }
    let (each, blended) = acquisition_ratios(&endless, &channels).unwrap();
    let paybacks = [
        each[0].payback_retained,
        each[1].payback_discounted,
        each[2].payback_discounted,
        blended.payback_discounted,
    ];
    print(out, "paybacks", &paybacks.map(|time| time.unwrap_or(f64::NAN)));
    let best = AcquisitionRetention::new(
        Response::calibrate(0.4, 0.2, 20.0).unwrap(),
        Response::calibrate(0.7, 0.5, 10.0).unwrap(),
        50.0,
        0.15,
    )
    .unwrap()
    .optimum();
    print(out, "optimum", &[best.acquisition, best.retention, best.equity]);

    let found = Programme {
        members: 1000.0,
        spend: 120.0,
        baseline: 100.0,
        margin: 0.4,
        reward: 0.05,
        breakage: 0.2,
        administration: 1500.0,
    }
    .compute()
    .unwrap();
    print(
        out,
        "programme",
        &[
            found.incrementality.unwrap(),
            found.incremental_margin,
            found.reward_cost,
            found.net,
            found.break_even_baseline.unwrap(),
        ],
    );
    let points = PointsLiability::new(1e5, 1e4, 0.95, 1.0).unwrap();
    let periods = points.schedule(&[(4_500.0, 9_500.0), (8_500.0, 9_700.0)]).unwrap();
    let (first, second) = (periods[0], periods[1]);
    let figures = [first.revenue, second.revenue, second.catch_up, second.outstanding];
    print(out, "points", &figures);

    let inputs = Sensitivity::new(&[40.0, 0.8], &[30.0, 0.7], &[50.0, 0.9]).unwrap();
    let value = |inputs: &[f64]| Ok(inputs[0] * endless.of(inputs[1])?);
    print(out, "draws", &inputs.draws(1000, 7).unwrap().concat());
    let simulated = inputs.simulate(value, 1000, 0.9, 7).unwrap();
    let figures = [simulated.mean, simulated.median, simulated.low, simulated.high];
    print(out, "simulated", &figures);
    let bars = inputs.tornado(value).unwrap();
    print(out, "tornado", &[bars[0].low, bars[0].high, bars[1].low, bars[1].high]);

    let phones: [&[f64]; 4] = [
        &[250.0, 200.0, 300.0, 275.0, 225.0],
        &[16.0, 16.0, 32.0, 32.0, 16.0],
        &[12.0, 8.0, 16.0, 8.0, 16.0],
        &[5.0, 3.0, 4.0, 4.0, 2.0],
    ];
    let (cost, benefit) = (Direction::Cost, Direction::Benefit);
    let directions = [cost, benefit, benefit, benefit];
    let criteria = Criteria::new(&directions, &[1.0, 2.0, 3.0, 4.0]).unwrap();
    for normalisation in [Normalisation::MinMax, Normalisation::ZScore] {
        let scores = criteria.weighted_sum(&phones, normalisation).unwrap();
        print(out, "key_account_scores", &scores);
    }
    let closeness = criteria.topsis(&phones).unwrap().unwrap();
    print(out, "key_account_scores", &closeness);
    let lost = lost_key_accounts(&closeness, &[0, 0, 1, 0, 1], 0.6).unwrap();
    let lost: Vec<u64> = lost.into_iter().map(|row| row as u64).collect();
    print(out, "lost_key_accounts", &lost);
    let cuts = mean_cuts(&closeness, &[phones[0], phones[1]].concat()).unwrap();
    print(out, "cuts", &[cuts.x(), cuts.y()]);
    let third = 1.0 / 3.0;
    let found = ahp_weights(&[1.0, 3.0, 5.0, third, 1.0, 3.0, 0.2, third, 1.0], 3).unwrap();
    let ratio = found.consistency_ratio.unwrap();
    print(out, "ahp", &[found.weights, vec![ratio]].concat());
}
