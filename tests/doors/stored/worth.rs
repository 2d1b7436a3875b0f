//! Samples of what is read back of retention and of value.

use habitue::Result;
use habitue::classify::Scheme;
use habitue::retention::{self, Churn, CohortMean, CohortTable, KaplanMeier};
use habitue::value::{self, MarginMultiple};
use serde_json::json;

use super::entry::{Entry, answering, asked, plain};
use super::registry::{count, facts, number, some};

pub(crate) fn retentions(all: &mut Vec<Entry>) {
    let bucket = retention::LeakyBucket::new(1000.0, 50.0).unwrap().with_cause("price", 0.06);
    all.push(asked("retention::LeakyBucket", bucket.unwrap(), |it| {
        some([Some(it.churn()), it.steady_state(), Some(it.after(3)), Some(it.to_stand_still())])
    }));
    let counts = [vec![10, 2, 0], vec![100, 0], vec![0]];
    let table = CohortTable::from_counts(&counts, false).unwrap();
    all.push(asked("retention::CohortTable", table, |table| {
        let _ = table.clone().merge(table);
        table.complete().for_each(drop);
        table.curve(CohortMean::Pooled).filter_map(|rate| rate.rate).collect()
    }));
    let cause = retention::Defection::new("wait", 80, 500.0).unwrap().with_programme(0.5, 10.0);
    let cause = cause.unwrap();
    let analysis = retention::DefectionAnalysis::new(2000, vec![cause.clone()]).unwrap();
    all.push(asked("retention::Defection", cause, |it| {
        some([Some(it.lost_profit()), Some(it.net_gain()), it.break_even()])
    }));
    all.push(asked("retention::DefectionAnalysis", analysis, |it| {
        vec![it.rate(), it.lost_profit(), it.net_gain(), it.of_group(None).lost_profit]
    }));
    all.push(
        asked("retention::RetentionProjection", projection().unwrap(), |it| {
            it.at(3.0).into_iter().collect()
        })
        .made_by(|it| {
            let made = retention::RetentionProjection::new;
            Some(made(number(it, "ceiling")?, number(it, "speed")?).is_ok())
        }),
    );
    all.push(
        asked("retention::Movement", retention::Movement::new(100, 20, 5, 15).unwrap(), |it| {
            some([it.retention().value(), it.churn(Churn::OfAverage).value(), it.growth().value()])
        })
        .made_by(|it| {
            let [start, acquired, reactivated, lost] =
                ["start", "acquired", "reactivated", "lost"].map(|name| count(it, name));
            Some(retention::Movement::new(start?, acquired?, reactivated?, lost?).is_ok())
        }),
    );
    all.push(
        asked(
            "retention::RevenueMovement",
            retention::RevenueMovement::new(100.0, 10.0, 5.0, 20.0).unwrap(),
            |it| some([it.gross_retention().value(), it.net_retention().value()]),
        )
        .made_by(|it| {
            let [start, churned, contraction, expansion] =
                ["start", "churned", "contraction", "expansion"].map(|name| number(it, name));
            let made = retention::RevenueMovement::new;
            Some(made(start?, churned?, contraction?, expansion?).is_ok())
        }),
    );
    let curve = KaplanMeier::new(&[1.0, 2.0, 2.0, 3.0], &[1, 1, 0, 1]).unwrap();
    all.push(asked("retention::Step", curve.steps()[0], |step| some([step.std_error()])));
    all.push(asked("retention::KaplanMeier", curve, |curve| {
        let interval = curve.interval(2.0, retention::SurvivalInterval::Log, 0.95).ok().flatten();
        let mean = curve.restricted_mean(2.5).ok();
        some([
            curve.survival(2.0).ok().flatten(),
            interval.map(|it| it.low),
            mean.map(|it| it.0),
            curve.median(),
        ])
    }));
    all.push(answering("retention::Rate", |it: &retention::Rate| some([it.value()])));
    all.push(answering("retention::CohortCell", |it: &retention::CohortCell| some([it.rate()])));
    all.push(answering("retention::RepeatCounts", |it: &retention::RepeatCounts| {
        some([it.repeat_customer_rate().value()])
    }));
    plain!(all, retention, "retention": Cause CohortRate GroupLoss LogRank LogRankGroup Moves);
}

fn projection() -> Result<retention::RetentionProjection> {
    retention::RetentionProjection::through(0.95, 9.0, 0.80)
}

pub(crate) fn values(all: &mut Vec<Entry>) {
    use value::{AcquisitionRetention, Dwyer, DwyerYear, Migration, PointsLiability, Response};
    let response = Response::calibrate(0.4, 0.2, 20.0).unwrap();
    all.push(
        asked("value::Response", response, |it| vec![it.rate(3.0), it.slope(3.0)]).made_by(|it| {
            Some(Response::new(number(it, "ceiling")?, number(it, "speed")?).is_ok())
        }),
    );
    let both = AcquisitionRetention::new(response, response, 50.0, 0.15).unwrap();
    all.push(asked("value::AcquisitionRetention", both, |it| {
        let best = it.optimum();
        vec![best.acquisition, best.retention, best.equity]
    }));
    all.push(
        asked("value::Dwyer", Dwyer::new(20_000.0, 0.0, 0.1).unwrap(), |it| {
            let year = DwyerYear {
                retention: 0.65,
                orders_per_month: 0.5,
                amount: 650.0,
                variable_cost_share: 0.75,
                marketing: 0.0,
            };
            let table = it.table(&[year, year]).unwrap_or_default();
            table.iter().map(|line| line.cumulative).collect()
        })
        .made_by(|it| {
            let [customers, acquisition, discount] =
                ["customers", "acquisition", "discount"].map(|name| number(it, name));
            Some(Dwyer::new(customers?, acquisition?, discount?).is_ok())
        }),
    );
    all.push(answering("value::DwyerYear", |it: &DwyerYear| {
        let table = Dwyer::new(100.0, 0.0, 0.1).unwrap().table(&[*it]).unwrap_or_default();
        table.iter().map(|line| line.cumulative).collect()
    }));
    let terms = MarginMultiple::new(0.1).unwrap().with_growth(0.02).unwrap().with_horizon(12);
    all.push(asked("value::MarginMultiple", terms, |it| it.of(0.8).into_iter().collect()).made_by(
        |it| {
            let made = MarginMultiple::new(number(it, "discount")?);
            let growth = number(it, "growth")?;
            let horizon = it.get("horizon").cloned().unwrap_or_default();
            let horizon: std::result::Result<Option<u32>, _> = serde_json::from_value(horizon);
            Some(made.and_then(|made| made.with_growth(growth)).is_ok() && horizon.is_ok())
        },
    ));
    all.push(asked("value::RetentionLift", value::RetentionLift::new(terms), |it| {
        it.effect(&[40.0, 25.0], &[0.5, 0.9], 0.05).map(|it| vec![it.change]).unwrap_or_default()
    }));
    let moved = Migration::between(&[1, 2, 2, 3, 0], &[1, 1, 3, 0, 3], 3).unwrap();
    all.push(asked("value::Migration", moved, |it| {
        it.count(1, 1).unwrap();
        let whole = [it.stayed(), it.up(), it.down(), it.entered(), it.left()];
        let share = it.share(1, 1).unwrap();
        whole.into_iter().map(|count| count as f64).chain(share).collect()
    }));
    all.push(
        asked("value::PointsLiability", points().unwrap(), |it| {
            vec![it.goods(), it.deferred(), it.breakage()]
        })
        .made_by(|it| {
            let [price, points, redemption, value] =
                ["price", "points", "redemption", "value"].map(|name| number(it, name));
            Some(PointsLiability::new(price?, points?, redemption?, value?).is_ok())
        }),
    );
    all.push(asked("value::Pyramid", value::Pyramid::abc(), |it| {
        let tiers = it.assign(&[5_i64, 4, 3, 2, 1]).map(|it| it.tier).unwrap_or_default();
        tiers.into_iter().map(f64::from).collect()
    }));
    all.push(asked("value::Tier", value::Tier::new("A", "甲", 20.0), |_| Vec::new()));
    all.push(answering("value::RfmScores", |it: &value::RfmScores| {
        (0..it.recency.len()).map(|row| f64::from(it.code(row))).collect()
    }));
    all.push(answering("value::Programme", |it: &value::Programme| {
        it.compute().map(|it| vec![it.net]).unwrap_or_default()
    }));
    all.push(answering("value::Worksheet", |it: &value::Worksheet| {
        it.compute().map(|it| vec![it.profit_per_prospect]).unwrap_or_default()
    }));
    all.push(answering("value::TornadoBar", |it: &value::TornadoBar| vec![it.width()]));
    all.push(answering("value::TenureProfit", |it: &value::TenureProfit| vec![it.total()]));
    all.push(plain::<value::CutPoint<i64>>("numeric::CutPoint"));
    let cut = |value| json!({ "value": value, "inclusive": true });
    let cuts = json!({ "cuts": [cut(3), cut(1)] });
    let cuts: value::TierCuts<i64> = serde_json::from_value(cuts).unwrap();
    all.push(asked("value::TierCuts", cuts, |_| Vec::new()));
    let cuts = json!({ "cuts": [cut(1), cut(3)], "better": "Higher" });
    let cuts: value::ScoreCuts<i64> = serde_json::from_value(cuts).unwrap();
    all.push(asked("value::ScoreCuts", cuts, |_| Vec::new()));
    let halves = value::Scoring::quantiles(2).unwrap();
    let rfm = value::Rfm::new(halves.clone(), halves.clone(), halves);
    let rfm = rfm.with_nesting(value::Nesting::Nested);
    let cuts = rfm.cuts(&[3_i32, 3, 9, 9], &[1_u32, 4, 2, 2], &[500_i64, 900, 20, 30]).unwrap();
    all.push(asked("value::RfmCuts", cuts, |it| {
        let scores = it.score(&[3, 9, 9], &[1, 2, 7], &[1, 25, 40]).unwrap_or_default();
        scores.into_iter().flatten().map(f64::from).collect()
    }));
    all.push(plain::<value::Tiers<i64>>("value::Tiers"));
    all.push(plain::<value::TierStatistics<i64>>("value::TierStatistics"));
    all.push(plain::<value::Payment<f64>>("value::Payment"));
    plain!(all, value, "value":
        Allocation BasketRule ChosenOptions Lift NextProduct RaisedRates StrategyCase TierRatio
        AcquisitionRatios AhpWeights CashFlowLine Channel CustomerEvent DwyerLine LiftEffect
        MarkovPolicy OptimalSpend PointsPeriod ProgrammeResult ProgrammesAcross Referral RfmThresholds Score Scores
        Segment SegmentEquity Segments SimulatedValue TenureValue TierEconomics WorksheetResult);
    all.push(asked("value::FutureValue", value::FutureValue::new(), |_| Vec::new()));
    all.push(asked("value::ValueLoyalty", value::ValueLoyalty::new(), |_| Vec::new()));
    all.push(asked("value::ValueResponse", value::ValueResponse::new(), |_| Vec::new()));
    let measure = value::LiftedMeasure::new((0.0, 100.0), 0.005).unwrap();
    all.push(asked("value::LiftedMeasure", measure, |it| vec![it.per_unit()]));
    facts! { all, value, "value":
        DiscountFacts by value::DiscountTest;
        FutureValueFacts by value::FutureValue::new();
        ValueLoyaltyFacts by value::ValueLoyalty::new();
        ValueResponseFacts by value::ValueResponse::new();
    }
}

fn points() -> Result<value::PointsLiability> {
    value::PointsLiability::new(100_000.0, 10_000.0, 0.95, 1.0)
}
