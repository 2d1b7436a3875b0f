//! Questions of which several options may be ticked.

use crate::capi::prelude::*;
use crate::survey::MultiSelect;

/// The options of a question, and who ticked them. Start from `HABITUE_MULTI_SELECT_INIT`; a first
/// call says how many there are, a second fills the columns that the caller has made for them.
#[apply(versioned)]
pub struct habitue_multi_select {
    pub reserved: u32,
    /// Written: how many options there are. Given where columns are wanted: as written before.
    pub option_count: usize,
    /// Written: how many bytes their names have. Given where names are wanted: as written before.
    pub name_bytes: usize,
    /// Where the names begin in `names`, and the last one ends: option_count + 1 offsets; or NULL.
    pub name_offsets: *mut i64,
    /// Where the names go, one after the other, UTF-8 without a NUL; or NULL.
    pub names: *mut c_char,
    /// Where 1 (ticked), 0 (not) or NaN (not answered) of each row goes, option after option, each
    /// a question on a scale of 0 to 1; or NULL.
    pub ticked: *mut f64,
}

/// Splits the cells of a question of which several options may be ticked, a column of text, at
/// `separator`, a code point: options are in the order of their code points; blanks around one do
/// not count. An empty cell is a missing answer, not one that ticks nothing.
///
/// Returns also `HABITUE_OUT_OF_RANGE` for a separator that is no character and, with the row, for
/// more than 1000 different options: an open answer is no list.
pub unsafe fn habitue_multi_select_split(
    cells: &habitue_column,
    rows: usize,
    separator: u32,
    options: &mut habitue_multi_select,
) -> Result<()> {
    let mark = char::from_u32(separator).filter(|mark| *mark != '\0').ok_or_else(|| {
        Error::out_of_range("separator", f64::from(separator), "the code point of a character")
    })?;
    let found = MultiSelect::of(cells.texts(rows, "cells")?, mark)?;
    let (count, bytes) = (found.options.len(), found.options.iter().map(String::len).sum());
    let of_names = !options.names.is_null() || !options.name_offsets.is_null();
    let wanted = of_names || !options.ticked.is_null();
    as_long(wanted, "options.option_count", options.option_count, count)?;
    as_long(!options.names.is_null(), "options.name_bytes", options.name_bytes, bytes)?;
    let mut places = Places::default();
    let (offsets, names) = (options.name_offsets, options.names);
    places.texts((offsets, "options.name_offsets"), (names, "options.names"), &found.options)?;
    places.add(options.ticked, found.columns.concat(), "options.ticked")?;
    (options.option_count, options.name_bytes) = (count, bytes);
    places.fill();
    Ok(())
}
