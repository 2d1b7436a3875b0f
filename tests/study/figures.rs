//! scratch
use super::cdnow;

#[test]
fn show() {
    let study = cdnow::study();
    let test = study.figures.test.as_ref().unwrap();
    println!("{:#?}", test.tiers.as_ref().unwrap().rows);
    let whale = test.whale.as_ref().unwrap();
    println!("{:?} {:?} {:?} {:?}", whale.top_fifth, whale.giving_80, whale.caught, whale.advantage);
    println!("{:#?}", test.value_matrix.as_ref().unwrap().corners);
    println!("{:#?}", test.alive_check);
    println!("{:?}", test.silence.as_ref().unwrap().even_odds);
    println!("{:?}", test.purchases_grid);
    for c in &study.figures.bought_again.as_ref().unwrap().curves { println!("{} {:?} n {} again {} end {:?}", c.from, c.to, c.purchases, c.again, c.end); }
    let k = test.keeping.as_ref().unwrap();
    println!("{:#?}", k);
    println!("{:#?}", test.calibration);
    println!("{:#?}", study.figures.tracking);
    println!("{:#?}", study.figures.futures);
    for l in &test.lists.as_ref().unwrap().lists { println!("{:?} {} {:?} {:?}", l.kind, l.rows.len(), l.least_silence, l.check); }
    for l in &study.figures.now.lists.as_ref().unwrap().lists { println!("{:?} {} {:?} {:?}", l.kind, l.rows.len(), l.least_silence, l.check); }
    let c = study.figures.cohorts.as_ref().unwrap();
    for m in c.months.iter().chain([&c.all]) { println!("{} {} {} {:?}", m.month, m.pooled, m.customers, m.cells.iter().map(|c| format!("{c:?}").chars().take(60).collect::<String>()).collect::<Vec<_>>()); }
    for r in &test.rfm_grid.cells { println!("{:?}", r.iter().map(|c| (c.customers, c.came_each.map(f64::round))).collect::<Vec<_>>()); }
    println!("{:?} {:?}", test.rfm_grid.recency_cuts, test.rfm_grid.purchases);
    println!("{:#?}", &study.figures.customers.rows[..2]);
    println!("{:?}", study.split);
}
