//! RFM scores and segments of the data that the R package rfm ships, against what that package
//! publishes in its README, its documentation and its own tests.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic as tests do")]

use std::fs;
use std::ops::RangeInclusive;

use habitue::error::ErrorKind;
use habitue::value::{Better, Closed, Nesting, Rfm, RfmScores, Scoring, Segment, SegmentTable};

/// Days since the last order, orders and amount of 995 customers.
struct Orders {
    days: Vec<i32>,
    orders: Vec<u32>,
    amount: Vec<i64>,
}

fn orders() -> Orders {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rfm_orders.csv");
    let mut all = Orders { days: Vec::new(), orders: Vec::new(), amount: Vec::new() };
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let mut fields = line.split(',');
        all.days.push(fields.next().unwrap().parse().unwrap());
        all.orders.push(fields.next().unwrap().parse().unwrap());
        all.amount.push(fields.next().unwrap().parse().unwrap());
    }
    assert_eq!((all.days.len(), all.orders.iter().sum::<u32>()), (995, 4_906));
    assert_eq!(all.amount.iter().sum::<i64>(), 464_158);
    all
}

/// The thresholds that the package publishes: the quantiles of type 7, and one more.
const RECENCY: [f64; 4] = [115.0, 181.0, 297.4, 482.0];
const FREQUENCY: [f64; 4] = [4.0, 5.0, 6.0, 8.0];
const MONETARY: [f64; 4] = [255.8, 382.0, 506.4, 666.0];

/// Its scores: bins closed on the left, cut at these thresholds.
fn scores(all: &Orders) -> RfmScores {
    let at = |thresholds: [f64; 4]| Scoring::at(thresholds).unwrap().with_closed(Closed::Left);
    Rfm::new(at(RECENCY).with_better(Better::Lower), at(FREQUENCY), at(MONETARY))
        .score(&all.days, &all.orders, &all.amount)
        .unwrap()
}

fn counts(scores: &[i32]) -> [usize; 5] {
    [1, 2, 3, 4, 5].map(|score| scores.iter().filter(|&&found| found == score).count())
}

#[test]
fn thresholds_are_the_published_ones_without_the_one() {
    let all = orders();
    let found = Rfm::quintiles().score(&all.days, &all.orders, &all.amount).unwrap();
    let lists =
        [&found.thresholds.recency, &found.thresholds.frequency[0], &found.thresholds.monetary[0]];
    for (found, published) in lists.into_iter().zip([RECENCY, FREQUENCY, MONETARY]) {
        for (found, published) in found.iter().zip(published) {
            assert!((found + 1.0 - published).abs() < 1e-12, "{found} {published}");
        }
    }
    // Where a quantile is whole, as those of frequency are, "from q + 1 on" and "above q" are the
    // same on whole numbers.
    assert_eq!(counts(&found.frequency), [268, 187, 176, 244, 120]);
}

#[test]
fn scores_are_counted_as_published() {
    let all = orders();
    let found = scores(&all);
    assert_eq!(counts(&found.recency), [197, 200, 199, 199, 200]);
    assert_eq!(counts(&found.frequency), [268, 187, 176, 244, 120]);
    assert_eq!(counts(&found.monetary), [200, 200, 198, 202, 195]);
    // The first forty rows, as the README prints them.
    let codes: Vec<i32> = (0..40).map(|row| found.code(row)).collect();
    assert_eq!(
        codes,
        [
            355, 354, 122, 555, 533, 455, 134, 222, 345, 455, 112, 522, 544, 433, 544, 433, 333,
            444, 255, 455, 521, 135, 555, 345, 512, 211, 333, 234, 422, 323, 322, 334, 111, 344,
            342, 222, 322, 333, 532, 333
        ]
    );
    let abbey =
        (0..995).find(|&row| (all.days[row], all.orders[row], all.amount[row]) == (205, 6, 472));
    assert_eq!(abbey.map(|row| found.code(row)), Some(343));
}

/// Segments as boxes of recency, frequency and monetary scores; the first that holds a cell wins.
type Boxes = [(&'static str, [RangeInclusive<u32>; 3]); 10];

/// The table of the package's documentation.
fn documented() -> Boxes {
    [
        ("Champions", [5..=5, 5..=5, 5..=5]),
        ("Potential Loyalist", [3..=5, 3..=5, 2..=5]),
        ("Loyal Customers", [2..=4, 2..=4, 2..=4]),
        ("Promising", [3..=4, 1..=3, 3..=5]),
        ("New Customers", [4..=5, 1..=3, 1..=5]),
        ("Can't Lose Them", [1..=2, 3..=4, 4..=5]),
        ("At Risk", [1..=2, 2..=5, 4..=5]),
        ("Need Attention", [1..=3, 3..=5, 3..=5]),
        ("About To Sleep", [2..=3, 1..=3, 1..=4]),
        ("Lost", [1..=1, 1..=5, 1..=5]),
    ]
}

/// The table of the package's own test.
fn tested() -> Boxes {
    [
        ("Champions", [4..=5, 4..=5, 4..=5]),
        ("Loyal Customers", [2..=5, 3..=5, 3..=5]),
        ("Potential Loyalist", [3..=5, 1..=3, 1..=3]),
        ("New Customers", [4..=5, 1..=1, 1..=1]),
        ("Promising", [3..=4, 1..=1, 1..=1]),
        ("Need Attention", [2..=3, 2..=3, 2..=3]),
        ("About To Sleep", [2..=3, 1..=2, 1..=2]),
        ("At Risk", [1..=2, 2..=5, 2..=5]),
        ("Can't Lose Them", [1..=1, 4..=5, 4..=5]),
        ("Lost", [1..=2, 1..=2, 1..=2]),
    ]
}

fn first(boxes: &Boxes, cell: [u32; 3]) -> Option<usize> {
    boxes
        .iter()
        .position(|(_, sides)| sides.iter().zip(&cell).all(|(side, score)| side.contains(score)))
}

fn cells() -> impl Iterator<Item = [u32; 3]> {
    (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| [r, f, m])))
}

/// The boxes as a table of ours, where the first wins; what no box holds is in `rest`, if it is
/// to be whole.
fn table(boxes: &Boxes, rest: Option<&str>) -> habitue::Result<SegmentTable> {
    let mut segments: Vec<Segment> =
        boxes.iter().map(|(name, _)| Segment::of_boxes(*name, "", vec![])).collect();
    segments.extend(rest.map(|name| Segment::of_boxes(name, "", vec![])));
    for [r, f, m] in cells() {
        let at = first(boxes, [r, f, m]).or(rest.map(|_| boxes.len()));
        if let Some(at) = at {
            segments[at].boxes.push([r..=r, f..=f, m..=m]);
        }
    }
    SegmentTable::new([5; 3], segments)
}

#[test]
fn segments_are_counted_as_published() {
    let found = scores(&orders());
    let counted = |boxes: &Boxes| {
        let table = table(boxes, Some("Others")).unwrap();
        table.assign(&found.recency, &found.frequency, &found.monetary).unwrap()
    };
    let segments = counted(&documented());
    // Champions, potential loyalists, loyal, promising, new, not to lose, at risk, attention,
    // sleepers, lost, others.
    assert_eq!(segments.customers, [35, 342, 170, 9, 104, 47, 28, 10, 102, 148, 0]);
    assert_eq!(segments.customers.iter().sum::<u64>(), 995);

    let segments = counted(&tested());
    let all = orders();
    let champions: Vec<usize> = (0..995).filter(|&row| segments.segment[row] == 1).collect();
    let held = champions.iter().map(|&row| u64::from(all.orders[row])).sum::<u64>();
    let amount = champions.iter().map(|&row| all.amount[row]).sum::<i64>();
    assert_eq!((segments.customers[0], held, amount), (158, 1_234, 120_178));
}

/// Both published tables leave cells without a name, and ours says so instead of making a table.
#[test]
fn tables_with_gaps_are_refused() {
    let missing = |boxes: &Boxes| -> Vec<u32> {
        let gaps = cells().filter(|&cell| first(boxes, cell).is_none());
        gaps.map(|[r, f, m]| 100 * r + 10 * f + m).collect()
    };
    assert_eq!(missing(&documented()), [215, 241, 251, 252, 341, 351, 441, 451, 541, 551]);
    assert_eq!(missing(&tested()).len(), 36);
    for (boxes, gaps) in [(documented(), "10"), (tested(), "36")] {
        let error = table(&boxes, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Missing);
        assert!(error.to_string().contains(&format!("{gaps} cells")), "{error}");
    }
    // As boxes they overlap, which is refused, too.
    let boxes: Vec<Segment> =
        documented().into_iter().map(|(name, [r, f, m])| Segment::new(name, "", r, f, m)).collect();
    assert_eq!(SegmentTable::new([5; 3], boxes).unwrap_err().kind(), ErrorKind::Duplicate);
}

/// Every table of the house holds each of the cells exactly once, counted cell by cell.
#[test]
fn the_tables_of_the_house_are_whole() {
    let tables = [SegmentTable::recency_frequency(), SegmentTable::eight(5, 4).unwrap()];
    for table in tables.iter().chain(&[SegmentTable::eight(5, 3).unwrap()]) {
        for cell in cells() {
            let holding = table.segments().iter().filter(|segment| {
                segment
                    .boxes
                    .iter()
                    .any(|sides| sides.iter().zip(&cell).all(|(side, score)| side.contains(score)))
            });
            let boxes: Vec<&str> = holding.map(|segment| segment.name.as_str()).collect();
            let [r, f, m] = cell.map(|score| score as i32);
            assert_eq!(boxes, [table.segment(r, f, m).unwrap().name.as_str()], "{cell:?}");
        }
    }
}

/// Nested scores: frequency within recency, monetary value within both; equal counts make every
/// cell of 995 customers hold 7 to 9.
#[test]
fn nested_scores_make_even_cells() {
    let all = orders();
    let fifths = || Scoring::equal_counts(5, habitue::value::Ties::RowOrder).unwrap();
    let rfm = Rfm::new(fifths().with_better(Better::Lower), fifths(), fifths())
        .with_nesting(Nesting::Nested);
    let found = rfm.score(&all.days, &all.orders, &all.amount).unwrap();
    for [r, f, m] in cells() {
        let code = (100 * r + 10 * f + m) as i32;
        let count = (0..995).filter(|&row| found.code(row) == code).count();
        assert!((7..=9).contains(&count), "{code}: {count}");
    }
    for threads in [2, 7] {
        let again = rfm.clone().with_threads(threads);
        assert_eq!(again.score(&all.days, &all.orders, &all.amount).unwrap(), found);
    }
}

/// Cuts that were written down score as before; forms that no base gives are refused.
#[cfg(feature = "serde")]
#[test]
fn cuts_are_read_back_as_they_were_cut() {
    use habitue::value::RfmCuts;
    use serde_json::{Value, json};

    let (days, orders, cents) = ([3_i32, 3, 9, 9], [1_u32, 4, 2, 2], [500_i64, 900, 20, 30]);
    let halves = || Scoring::quantiles(2).unwrap();
    type Cuts = RfmCuts<i32, u32, i64>;
    for nesting in [Nesting::Independent, Nesting::Nested] {
        let rfm = Rfm::new(halves(), halves(), halves()).with_nesting(nesting);
        let cuts = rfm.cuts(&days, &orders, &cents).unwrap();
        let stored = serde_json::to_value(&cuts).unwrap();
        let read: Cuts = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(read, cuts);
        let refused = |place: &str, value: Value, why: &str| {
            let mut other = stored.clone();
            *other.pointer_mut(place).unwrap() = value;
            let error = serde_json::from_value::<Cuts>(other).unwrap_err().to_string();
            assert!(error.contains(why), "{place}: {error}");
        };
        refused("/frequency", json!([]), "frequency");
        refused("/frequency_bins", json!(3), "another number of scores");
        refused("/frequency_bins", json!(0), "1 to 1,000");
        refused("/frequency_bins", json!(u64::MAX), "1 to 1,000");
        let nobody = json!(vec![Value::Null; cuts.monetary().len()]);
        refused("/monetary", nobody, "not cut where frequency is");
        refused("/frequency/0", Value::Null, "cut where frequency is not");
        refused("/frequency/0/cuts/0/inclusive", json!(7), "boolean");
        let other = if nesting == Nesting::Nested { "Independent" } else { "Nested" };
        refused("/nesting", json!(other), "frequency");
    }
}
