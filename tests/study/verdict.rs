//! The verdict on the CDNOW sample: what a study of the sample by hand found,
//! from the product's own figures.

use habitue::Progress;
use habitue::lifetime::Model;
use habitue::study::{
    ChoiceReason, FigureGroup, GapsFinding, Grade, Headline, Judgement, LeavingFinding,
    RankingFinding, RowsFinding, SpendFinding, SplitRule, StudyOptions, TotalsFinding,
};
use habitue::time::Day;

use crate::cdnow::summary;

/// A share in percent, as it is printed with one decimal.
fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// Judged on the 39 weeks after 30 September 1997; the model is left to the study.
fn judged() -> Judgement {
    let split = SplitRule::Day(Day::parse("1997-09-30").unwrap());
    let options = StudyOptions::new().with_split(split);
    Judgement::of(&summary(), &options, &mut Progress::silent()).unwrap()
}

#[test]
fn cdnow_is_to_be_used_with_care_and_the_page_can_say_why() {
    let found = judged();
    let verdict = &found.verdict;
    assert_eq!((verdict.overall, verdict.headline), (Grade::WithCare, Headline::ActOnWhoMatters));
    let counts = [Grade::Sound, Grade::WithCare, Grade::NotToBeUsed, Grade::NotTested];
    assert_eq!(counts.map(|grade| verdict.checks.count(grade)), [2, 4, 0, 0]);
    assert!(FigureGroup::ALL.iter().all(|&group| verdict.allows(group).is_ok()));

    // BG/NBD: two models within 2 of the best AIC, and its total came closer.
    let choice = found.choice.as_ref().unwrap();
    assert_eq!(choice.kind, Model::BG_NBD);
    assert!(matches!(choice.reasons[..], [ChoiceReason::ClosestTotal { equals: 2, .. }]));

    // Money ran 15.6 % low, purchases 12.1 %: $59,931.63 of $70,976.39, 1,653 of 1,882.
    let totals = &verdict.checks.totals;
    assert_eq!((totals.grade, totals.finding), (Grade::WithCare, TotalsFinding::TooLow));
    let (purchases, money) = (totals.purchases.unwrap(), totals.money.unwrap());
    assert_eq!(percent(purchases.bias.unwrap()), "-12.1");
    assert_eq!(percent(money.bias.unwrap()), "-15.6");
    assert_eq!((purchases.expected.round(), purchases.came), (1_653.0, 1_882.0));
    // $59,931 is $59,931.63 cut.
    assert_eq!((money.expected.floor(), money.came.round()), (59_931.0, 70_976.0));

    // The top fifth by the model brought 66.6 %, by spend so far 66.3 %; the top twentieth 37.3
    // against 32.3 %.
    let ranking = &verdict.checks.ranking;
    assert_eq!((ranking.grade, ranking.finding), (Grade::WithCare, RankingFinding::AsTheObvious));
    let caught = |part: f64| ranking.caught.iter().find(|one| one.part == part).unwrap();
    assert_eq!(
        (percent(caught(0.2).model), percent(caught(0.2).so_far)),
        ("66.6".into(), "66.3".into())
    );
    assert_eq!(
        (percent(caught(0.05).model), percent(caught(0.05).so_far)),
        ("37.3".into(), "32.3".into())
    );
    let (lead, low, high) = ranking.lead.unwrap();
    assert!(low < 0.0 && 0.0 < lead && lead < high);
    // -3.1 to +3.2 points in another bootstrap of 400 samples, whose own scatter is 0.3 or so.
    assert!((low + 0.031).abs() < 0.008 && (high - 0.032).abs() < 0.008, "{low} {high}");

    // 81.3 % or 44.9 % of the base, by two models that fit equally well; 51 to 61 % of those who
    // came back, by three.
    let leaving = &verdict.checks.leaving;
    assert_eq!(
        (leaving.grade, leaving.finding),
        (Grade::WithCare, LeavingFinding::WholeBaseUnsettled)
    );
    let (low, high) = leaving.active_of_all.unwrap();
    assert_eq!((percent(low), percent(high)), ("44.9".into(), "81.3".into()));
    let (low, high) = leaving.active_of_repeat.unwrap();
    assert_eq!(
        (format!("{:.0}", 100.0 * low), format!("{:.0}", 100.0 * high)),
        ("51".into(), "61".into())
    );
    assert_eq!((leaving.equals.len(), leaving.sound.len()), (2, 3));
    let active = |kind: u32| {
        let one = found.candidates.iter().find(|one| one.kind == kind).unwrap();
        one.active.unwrap()
    };
    assert_eq!(percent(active(Model::PARETO_NBD).of_all), "44.6");
    assert!(active(Model::BG_NBD).once_is_fixed && !active(Model::MBG_NBD).once_is_fixed);
    // Of 37 who came back and were given less than 10 %, 5 % on average, 16 bought again.
    let low = leaving.low.unwrap();
    assert_eq!((low.customers, low.came, format!("{:.2}", low.mean)), (37, 16, "0.05".into()));
    // Wilson's interval of 16 of 37 is 28.7 to 59.1 % (by hand: (p + z²/2n ± z √(pq/n + z²/4n²)) /
    // (1 + z²/n)).
    assert_eq!(percent(low.came_low), "28.7");

    // Sales on 545 of 546 days; the empty one is 13 April 1998.
    let gaps = &verdict.checks.gaps;
    assert_eq!((gaps.grade, gaps.finding), (Grade::Sound, GapsFinding::NoGap));
    assert_eq!((gaps.days_with_sales, gaps.days), (545, 546));
    let longest = gaps.longest.unwrap();
    assert_eq!((longest.first, longest.days()), (Day::parse("1998-04-13").unwrap(), 1));
    assert_eq!(found.base.newest, Day::parse("1997-03-25").unwrap());

    let rows = &verdict.checks.rows;
    assert_eq!((rows.grade, rows.finding, rows.rows), (Grade::Sound, RowsFinding::AllRead, 6_919));
    assert_eq!(rows.money_share, Some(0.0));

    // r = 0.11, of ranks 0.21, over 946 customers.
    let spend = &verdict.checks.spend;
    assert_eq!((spend.grade, spend.finding), (Grade::WithCare, SpendFinding::Tied));
    let (pearson, ranks) =
        (spend.pearson.unwrap().coefficient, spend.spearman.unwrap().coefficient);
    assert_eq!((format!("{pearson:.2}"), format!("{ranks:.2}")), ("0.11".into(), "0.21".into()));
    assert_eq!(spend.customers, 946);
}

#[test]
fn the_state_of_the_last_day_is_fitted_to_all_days() {
    let found = judged();
    assert_eq!(found.now.day, Day::parse("1998-06-30").unwrap());
    assert_eq!(found.test.as_ref().unwrap().day, Day::parse("1997-09-30").unwrap());
    let parameters = |model: &Model| model.parameters();
    let (then, now) = (found.test.as_ref().unwrap().model.clone(), found.now.model.clone());
    assert_ne!(parameters(&then.unwrap()), parameters(&now.unwrap()));
    // Twice the purchases, the same customers.
    assert_eq!(found.now.table.len(), 2_357);
    assert_eq!(found.base.purchases, 6_696);
    assert_eq!(found.base.revenue, 24_409_194);
}

#[test]
fn a_split_of_its_own_is_the_last_third_with_an_earlier_origin() {
    let found = Judgement::of(&summary(), &StudyOptions::new(), &mut Progress::silent()).unwrap();
    let split = found.split.as_ref().unwrap();
    // 546 days: 182 are held out, and 182 more before these tell of an earlier forecast.
    assert_eq!(split.day, Day::parse("1997-12-30").unwrap());
    assert_eq!((split.length, split.earlier.len()), (26.0, 1));
    assert_eq!(split.earlier[0], Day::parse("1997-07-01").unwrap());
}

#[test]
fn the_bits_do_not_depend_on_threads() {
    let options = StudyOptions::new().with_split(SplitRule::Day(Day::parse("1997-09-30").unwrap()));
    let of = |threads| {
        let options = options.clone().with_threads(threads);
        Judgement::of(&summary(), &options, &mut Progress::silent()).unwrap()
    };
    let (one, three) = (of(1), of(3));
    assert_eq!(one.verdict, three.verdict);
    let value = |found: &Judgement| found.now.forecast.as_ref().unwrap().value.clone().unwrap();
    assert_eq!(value(&one), value(&three));
}
