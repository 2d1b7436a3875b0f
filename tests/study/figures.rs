//! scratch
use super::cdnow;

#[test]
fn show() {
    let study = cdnow::study();
    let f = &study.figures;
    let test = f.test.as_ref().unwrap();
    let mut v = test.voice.clone().unwrap();
    v.satisfaction.clear();
    if let Some(s) = &mut v.said_and_done {
        s.points.truncate(2);
    }
    println!("{v:#?}");
    println!("{:#?}", f.priorities);
    println!("{:?}", study.verdict.withheld);
    println!("{:?}", f.tracking.as_ref().unwrap().dispersion);
    for l in &test.lists.as_ref().unwrap().lists {
        println!("{:?} {} {:?} {:?}", l.kind, l.rows.len(), l.least_silence, l.check);
    }
    println!(
        "{:?}",
        test.segmentation
            .segments
            .iter()
            .map(|s| (&s.segment.name, s.customers))
            .collect::<Vec<_>>()
    );
    println!("{:?} {}", test.segmentation.rungs, test.segmentation.unplaced);
    println!("{:?}", f.futures.as_ref().map(|f| f.tiers.len()));
}
