//! The rows of a chunk and their answers.

use std::ffi::c_void;
use std::fmt::Write as _;
use std::ops::Range;
use std::slice;

use super::super::guard::guarded;
use super::api::Api;
use super::functions::Function;
use super::models::model_of;
use super::words;
use crate::capi::prelude::*;
use crate::lifetime::{Customers, Family, Histories, Spending};
use crate::progress::Job;

/// What DuckDB calls for every function: answers a chunk of rows.
///
/// # Safety
/// As DuckDB's interface of scalar functions has it.
pub(super) unsafe extern "C" fn ask(info: *mut c_void, chunk: *mut c_void, answers: *mut c_void) {
    let Some(api) = Api::known() else { return };
    let outcome = guarded(|| {
        // SAFETY: what a function was made with is one of all, which are never freed.
        let function = unsafe { &*(api.extra_info)(info).cast::<Function>() };
        // SAFETY: the caller's promise is the same.
        unsafe { Chunk::new(api, function, chunk) }.answer(api, answers)
    });
    if let Err(error) = outcome {
        (api.set_error)(info, words(&error.to_string()).as_ptr());
    }
}

/// A place of DuckDB for bytes: their number, and up to 12 of them, or 4 and where all are.
#[derive(Clone, Copy)]
#[repr(C)]
struct Bytes {
    /// The length, then 4 bytes.
    head: [u8; 8],
    rest: u64,
}

impl Bytes {
    /// 0 where both are the very same.
    fn differs(self, other: Self) -> u64 {
        (u64::from_ne_bytes(self.head) ^ u64::from_ne_bytes(other.head)) | (self.rest ^ other.rest)
    }

    /// # Safety
    /// It is one of a chunk that is still there.
    unsafe fn read(&self) -> &[u8] {
        let [a, b, c, d, ..] = self.head;
        let length = u32::from_ne_bytes([a, b, c, d]) as usize;
        // SAFETY: DuckDB's own layout.
        unsafe {
            let here = std::ptr::from_ref(self).cast::<u8>().add(4);
            let all = if length <= 12 { here } else { self.rest as usize as *const u8 };
            slice::from_raw_parts(all, length)
        }
    }
}

/// Arguments of a function for some rows.
struct Chunk<'a> {
    function: &'static Function,
    models: &'a [Bytes],
    counts: &'a [i64],
    columns: Vec<&'a [f64]>,
    /// Numbers of the question, as bits.
    numbers: Vec<&'a [u64]>,
    /// Which rows hold no NULL, a bit each; of columns that hold some.
    valid: Vec<&'a [u64]>,
}

impl<'a> Chunk<'a> {
    unsafe fn new(api: &Api, function: &'static Function, chunk: *mut c_void) -> Self {
        let rows = (api.row_count)(chunk) as usize;
        let vectors: Vec<*mut c_void> =
            (0..(api.column_count)(chunk)).map(|at| (api.vector)(chunk, at)).collect();
        let numbers = 1 + function.columns.len();
        let masks = vectors.iter().map(|&vector| (api.validity)(vector)).filter(|at| !at.is_null());
        Self {
            function,
            models: column(api, vectors[0], rows),
            counts: column(api, vectors[1], rows),
            columns: vectors[2..numbers].iter().map(|&one| column(api, one, rows)).collect(),
            numbers: vectors[numbers..].iter().map(|&one| column(api, one, rows)).collect(),
            // SAFETY: DuckDB's own layout.
            valid: masks
                .map(|mask| unsafe { slice::from_raw_parts(mask, rows.div_ceil(64)) })
                .collect(),
        }
    }

    /// Answers rows with the same question to the same model together.
    fn answer(&self, api: &Api, answers: *mut c_void) -> Result<()> {
        let rows = self.models.len();
        // SAFETY: DuckDB asks for an answer of each row.
        let out = unsafe { slice::from_raw_parts_mut((api.data)(answers).cast(), rows) };
        let mut first = 0;
        let mut absent = Vec::new();
        while first < rows {
            if !self.is_valid(first) {
                absent.push(first);
                out[first] = 0.0;
                first += 1;
                continue;
            }
            let run = first..self.end_of(first);
            self.answer_alike(run.clone(), &mut out[run.clone()])?;
            first = run.end;
        }
        if !absent.is_empty() {
            // SAFETY: a mask that can be written has a bit for each row.
            let mask = unsafe {
                (api.make_validity)(answers);
                slice::from_raw_parts_mut((api.validity)(answers), rows.div_ceil(64))
            };
            absent.iter().for_each(|&row| mask[row / 64] &= !(1 << (row % 64)));
        }
        Ok(())
    }

    fn is_valid(&self, row: usize) -> bool {
        self.valid.iter().all(|mask| mask[row / 64] >> (row % 64) & 1 == 1)
    }

    /// Where those that are asked the same as the row `first` end.
    fn end_of(&self, first: usize) -> usize {
        let mut end = self.models.len();
        if !self.valid.is_empty() {
            end = (first + 1..end).find(|&row| !self.is_valid(row)).unwrap_or(end);
        }
        // Most often all are the same, which is seen without a branch per row.
        for column in &self.numbers {
            let of = &column[first..end];
            if of.iter().fold(0, |any, bits| any | (bits ^ of[0])) != 0 {
                end = of.iter().position(|bits| *bits != of[0]).map_or(end, |at| first + at);
            }
        }
        let of = &self.models[first..end];
        if of.iter().fold(0, |any, one| any | one.differs(of[0])) == 0 {
            return end;
        }
        let (bytes, mut last) = (self.model(first), first);
        let other = of.iter().enumerate().find(|(at, one)| {
            let same = one.differs(self.models[last]) == 0 || self.model(first + at) == bytes;
            last = first + at;
            !same
        });
        other.map_or(end, |(at, _)| first + at)
    }

    fn model(&self, row: usize) -> &[u8] {
        // SAFETY: the row is valid, and the chunk is there as long as its columns.
        unsafe { self.models[row].read() }
    }

    fn answer_alike(&self, run: Range<usize>, out: &mut [f64]) -> Result<()> {
        let first = run.start;
        self.answer_run(run, out).map_err(|error| {
            let row = error.row().map(|row| first + row as usize);
            let name = self.function.name.to_string_lossy();
            let column = error.column().unwrap_or("model");
            let column = match column.strip_prefix("question.").unwrap_or(column) {
                "x" => "frequency",
                "t_x" => "recency",
                "T" => "age",
                other => other,
            };
            let place = row.map(|row| self.customer(row)).unwrap_or_default();
            let place = format!("{name}{place}: {column}");
            error.in_column(place).of_no_row()
        })
    }

    /// What is known of a customer: rows of a query have no numbers.
    fn customer(&self, row: usize) -> String {
        let mut text = format!(" of {} {}", self.function.columns[0], self.counts[row]);
        for (name, column) in self.function.columns[1..].iter().zip(&self.columns) {
            let _ = write!(text, ", {name} {}", column[row]);
        }
        text
    }

    fn answer_run(&self, run: Range<usize>, out: &mut [f64]) -> Result<()> {
        let asked: Vec<u64> = self.numbers.iter().map(|column| column[run.start]).collect();
        let question = self.function.question(&asked)?;
        let model = model_of(self.model(run.start))?;
        let counts = counts(self.function.columns[0], &self.counts[run.clone()])?;
        let column = |at: usize| &self.columns[at][run.clone()];
        let customers = match question.family() {
            Some(Family::Spend) => Customers::of_spending(Spending::new(&counts, column(0))?),
            Some(Family::Contract) => Customers::of_renewals(&counts),
            _ => {
                let mut known = Customers::of(Histories::new(&counts, column(0), column(1))?);
                if self.columns.len() > 2 {
                    known = known.with_expected_spend(column(2))?;
                }
                if self.columns.len() > 3 {
                    known = known.with_margin_rate(column(3))?;
                }
                known
            }
        };
        model.answer_into(&question, &customers, &mut Job::new(), out)
    }
}

unsafe fn column<'a, T>(api: &Api, vector: *mut c_void, rows: usize) -> &'a [T] {
    // SAFETY: DuckDB's own layout: flat columns as long as the chunk, of the type that was asked for.
    unsafe { slice::from_raw_parts((api.data)(vector).cast(), rows) }
}

/// Whole numbers of SQL as counts.
fn counts(name: &'static str, column: &[i64]) -> Result<Vec<u32>> {
    let high = |value: i64| value.cast_unsigned() >> 32;
    if column.iter().fold(0, |any, &value| any | high(value)) != 0
        && let Some(row) = column.iter().position(|&value| high(value) != 0)
    {
        let error = Error::out_of_range(name, column[row] as f64, "0 to 4294967295");
        return Err(error.at_row(row as u64));
    }
    Ok(column.iter().map(|&value| value as u32).collect())
}
