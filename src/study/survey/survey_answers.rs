//! From columns of text to answers: which column is what, on which scale, and which way round.

use super::column_profile::{ColumnProfile, any_number, is_missing, ticked};
use super::survey_column::{ColumnEvidence, SurveyColumn};
use super::survey_label::SurveyLabel;
use super::survey_options::SurveyOptions;
use super::survey_role::SurveyRole;
use super::survey_scale::SurveyScale;
use super::survey_table::SurveyTable;
use crate::error::{Error, ErrorKind, Result};
use crate::remedy::Remedy;
use crate::survey::{AnswerText, MultiSelect, Scale};
use crate::time::{DateFormat, Moment};

/// What was read of the columns.
#[derive(Debug)]
pub(super) struct SurveyAnswers {
    pub(super) columns: Vec<SurveyColumn>,
    /// The numbers of the rated columns as they were given, at the places of `columns`; NaN where
    /// missing.
    pub(super) numbers: Vec<Option<Vec<f64>>>,
    /// The labels of the wave and the segments, empty where missing.
    pub(super) labels: Vec<Option<Vec<String>>>,
    /// The options of each question of several.
    pub(super) options: Vec<(usize, MultiSelect)>,
    /// Base weights.
    pub(super) weights: Option<Vec<f64>>,
}

impl SurveyAnswers {
    pub(super) fn read(table: &SurveyTable, options: &SurveyOptions) -> Result<Self> {
        let usual = AnswerText::MISSING.iter().copied();
        let reader =
            AnswerText::new().with_missing(usual.chain(options.missing.iter().map(String::as_str)));
        let count = table.names().len();
        let profiles: Vec<ColumnProfile> = (0..count)
            .map(|at| ColumnProfile::of(table.column(at), &reader))
            .collect::<Result<_>>()?;
        let mut columns = roles(table, &profiles, options)?;
        scales(&mut columns, &profiles, options)?;
        let mut found = Self {
            numbers: vec![None; count],
            labels: vec![None; count],
            options: Vec::new(),
            weights: None,
            columns: Vec::new(),
        };
        for (at, column) in columns.iter_mut().enumerate() {
            found.take(at, column, (table, &profiles[at], &reader), options)?;
        }
        found.columns = columns;
        for name in options.reversed.iter().chain(&options.as_asked) {
            let place = table.place(name)?;
            let column = &mut found.columns[place];
            if column.role != SurveyRole::Item && column.role != SurveyRole::Overall {
                return Err(Error::new(ErrorKind::NotRead, "is no item that could be turned")
                    .in_column(name)
                    .with_value(column.role));
            }
            column.reversed = options.reversed.contains(name);
            if column.reversed && options.as_asked.contains(name) {
                return Err(Error::new(ErrorKind::Argument, "is to be turned and not to be")
                    .in_column(name));
            }
        }
        Ok(found)
    }

    /// Where the columns of a role stand.
    pub(super) fn of(&self, role: SurveyRole) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| self.columns[*at].role == role).collect()
    }

    /// The answers of a rated column, on their scale, as they were given.
    pub(super) fn rated(&self, at: usize) -> Result<(Scale, Vec<f64>)> {
        let column = &self.columns[at];
        let scale = match (column.role, column.scale) {
            (SurveyRole::Repurchase, _) => Scale::continuous(0.0, 1.0)?,
            (_, Some(scale)) => scale.scale()?,
            (_, None) => return Err(Error::empty(&column.name)),
        };
        let scale = if column.reversed { scale.reversed() } else { scale };
        Ok((scale, self.numbers[at].clone().unwrap_or_default()))
    }

    /// Reads the cells of one column.
    fn take(
        &mut self,
        at: usize,
        column: &mut SurveyColumn,
        (table, profile, reader): (&SurveyTable, &ColumnProfile, &AnswerText),
        options: &SurveyOptions,
    ) -> Result<()> {
        let cells = table.column(at).as_texts();
        let rows = cells.len() as u64;
        column.answered = profile.answered;
        column.missing = rows.saturating_sub(profile.answered);
        let any = any_number()?;
        match column.role {
            role if role.is_rated() => {
                let scale = match (role, column.scale) {
                    (SurveyRole::Repurchase, _) => Scale::continuous(0.0, 1.0)?,
                    (_, Some(scale)) => scale.scale()?,
                    (_, None) => return Err(Error::empty(&column.name)),
                };
                let labels = column.scale.filter(|own| SurveyScale::LABELLED.contains(own));
                let mut off = 0;
                let mut read = Vec::with_capacity(cells.len());
                for (row, cell) in cells.iter().enumerate() {
                    let labelled = labels.and_then(|scale| SurveyLabel::of(cell)?.on(scale));
                    let number = match labelled {
                        Some(number) => number,
                        None => reader.read(&scale, cell).map_err(|error| {
                            table.placed(error.in_column(&column.name).at_row(row as u64))
                        })?,
                    };
                    let there = scale.contains(number);
                    off += u64::from(!there && !number.is_nan());
                    read.push(if there { number } else { f64::NAN });
                }
                let answered = read.iter().filter(|answer| !answer.is_nan()).count() as u64;
                if off > answered / 4 {
                    let message = format!("has {off} answers off its scale");
                    return Err(Error::new(ErrorKind::OutOfRange, message)
                        .in_column(&column.name)
                        .with_value(profile.largest())
                        .allowing(scale.allowed()));
                }
                (column.answered, column.missing, column.off_scale) =
                    (answered, rows - answered, off);
                self.numbers[at] = Some(read);
            }
            SurveyRole::Weight => {
                let mut read = Vec::with_capacity(cells.len());
                for (row, cell) in cells.iter().enumerate() {
                    let placed = |error: Error| {
                        table.placed(error.in_column(&column.name).at_row(row as u64))
                    };
                    let weight = reader.read(&any, cell).map_err(placed)?;
                    if weight.is_nan() {
                        let absent = Error::new(ErrorKind::Missing, "is empty, but must be given");
                        return Err(placed(absent));
                    }
                    read.push(weight);
                }
                self.weights = Some(read);
            }
            SurveyRole::Multi => {
                let mark = match column.evidence {
                    ColumnEvidence::Options(mark, _) => mark,
                    _ => profile.separator(),
                };
                let found = ticked(table.column(at), mark, reader)
                    .map_err(|error| table.placed(error.in_column(&column.name)))?;
                if matches!(column.evidence, ColumnEvidence::Given) && found.options.is_empty() {
                    return Err(Error::empty(&column.name));
                }
                let there = found.columns.first().map_or(&[][..], Vec::as_slice);
                column.answered = there.iter().filter(|answer| !answer.is_nan()).count() as u64;
                column.missing = rows - column.answered;
                self.options.push((at, found));
            }
            SurveyRole::Segment | SurveyRole::Wave => {
                let format = match column.role {
                    SurveyRole::Wave => wave_format(column, profile, options)?,
                    _ => None,
                };
                let months = column.role == SurveyRole::Wave && profile.are_months();
                let mut labels = Vec::with_capacity(cells.len());
                for (row, cell) in cells.iter().enumerate() {
                    let gone = is_missing(reader, &any, cell);
                    labels.push(match (&format, gone) {
                        (_, true) => String::new(),
                        (None, _) if months => padded(cell.trim()),
                        (None, _) => cell.trim().to_owned(),
                        (Some(format), _) => {
                            month(&format.parse(cell.trim()).map_err(|error| {
                                table.placed(error.in_column(&column.name).at_row(row as u64))
                            })?)
                        }
                    });
                }
                self.labels[at] = Some(labels);
            }
            _ => {}
        }
        Ok(())
    }
}

/// The month of a moment, such as 2025-01.
fn month(moment: &Moment) -> String {
    let text = moment.day().to_string();
    text[..text.len().min(7)].to_owned()
}

/// A month as it sorts: 2025/1 is 2025-01.
fn padded(text: &str) -> String {
    match text.split_once(['-', '/', '年']) {
        Some((year, month)) => format!("{year}-{:0>2}", month.trim_end_matches('月')),
        None => text.to_owned(),
    }
}

/// How the days of a wave are written; `None` where its values are labels.
///
/// # Errors
/// `Argument` where the days have two readings, with the formats that decide.
fn wave_format(
    column: &SurveyColumn,
    profile: &ColumnProfile,
    options: &SurveyOptions,
) -> Result<Option<DateFormat>> {
    if let Some(format) = &options.date_format {
        return Ok(Some(format.clone()));
    }
    if profile.are_months() {
        return Ok(None);
    }
    let formats = profile.date_formats();
    // A number alone, such as a year or the number of a wave, is a label.
    if profile.is_numeric() && !formats.iter().any(|format| format.name() == "yyyymmdd") {
        return Ok(None);
    }
    match formats.as_slice() {
        [] => Ok(None),
        [format] => Ok(Some(format.clone())),
        several => {
            let names: Vec<String> = several.iter().map(|it| it.name().into_owned()).collect();
            let error = Error::new(ErrorKind::Argument, "holds dates of two readings")
                .in_column(&column.name)
                .with_value(names.join(", "));
            Err(names
                .into_iter()
                .fold(error, |error, name| error.remedied(Remedy::DateFormat(name))))
        }
    }
}

/// The role of each column.
///
/// # Errors
/// `Duplicate` where two columns have a role that one has, with the options that decide, and where
/// a column is given two; `MissingColumn`.
fn roles(
    table: &SurveyTable,
    profiles: &[ColumnProfile],
    options: &SurveyOptions,
) -> Result<Vec<SurveyColumn>> {
    let mut given: Vec<Option<SurveyRole>> = vec![None; profiles.len()];
    for (role, name) in &options.columns {
        let place = table.place(name)?;
        if given[place].replace(*role).is_some_and(|other| other != *role) {
            return Err(Error::new(ErrorKind::Duplicate, "is given two roles").in_column(name));
        }
    }
    let named_items = given.contains(&Some(SurveyRole::Item));
    let mut columns = Vec::with_capacity(profiles.len());
    for ((name, profile), given) in table.names().iter().zip(profiles).zip(&given) {
        let (role, evidence) = match given {
            Some(role) => (*role, ColumnEvidence::Given),
            None => match profile.role(name) {
                (SurveyRole::Item, evidence) if named_items => (SurveyRole::Unused, evidence),
                found => found,
            },
        };
        columns.push(SurveyColumn {
            name: name.clone(),
            role,
            evidence,
            scale: None,
            reversed: false,
            answered: 0,
            missing: 0,
            off_scale: 0,
        });
    }
    for role in SurveyRole::ALL.iter().filter(|role| role.is_single()) {
        let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].role == *role).collect();
        let is_given = |at: &usize| columns[*at].evidence == ColumnEvidence::Given;
        let chosen: Vec<usize> = own.iter().copied().filter(is_given).collect();
        match (own.len(), chosen.len()) {
            (0 | 1, _) => {}
            // What was found beside what was named is not asked of.
            (_, 1) => own.iter().filter(|at| **at != chosen[0]).for_each(|at| {
                columns[*at].role = SurveyRole::Unused;
            }),
            _ => {
                let names: Vec<String> = own.iter().map(|at| columns[*at].name.clone()).collect();
                let message = format!("may be the {role} column, each of them");
                let error = Error::new(ErrorKind::Duplicate, message)
                    .in_column("header")
                    .with_value(names.join(", "));
                return Err(names.into_iter().fold(error, |error, name| {
                    error.remedied(Remedy::SurveyColumn { role: role.name(), name })
                }));
            }
        }
    }
    pairs(&mut columns)?;
    Ok(columns)
}

/// Importance, expectation and Kano's questions come with their partners.
fn pairs(columns: &mut [SurveyColumn]) -> Result<()> {
    let names = |columns: &[SurveyColumn], role: SurveyRole| -> Vec<String> {
        let own = columns.iter().filter(|column| column.role == role);
        own.map(|column| column.name.clone()).collect()
    };
    let items = names(columns, SurveyRole::Item);
    let stems = |role| -> Vec<String> {
        names(columns, role).iter().map(|name| SurveyRole::of_item(name).to_lowercase()).collect()
    };
    let (with, without) = (stems(SurveyRole::Functional), stems(SurveyRole::Dysfunctional));
    for column in columns.iter_mut() {
        let stem = SurveyRole::of_item(&column.name).to_lowercase();
        let has_partner = match column.role {
            SurveyRole::Importance | SurveyRole::Expectation => {
                items.iter().any(|item| item.to_lowercase() == stem)
            }
            SurveyRole::Functional => without.contains(&stem),
            SurveyRole::Dysfunctional => with.contains(&stem),
            _ => true,
        };
        if !has_partner {
            if column.evidence == ColumnEvidence::Given {
                return Err(Error::new(ErrorKind::MissingColumn, "belongs to no other column")
                    .in_column(&column.name)
                    .with_value(column.role)
                    .allowing("the name of an item behind a head, such as importance_price"));
            }
            column.role = SurveyRole::Unused;
        }
    }
    Ok(())
}

/// The scale of each rated column.
///
/// # Errors
/// `Argument` where two scales fit, with the options that decide.
fn scales(
    columns: &mut [SurveyColumn],
    profiles: &[ColumnProfile],
    options: &SurveyOptions,
) -> Result<()> {
    use SurveyRole::{
        Dysfunctional, Expectation, Functional, Importance, Item, Overall, Recommend, Repurchase,
    };
    let labelled: Vec<Vec<SurveyScale>> = profiles.iter().map(ColumnProfile::labelled).collect();
    let rated =
        |column: &SurveyColumn| matches!(column.role, Item | Overall | Importance | Expectation);
    // One questionnaire has one scale of labels, if one fits all of its columns.
    let worded: Vec<usize> =
        (0..columns.len()).filter(|at| rated(&columns[*at]) && !labelled[*at].is_empty()).collect();
    let any = !worded.is_empty();
    let mut common: Vec<SurveyScale> = SurveyScale::LABELLED.to_vec();
    common.retain(|scale| worded.iter().all(|at| labelled[*at].contains(scale)));
    let of_worded: Vec<&ColumnProfile> = worded.iter().map(|at| &profiles[*at]).collect();
    in_own_words(&mut common, &of_worded);
    for (at, column) in columns.iter_mut().enumerate() {
        let profile = &profiles[at];
        column.scale = match column.role {
            Recommend => Some(SurveyScale::Points(0, 10)),
            Functional | Dysfunctional => Some(SurveyScale::Points(1, 5)),
            Repurchase => None,
            Item | Overall | Importance | Expectation if !labelled[at].is_empty() => {
                let own = &labelled[at];
                let mut fits = if common.is_empty() { own.clone() } else { common.clone() };
                in_own_words(&mut fits, &[profile]);
                match (fits.as_slice(), options.scale) {
                    ([scale], _) => Some(*scale),
                    (several, Some(given)) if several.contains(&given) => Some(given),
                    (several, _) => return Err(two_scales(column, several)),
                }
            }
            // As that of their item, which is not known yet.
            Importance | Expectation => None,
            Item | Overall => {
                let shared = match (any, common.as_slice()) {
                    (true, [scale]) if profile.largest() <= 5.0 => Some(*scale),
                    _ => None,
                };
                match column.role {
                    Item => numbered(column, profile, options.scale.or(shared))?,
                    // What is said of the items is said of it where its answers do not tell.
                    _ => match (numbered(column, profile, shared), options.scale) {
                        (Ok(Some(scale)), _) => Some(scale),
                        (Ok(None) | Err(_), Some(scale)) if profile.is_numeric() => Some(scale),
                        (found, _) => found?,
                    },
                }
            }
            _ => None,
        };
    }
    // A column in which nobody took the best takes the scale of the others, where they agree.
    let known: Vec<SurveyScale> =
        columns.iter().filter(|column| rated(column)).filter_map(|column| column.scale).collect();
    for (at, column) in columns.iter_mut().enumerate() {
        if matches!(column.role, Item | Overall) && column.scale.is_none() {
            let profile = &profiles[at];
            let fits = |scale: &SurveyScale| {
                matches!(scale, SurveyScale::Points(low, high)
                    if profile.largest() <= f64::from(*high)
                        && profile.smallest() >= f64::from(*low))
            };
            column.scale = match known.split_first() {
                Some((first, others)) if fits(first) && others.iter().all(|one| one == first) => {
                    Some(*first)
                }
                _ => {
                    let likely: Vec<SurveyScale> = [4, 5, 6, 7, 9, 10]
                        .into_iter()
                        .filter(|high| f64::from(*high) >= profile.largest())
                        .map(|high| SurveyScale::Points(i32::from(profile.smallest() >= 1.0), high))
                        .take(3)
                        .collect();
                    return Err(two_scales(column, &likely));
                }
            };
        }
    }
    for column in columns.iter_mut() {
        if let (ColumnEvidence::Labels(told), Some(scale)) = (&mut column.evidence, column.scale) {
            *told = scale;
        }
    }
    let items: Vec<(String, Option<SurveyScale>)> = columns
        .iter()
        .filter(|column| column.role == Item)
        .map(|column| (column.name.to_lowercase(), column.scale))
        .collect();
    for (at, column) in columns.iter_mut().enumerate() {
        if rated(column) && column.scale.is_none() {
            let stem = SurveyRole::of_item(&column.name).to_lowercase();
            let own = items.iter().find(|(name, _)| *name == stem).and_then(|(_, scale)| *scale);
            let largest = profiles[at].largest();
            let fits = own.filter(|scale| scale.scale().is_ok_and(|it| it.high() >= largest));
            column.scale = match fits {
                Some(scale) => Some(scale),
                None => Some(numbered(column, &profiles[at], options.scale)?.ok_or_else(|| {
                    two_scales(column, &[SurveyScale::Points(1, 5), SurveyScale::Points(1, 10)])
                })?),
            };
        }
    }
    Ok(())
}

/// Of several scales that fit, those in whose own words the answers are; of those that say the same
/// of every answer, the first.
fn in_own_words(fits: &mut Vec<SurveyScale>, of: &[&ColumnProfile]) {
    let is_worded = |scale: SurveyScale| of.iter().all(|profile| profile.is_worded_as(scale));
    let own: Vec<SurveyScale> = fits.iter().copied().filter(|scale| is_worded(*scale)).collect();
    if !own.is_empty() {
        *fits = own;
    }
    let texts = || of.iter().flat_map(|profile| profile.texts());
    let values = |scale: SurveyScale| -> Vec<Option<f64>> {
        texts().map(|text| SurveyLabel::of(text).and_then(|label| label.on(scale))).collect()
    };
    let favourable = |scale: SurveyScale| scale.scale().ok().and_then(|own| own.favourable());
    if let Some(first) = fits.first().copied() {
        let alike = |other: &SurveyScale| {
            favourable(*other) == favourable(first) && values(*other) == values(first)
        };
        if fits.iter().all(alike) {
            fits.truncate(1);
        }
    }
}

/// The scale of a column of numbers; `None` where its largest answer does not tell.
fn numbered(
    column: &SurveyColumn,
    profile: &ColumnProfile,
    given: Option<SurveyScale>,
) -> Result<Option<SurveyScale>> {
    if !profile.is_numeric() {
        return Err(no_scale(column, profile));
    }
    if given.is_some() {
        return Ok(given);
    }
    let (low, high) = (profile.smallest(), profile.largest());
    let ends = [5, 7, 10].into_iter().find(|end| f64::from(*end) == high);
    match ends {
        Some(end) if low >= 1.0 => Ok(Some(SurveyScale::Points(1, end))),
        Some(end) => {
            Err(two_scales(column, &[SurveyScale::Points(0, end), SurveyScale::Points(1, end)]))
        }
        None => Ok(None),
    }
}

/// Words that are labels, but not those of one scale.
fn no_scale(column: &SurveyColumn, profile: &ColumnProfile) -> Error {
    let message = "holds no numbers and no labels of one scale";
    let error = Error::new(ErrorKind::Parse, message)
        .in_column(&column.name)
        .allowing("labels of satisfaction or agreement, or numbers");
    let error = match profile.unlike_labels().unwrap_or_default().as_slice() {
        [] => error.with_value(profile.texts().join(", ")),
        others => error.with_value(others.join(", ")),
    };
    let name = || column.name.clone();
    error
        .remedied(Remedy::SurveyColumn { role: "segment", name: name() })
        .remedied(Remedy::SurveyColumn { role: "unused", name: name() })
}

/// Several scales fit.
fn two_scales(column: &SurveyColumn, several: &[SurveyScale]) -> Error {
    let names: Vec<String> = several.iter().map(ToString::to_string).collect();
    let error = Error::new(ErrorKind::Argument, "may be answered on more than one scale")
        .in_column(&column.name)
        .with_value(names.join(", "));
    names.into_iter().fold(error, |error, name| error.remedied(Remedy::SurveyScale(name)))
}
