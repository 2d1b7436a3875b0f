//! Bases that can support little: the verdict says what and why, and nothing fails.

use habitue::ledger::{Amounts, Columns, Rules, Times};
use habitue::money::Currency;
use habitue::study::{
    FigureGroup, GapsFinding, Grade, Headline, Judgement, LeavingFinding, Loss, RankingFinding,
    Release, SpendFinding, SpendLaw, SplitRule, Study, StudyOptions, TotalsFinding, WithheldReason,
};
use habitue::summary::Summary;
use habitue::time::Day;
use habitue::{ErrorKind, Progress};
use proptest::prelude::*;

/// A purchase: customer, day number, cents.
pub(crate) type Row = (i64, i32, i64);

/// The first day of these bases.
pub(crate) const FIRST: i32 = 19_000;

fn summary(rows: &[Row]) -> Summary {
    let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let days: Vec<i32> = rows.iter().map(|row| row.1).collect();
    let cents: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let mut summary = Summary::new(Rules::money(Currency::USD));
    let columns = Columns::new(keys.as_slice(), Times::Days(&days)).unwrap();
    summary.push_columns(&columns.with_amounts(Amounts::Minor(&cents)).unwrap()).unwrap();
    summary
}

fn visits(rows: &[Row]) -> Summary {
    let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let days: Vec<i32> = rows.iter().map(|row| row.1).collect();
    let mut summary = Summary::new(Rules::visits());
    summary.push_columns(&Columns::new(keys.as_slice(), Times::Days(&days)).unwrap()).unwrap();
    summary
}

fn judge(summary: &Summary, options: &StudyOptions) -> Judgement {
    // The whole study has to come through as well.
    let study =
        Study::of(summary, &options.clone().with_futures(20), None, &mut Progress::silent());
    let study = study.unwrap();
    let judged = Judgement::of(summary, options, &mut Progress::silent()).unwrap();
    assert_eq!(study.verdict, judged.verdict);
    judged
}

fn plain(rows: &[Row]) -> Judgement {
    judge(&summary(rows), &StudyOptions::new())
}

/// A shop that a model can learn from: the i-th customer comes back every 5 + i days, later
/// customers begin later, every third stops half way, and amounts differ.
pub(crate) fn shop(customers: i64, days: i32) -> Vec<Row> {
    let mut rows = Vec::new();
    for customer in 0..customers {
        let born = (customer as i32 * 7) % (days / 2);
        let end = if customer % 3 == 0 { born + (days - born) / 2 } else { days };
        // 5 to 64 days on average, now shorter and now longer: the parts of a golden section.
        let mean = 5.0 + f64::from((customer as i32 * 37) % 60);
        let (mut at, mut visit) = (f64::from(born), 1);
        while at < f64::from(end) {
            let cents = 1_000 + 700 * (customer * 31 % 17) + (customer * 53 + visit * 97) % 400;
            rows.push((customer, FIRST + at as i32, cents));
            let share = (0.618_034 * (customer * 13 + visit) as f64).fract();
            at += (-(1.0 - share).ln() * mean).max(1.0);
            visit += 1;
        }
    }
    rows
}

#[test]
fn only_one_time_buyers_tell_nothing_of_coming_back() {
    let rows: Vec<Row> = (0..300).map(|one| (one, FIRST + one as i32, 500 + one)).collect();
    let found = plain(&rows);
    let verdict = &found.verdict;
    assert_eq!((verdict.overall, verdict.headline), (Grade::NotToBeUsed, Headline::NobodyCameBack));
    for &group in FigureGroup::ALL {
        let withheld = verdict.allows(group).unwrap_err();
        assert_eq!(withheld.reason, WithheldReason::NobodyCameBack, "{group:?}");
        assert_eq!(withheld.release, Release::RepeatPurchases);
    }
    assert_eq!(verdict.checks.leaving.finding, LeavingFinding::NobodyCameBack);
    assert_eq!((found.base.customers, found.base.bought_once), (300, 300));
}

#[test]
fn a_few_who_came_back_are_counted() {
    let mut rows: Vec<Row> = (0..300).map(|one| (one, FIRST + one as i32, 500)).collect();
    rows.extend((0..4).map(|one| (one, FIRST + 250 + one as i32, 700)));
    let verdict = plain(&rows).verdict;
    assert_eq!(
        verdict.allows(FigureGroup::Chance).unwrap_err().reason,
        WithheldReason::FewCameBack { customers: 4, least: 10 }
    );
    assert_eq!(verdict.overall, Grade::NotToBeUsed);
}

#[test]
fn one_customer_and_one_row_are_a_base() {
    for rows in [vec![(7, FIRST, 100)], vec![(7, FIRST, 100), (7, FIRST + 9, 100)]] {
        let found = plain(&rows);
        assert_eq!((found.base.customers, found.split.is_none()), (1, true));
        assert_eq!(found.verdict.overall, Grade::NotToBeUsed);
        assert_eq!(found.verdict.checks.totals.finding, TotalsFinding::NoTest);
        assert_eq!(found.verdict.checks.totals.grade, Grade::NotTested);
    }
}

#[test]
fn nobody_is_an_error() {
    let none = Summary::new(Rules::visits());
    let refused = Judgement::of(&none, &StudyOptions::new(), &mut Progress::silent());
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Empty);
    // Refunds alone are no purchase.
    let rules = Rules::money(Currency::USD).with_refunds(habitue::ledger::Refunds::Net);
    let mut refunds = Summary::new(rules);
    let columns = Columns::new([1_i64].as_slice(), Times::Days(&[FIRST])).unwrap();
    refunds.push_columns(&columns.with_amounts(Amounts::Minor(&[-500])).unwrap()).unwrap();
    let refused = Judgement::of(&refunds, &StudyOptions::new(), &mut Progress::silent());
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Empty);
}

#[test]
fn without_amounts_purchases_are_ranked_and_money_is_withheld() {
    let found = judge(&visits(&shop(120, 500)), &StudyOptions::new());
    let verdict = &found.verdict;
    assert_eq!(verdict.checks.spend.finding, SpendFinding::NoAmounts);
    assert_eq!(verdict.checks.spend.grade, Grade::NotTested);
    let money = verdict.allows(FigureGroup::Money).unwrap_err();
    assert_eq!((money.reason, money.release), (WithheldReason::NoAmounts, Release::Amounts));
    assert!(verdict.allows(FigureGroup::Purchases).is_ok());
    assert!(verdict.checks.ranking.gini.unwrap().0 > 0.1);
    let forecast = found.now.forecast.as_ref().unwrap();
    assert!(forecast.value.is_err() && forecast.revenue_in_test.is_none());
    assert_eq!(forecast.worth(), forecast.expected_purchases);
}

#[test]
fn without_a_test_totals_and_ranking_are_not_tested() {
    let options = StudyOptions::new().with_split(SplitRule::None);
    let found = judge(&summary(&shop(120, 500)), &options);
    let checks = &found.verdict.checks;
    assert_eq!((checks.totals.grade, checks.ranking.grade), (Grade::NotTested, Grade::NotTested));
    assert_eq!(checks.ranking.finding, RankingFinding::NoTest);
    assert_eq!(found.verdict.headline, Headline::Untested);
    assert_eq!(found.verdict.overall, Grade::WithCare);
    assert!(found.verdict.allows(FigureGroup::Purchases).is_ok());
    assert!(found.test.is_none() && found.choice.is_some());
}

#[test]
fn nobody_came_back_in_the_test() {
    // Everybody comes back within the first half year, and then nobody for a year but one.
    let mut rows: Vec<Row> = shop(80, 180);
    rows.push((0, FIRST + 540, 1_000));
    let options =
        StudyOptions::new().with_split(SplitRule::Day(Day::from_number(FIRST + 400).unwrap()));
    let options = options.with_last_day(Day::from_number(FIRST + 520).unwrap());
    let found = judge(&summary(&rows), &options);
    let totals = &found.verdict.checks.totals;
    assert_eq!((totals.grade, totals.finding), (Grade::NotToBeUsed, TotalsFinding::NothingCame));
    assert_eq!(totals.purchases.unwrap().bias, None);
    assert_eq!(found.verdict.checks.ranking.finding, RankingFinding::NothingCame);
    assert!(found.verdict.allows(FigureGroup::Purchases).is_err());
    assert_eq!(found.verdict.overall, Grade::NotToBeUsed);
}

#[test]
fn everything_equal_is_a_subscription_or_withheld() {
    // Forty customers, each on the same days, for the same amount.
    let rows: Vec<Row> =
        (0..40).flat_map(|one| (0..13).map(move |k| (one, FIRST + 30 * k, 999))).collect();
    let found = plain(&rows);
    let subscription = found.verdict.subscription.unwrap();
    assert_eq!((subscription.interval, subscription.equal_intervals), (30.0, 1.0));
    assert_eq!((subscription.equal_amounts, subscription.intervals), (Some(1.0), 480));
    assert_eq!(found.verdict.headline, Headline::UseContractModels);
    for &group in FigureGroup::ALL {
        let withheld = found.verdict.allows(group).unwrap_err();
        assert_eq!(withheld.reason, WithheldReason::Subscription);
        assert_eq!(withheld.release, Release::ContractModels);
    }
    // The same days, but amounts that differ: no subscription.
    let differ: Vec<Row> = rows
        .iter()
        .enumerate()
        .map(|(row, one)| (one.0, one.1, 500 + 83 * row as i64 % 997))
        .collect();
    assert_eq!(plain(&differ).verdict.subscription, None);
}

#[test]
fn amounts_without_a_mean_withhold_money_alone() {
    // The mean amounts of customers grow like the inverse of their rank squared: q is 1/2 or so.
    let rows: Vec<Row> = shop(150, 600)
        .into_iter()
        .map(|(one, day, cents)| {
            let rank = ((one * 71) % 150 + 1) as f64;
            (one, day, (cents as f64 * 1e4 / (rank * rank)) as i64 + 1)
        })
        .collect();
    let found = plain(&rows);
    let spend = &found.verdict.checks.spend;
    assert_eq!((spend.grade, spend.finding), (Grade::NotToBeUsed, SpendFinding::InfiniteMean));
    let (q, _) = spend.q.unwrap();
    assert!(q <= 1.0, "{q}");
    assert!(matches!(found.now.spend, Ok(SpendLaw::OwnMean { .. })));
    let money = found.verdict.allows(FigureGroup::Money).unwrap_err();
    assert!(matches!(money.reason, WithheldReason::InfiniteMeanSpend { .. }));
    assert!(found.verdict.allows(FigureGroup::Values).is_ok());
    assert_ne!(found.verdict.overall, Grade::Sound);
    let value = found.now.forecast.as_ref().unwrap().value.clone().unwrap();
    assert!(value.iter().all(|value| value.is_finite()));
}

#[test]
fn a_year_typed_wrong_is_found_left_out_and_told() {
    let mut rows = shop(120, 500);
    let clean = plain(&rows);
    for (years, place) in [(20, 100), (-100, 100), (7, 3)] {
        let before = rows[place].1;
        rows[place].1 += 365 * years;
        let found = plain(&rows);
        let gaps = &found.verdict.checks.gaps;
        assert_eq!((gaps.grade, gaps.finding), (Grade::WithCare, GapsFinding::LoneDays), "{years}");
        let lone = gaps.lone_days[0];
        assert_eq!((lone.first.number(), lone.purchases), (before + 365 * years, 1));
        assert_eq!(found.base.last_day, clean.base.last_day);
        assert_eq!(found.base.first_day, clean.base.first_day);
        assert_eq!(found.verdict.checks.rows.rows_outside, 1);
        assert_ne!(found.verdict.overall, Grade::Sound);
        rows[place].1 = before;
    }
}

#[test]
fn missing_months_are_found_where_they_are() {
    let rows: Vec<Row> = shop(150, 700)
        .into_iter()
        .filter(|row| !(FIRST + 300..FIRST + 400).contains(&row.1))
        .collect();
    let found = plain(&rows);
    let gaps = &found.verdict.checks.gaps;
    assert_eq!((gaps.grade, gaps.finding), (Grade::NotToBeUsed, GapsFinding::Gap));
    let longest = gaps.longest.unwrap();
    // The days before and after may have had no sale, either.
    assert!((longest.first.number() - FIRST - 300).abs() <= 3);
    assert!((longest.last.number() - FIRST - 399).abs() <= 3);
    let withheld = found.verdict.allows(FigureGroup::Leaving).unwrap_err();
    assert_eq!(withheld.reason, WithheldReason::DaysMissing(longest));
}

#[test]
fn rows_that_reading_lost_count_as_rows_and_as_money() {
    let summary = summary(&shop(120, 500));
    let rows = summary.rows();
    let lost = |rows, money| {
        let losses = vec![Loss::new(Some(ErrorKind::Parse), rows, Some(money))];
        judge(&summary, &StudyOptions::new().with_losses(losses))
    };
    let found = lost(rows, 100);
    let check = &found.verdict.checks.rows;
    assert_eq!((check.grade, check.rows_share), (Grade::NotToBeUsed, 0.5));
    assert_eq!(found.verdict.headline, Headline::MendTheFile);
    let withheld = found.verdict.allows(FigureGroup::Values).unwrap_err();
    assert_eq!(withheld.reason, WithheldReason::RowsLost { share: 0.5, most: 0.05 });
    // One row that is worth all others together.
    let revenue = found.base.revenue;
    let check = lost(1, -revenue).verdict.checks.rows;
    assert_eq!((check.grade, check.money_share), (Grade::NotToBeUsed, Some(0.5)));
    // One in two hundred of both.
    let check = lost(rows / 199, revenue / 199).verdict.checks.rows;
    assert_eq!(check.grade, Grade::Sound);
    assert_eq!(check.rows_lost, rows / 199);
}

#[test]
fn absurd_options_are_questioned_with_what_was_probably_meant() {
    let said = |refused: habitue::Result<StudyOptions>| refused.unwrap_err().to_string();
    assert!(said(StudyOptions::new().with_margin(30.0)).contains("0.3"));
    assert!(said(StudyOptions::new().with_discount(15.0)).contains("0.15"));
    assert!(said(StudyOptions::new().with_margin(0.0)).contains("above 0"));
    assert!(said(StudyOptions::new().with_margin(f64::NAN)).contains("margin"));
    assert!(said(StudyOptions::new().with_horizon(3_650.0)).contains("in days?"));
    let summary = summary(&shop(60, 400));
    for options in [
        StudyOptions::new().with_split(SplitRule::Day(Day::parse("2199-12-31").unwrap())),
        StudyOptions::new().with_last_day(Day::parse("2199-12-31").unwrap()),
    ] {
        let refused = Judgement::of(&summary, &options, &mut Progress::silent()).unwrap_err();
        assert_eq!((refused.kind(), refused.value()), (ErrorKind::OutOfRange, Some("2199-12-31")));
        assert!(refused.allowed().unwrap().contains("2022"), "{refused}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the rows, there is a verdict, and every released column is of finite numbers.
    #[test]
    fn any_rows_have_a_verdict(
        rows in prop::collection::vec((0_i64..12, 0_i32..400, 1_i64..100_000), 1..120)
    ) {
        let rows: Vec<Row> = rows.into_iter().map(|row| (row.0, FIRST + row.1, row.2)).collect();
        let found = plain(&rows);
        let revenue: i64 = rows.iter().map(|row| row.2).sum();
        let audit = &found.base.audit;
        prop_assert_eq!(found.base.revenue + audit.outside_spend, revenue);
        prop_assert_eq!(audit.rows, rows.len() as u64);
        if let Ok(forecast) = &found.now.forecast {
            for column in [&forecast.p_alive, &forecast.chance] {
                prop_assert!(column.iter().all(|share| (0.0..=1.0).contains(share)));
            }
            prop_assert!(forecast.expected_purchases.iter().all(|value| value.is_finite()));
        } else {
            prop_assert!(FigureGroup::ALL.iter().all(|&group| found.verdict.allows(group).is_err()));
        }
    }
}
