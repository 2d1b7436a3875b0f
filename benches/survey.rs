//! A survey of one million respondents and 30 items, beside numpy.
//!
//! `cargo bench --bench survey` times the weighted index, the promoter score,
//! reliability, the structural index of a path model and Johnson's relative
//! weights together, and numpy's correlation matrix of the same answers in the
//! same run, both on one thread; the correlations of both must agree. Without numpy (`HABITUE_PYTHON` names the
//! interpreter, `python3` otherwise) only ours is timed.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::process::Command;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use habitue::satisfaction::{
    Construct, InnerScheme, KeyDrivers, PathFit, PathModel, PromoterBreaks, PromoterCounts,
    PromoterInterval, SatisfactionIndex,
};
use habitue::survey::{
    Answers, MissingPolicy, Moments, Question, Questionnaire, Reliability, Scale,
};

const RESPONDENTS: usize = 1_000_000;
const ITEMS: usize = 30;
const BLOCK: usize = 5;

/// Whole answers from 1 to 10 that share a mood and, five at a time, a construct.
fn answers() -> Answers {
    let mut state = 42_u64;
    let mut unit = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    };
    let mut columns = vec![Vec::new(); ITEMS];
    for column in &mut columns {
        column.reserve_exact(RESPONDENTS);
    }
    for _ in 0..RESPONDENTS {
        let mood = unit();
        for block in 0..ITEMS / BLOCK {
            let construct = 0.5 * mood + 0.5 * unit();
            for item in 0..BLOCK {
                let value = 0.6 * construct + 0.4 * unit();
                columns[block * BLOCK + item].push((value * 10.0).floor().clamp(0.0, 9.0) + 1.0);
            }
        }
    }
    let question = |i| Question::new(format!("q{i}"), Scale::points(1, 10).unwrap());
    Answers::new(Questionnaire::new((0..ITEMS).map(question).collect()).unwrap(), columns).unwrap()
}

fn model() -> PathModel {
    let constructs = (0..ITEMS / BLOCK)
        .map(|block| {
            let items: Vec<usize> = (block * BLOCK..(block + 1) * BLOCK).collect();
            Construct::new(&format!("construct {block}"), "", &items)
        })
        .collect();
    PathModel::new(constructs, (0..5).map(|from| (from, 5)).collect()).unwrap()
}

/// Everything together, as a report needs it.
fn figures(answers: &Answers) -> (Moments, [f64; 5]) {
    let moments = Moments::of(answers, MissingPolicy::Listwise).unwrap();
    let index = SatisfactionIndex::of_moments(&moments, answers.questionnaire(), 0.95).unwrap();
    let breaks = PromoterBreaks::new(6.0, 9.0).unwrap();
    let promoters = PromoterCounts::count(answers, 0, breaks).unwrap();
    let alpha = Reliability::of(&moments, &[0, 1, 2, 3, 4], 0.95).unwrap();
    let fit = PathFit::of(model(), &moments, InnerScheme::Path).unwrap();
    let structural = fit.index(&moments, 5).unwrap();
    let drivers: Vec<usize> = (0..12).collect();
    let johnson = KeyDrivers::of(&moments, 29, &drivers).unwrap();
    let figures = [
        index.value,
        promoters.score(PromoterInterval::Score, 0.95).unwrap().score,
        alpha.alpha,
        structural.value,
        johnson.drivers.iter().map(|driver| driver.johnson).sum(),
    ];
    (moments, figures)
}

/// Seconds that numpy takes for the correlation matrix (the best of five), and the
/// matrix.
fn numpy(answers: &Answers) -> Option<(f64, Vec<f64>)> {
    let path = std::env::temp_dir().join(format!("habitue-bench-{}.f64", std::process::id()));
    let mut file = BufWriter::new(File::create(&path).ok()?);
    for column in answers.columns() {
        for answer in column {
            file.write_all(&answer.to_ne_bytes()).ok()?;
        }
    }
    file.flush().ok()?;
    let script = format!(
        "import sys, time, numpy as np\n\
         x = np.fromfile(sys.argv[1]).reshape({ITEMS}, {RESPONDENTS})\n\
         best = 9e9\n\
         for _ in range(5):\n\
         \x20   start = time.perf_counter(); r = np.corrcoef(x); best = min(best, time.perf_counter() - start)\n\
         print(best, *r.ravel().tolist())"
    );
    let interpreter = std::env::var("HABITUE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(interpreter)
        .args(["-c", &script])
        .arg(&path)
        .envs([("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1")])
        .output();
    let _ = std::fs::remove_file(&path);
    let text = String::from_utf8(output.ok()?.stdout).ok()?;
    let mut numbers = text.split_whitespace().map(|word| word.parse().ok());
    let seconds = numbers.next()??;
    Some((seconds, numbers.collect::<Option<_>>()?))
}

/// The two matrices are of the same answers, and so the same.
fn compare(ours: &Moments, theirs: &[f64]) {
    assert_eq!(ours.correlations().len(), theirs.len());
    let worst =
        ours.correlations().iter().zip(theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    println!("correlations of both: at most {worst:.1e} apart");
    // A million terms, each rounded in the last of 53 bits, summed pairwise.
    assert!(worst < 1e-11, "the answers differ");
}

fn survey(criterion: &mut Criterion) {
    let answers = answers();
    let theirs = numpy(&answers);
    let ours = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(figures(&answers));
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("habitue, five figures together: {ours:.3} s (best of five, one thread)");
    match theirs {
        Some((theirs, matrix)) => {
            compare(&figures(&answers).0, &matrix);
            println!(
                "numpy.corrcoef of the same answers: {theirs:.3} s; habitue takes {:.2} times that (2 at most)",
                ours / theirs
            );
        }
        None => println!("numpy is not at hand; set HABITUE_PYTHON"),
    }
    criterion.bench_function("survey of 1e6 x 30: five figures", |bencher| {
        bencher.iter(|| black_box(figures(&answers)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = survey
}
criterion_main!(benches);
