//! The survey of fits; see the README beside.

mod compare;
mod draw;
mod kinds;
mod reference;
mod starts;
mod table;
mod trace;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use compare::{Row, compare};
use draw::{Base, Dice};
use kinds::Kind;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const USAGE: &str = "\
summits run RESULTS.csv [BASES [THREADS]]   draws and compares; goes on where it was
summits refit OLD.csv NEW.csv [MODEL]       fits again, and keeps the reference where it holds
summits base NUMBER                         one base, all starts, as rows
summits trace NUMBER MODEL                  the climbs of one fit
summits columns NUMBER                      one base as x,t_x,T,log_intervals
summits table RESULTS.csv                   the table per model
summits misses RESULTS.csv                  the rows that are worth a look";

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["run", path] => run(path.as_ref(), 3000, 2),
        ["run", path, bases] => run(path.as_ref(), bases.parse()?, 2),
        ["run", path, bases, threads] => run(path.as_ref(), bases.parse()?, threads.parse()?),
        ["refit", old, new] => refit(old.as_ref(), new.as_ref(), None),
        ["refit", old, new, model] => refit(old.as_ref(), new.as_ref(), Some(model)),
        ["base", number] => print(&compare(&Base::draw(number.parse()?)?, true)?),
        ["trace", number, model] => Ok(trace::trace(number.parse()?, Kind::named(model))?),
        ["columns", number] => columns(&Base::draw(number.parse()?)?),
        ["table", path] => {
            print!("{}", table::table(&read(path.as_ref())?));
            Ok(())
        }
        ["misses", path] => {
            let mut rows = read(path.as_ref())?;
            rows.retain(table::is_miss);
            print(&rows)
        }
        _ => Err(USAGE.into()),
    }
}

/// Whether a base is one of the tenth that gets all starts.
fn is_thorough(id: u32) -> bool {
    Dice::new(0x7409_0000 + u64::from(id)).chance(0.1)
}

/// Compares the bases that the file does not hold yet, and adds them to it one by one.
fn run(path: &Path, bases: u32, threads: usize) -> Outcome {
    let done = if path.exists() { whole(read(path)?) } else { BTreeMap::new() };
    let mut writer = csv::Writer::from_writer(File::create(path)?);
    for row in done.values().flatten() {
        writer.serialize(row)?;
    }
    writer.flush()?;
    drop(writer);
    let left: Vec<u32> = (0..bases).filter(|id| !done.contains_key(id)).collect();
    let file = OpenOptions::new().append(true).open(path)?;
    let headed = csv::WriterBuilder::new().has_headers(done.is_empty()).from_writer(file);
    let writer = Mutex::new(headed);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                while let Some(&id) = left.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = one(id, &writer) {
                        eprintln!("base {id}: {error}");
                    }
                }
            });
        }
    });
    print!("{}", table::table(&read(path)?));
    Ok(())
}

/// Fits the bases of a file again, with one thread for every core.
fn refit(old: &Path, new: &Path, model: Option<&str>) -> Outcome {
    let mut bases: Vec<Vec<Row>> = whole(read(old)?).into_values().collect();
    for rows in &mut bases {
        rows.retain(|row| model.is_none_or(|model| row.model == model));
    }
    let writer = Mutex::new(csv::Writer::from_path(new)?);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(rows) = bases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = refit_one(rows, &writer) {
                        eprintln!("base {}: {error}", rows[0].base);
                    }
                }
            });
        }
    });
    print!("{}", table::table(&read(new)?));
    Ok(())
}

fn refit_one(rows: &[Row], writer: &Mutex<csv::Writer<File>>) -> Outcome {
    let Some(first) = rows.first() else { return Ok(()) };
    let base = Base::draw(first.base)?;
    let customers = base.histories()?;
    let again = |row| compare::again(row, &base, &customers, is_thorough(first.base));
    let rows = rows.iter().map(again).collect::<habitue::Result<Vec<Row>>>()?;
    let mut writer = writer.lock().map_err(|_| "another thread failed while it wrote")?;
    for row in &rows {
        writer.serialize(row)?;
    }
    Ok(writer.flush()?)
}

fn one(id: u32, writer: &Mutex<csv::Writer<File>>) -> Outcome {
    let rows = compare(&Base::draw(id)?, is_thorough(id))?;
    let mut writer = writer.lock().map_err(|_| "another thread failed while it wrote")?;
    for row in &rows {
        writer.serialize(row)?;
    }
    Ok(writer.flush()?)
}

fn read(path: &Path) -> Result<Vec<Row>, csv::Error> {
    // The last row may be torn where a run was broken off.
    Ok(csv::Reader::from_path(path)?.deserialize().filter_map(Result::ok).collect())
}

/// The rows of the bases that are complete.
fn whole(rows: Vec<Row>) -> BTreeMap<u32, Vec<Row>> {
    let mut bases: BTreeMap<u32, Vec<Row>> = BTreeMap::new();
    for row in rows {
        bases.entry(row.base).or_default().push(row);
    }
    bases.retain(|_, rows| rows.len() == Kind::ALL.len());
    bases
}

fn print(rows: &[Row]) -> Outcome {
    for row in rows {
        println!(
            "base {} ({} of {}) {} k {}: {} ours {:.6} (alive {:.4}, ridge {}, alternatives [{}]) below {:.6}",
            row.base,
            row.customers,
            row.source,
            row.model,
            row.k,
            row.status,
            row.ours,
            row.ours_alive,
            row.ridge,
            row.alternatives,
            table::below(row),
        );
        println!("    ours at      {}", row.ours_parameters);
        println!(
            "    reference at {} : {:.6} (alive {:.4}), from ours {:.6}, beyond {:.6}, {} starts, {} evaluations, {:.0} ms",
            row.reference_parameters,
            row.reference,
            row.reference_alive,
            row.from_ours,
            row.beyond,
            row.starts,
            row.evaluations,
            row.reference_ms,
        );
        println!("    summits {}   other k {}", row.summits, row.other_k);
    }
    Ok(())
}

fn columns(base: &Base) -> Outcome {
    println!("x,t_x,T,log_intervals");
    for (row, x) in base.x.iter().enumerate() {
        println!("{x},{},{},{}", base.t_x[row], base.t[row], base.log_intervals()[row]);
    }
    Ok(())
}
