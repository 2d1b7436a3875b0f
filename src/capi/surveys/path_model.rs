//! Path models: constructs and the paths between them, as plain structures of the caller.

use crate::capi::prelude::*;
use crate::satisfaction::{Construct, InnerScheme, Mode, PathModel};

/// Constructs and paths of the caller's own.
pub const HABITUE_INDEX_OWN: i32 = 0;
/// The American index: expectations, quality, value, satisfaction, complaints,
/// loyalty.
pub const HABITUE_INDEX_ACSI: i32 = 1;
/// The European index: image, expectation, quality, value, satisfaction,
/// complaints, loyalty.
pub const HABITUE_INDEX_ECSI: i32 = 2;
/// The Chinese index: brand image, expectation, quality, value, satisfaction,
/// loyalty.
pub const HABITUE_INDEX_CCSI: i32 = 3;

enumeration!(HABITUE_INNER: InnerScheme);

/// Something measured by several questions.
#[apply(plain)]
pub struct habitue_construct {
    /// What errors call it; empty in a national index.
    pub name: habitue_text,
    /// Its questions, from 0, which measure no other construct.
    pub items: *const usize,
    /// How many there are.
    pub item_count: usize,
    /// 0: the questions mirror the construct (mode A, reflective); 1: they make it up (mode B).
    pub formative: i32,
    pub reserved: u32,
}

/// A path from one construct to another, both counted from 0.
#[apply(plain)]
pub struct habitue_path {
    /// The cause.
    pub from: usize,
    /// The effect.
    pub to: usize,
}

/// A path model. Start from `HABITUE_PATH_MODEL_INIT`.
#[apply(versioned)]
pub struct habitue_path_model {
    /// One of `HABITUE_INDEX_...`. The constructs of a national index stand in the order of
    /// `HABITUE_LIST_INDEX_CONSTRUCTS + index`; its paths, in their order, are
    /// `HABITUE_LIST_INDEX_PATHS + index`, each with from and to as its `numbers`.
    pub index: i32,
    /// The constructs.
    pub constructs: *const habitue_construct,
    /// How many there are.
    pub construct_count: usize,
    /// OWN: the paths, which form no circle.
    pub paths: *const habitue_path,
    /// How many there are.
    pub path_count: usize,
}

/// How a path model is fitted. Start from `HABITUE_PATH_OPTIONS_INIT` (path weighting, plain PLS).
#[apply(versioned)]
pub struct habitue_path_options {
    /// The inner weighting scheme, one of `HABITUE_INNER_...`.
    pub scheme: i32,
    /// Where given, consistent PLS, corrected for attenuation by rho_A: refused with
    /// `HABITUE_OUTSIDE_DOMAIN` unless rho_A of every construct in mode A reaches this (0 to 1;
    /// 0.7 is usual, 0 lets all pass).
    pub least_reliability: f64,
}

begins!(habitue_path_options, least_reliability = f64::NAN);

type Make = fn(&[&[usize]]) -> Result<PathModel>;

const INDICES: [(i32, Option<Make>); 4] = [
    (HABITUE_INDEX_OWN, None),
    (HABITUE_INDEX_ACSI, Some(|blocks| PathModel::acsi(of_length(blocks)?))),
    (HABITUE_INDEX_ECSI, Some(|blocks| PathModel::ecsi(of_length(blocks)?))),
    (HABITUE_INDEX_CCSI, Some(|blocks| PathModel::ccsi(of_length(blocks)?))),
];

fn of_length<'a, const N: usize>(blocks: &[&'a [usize]]) -> Result<[&'a [usize]; N]> {
    blocks.try_into().map_err(|_| Error::length("constructs", blocks.len(), N))
}

impl Reads for PathModel {
    type From = habitue_path_model;

    unsafe fn read(pointer: *const habitue_path_model, name: &'static str) -> Result<Self> {
        let given: habitue_path_model = results(pointer, name)?;
        let constructs = column(given.constructs, given.construct_count, "model.constructs")?;
        let ends = column(given.paths, given.path_count, "model.paths")?;
        let make = enumerator(given.index, "model.index", &INDICES)?;
        let mut named = Vec::new();
        let mut blocks = Vec::new();
        for (row, one) in constructs.iter().enumerate() {
            let name = one.name.read("constructs.name")?;
            let items = column(one.items, one.item_count, "constructs.items")?;
            let formative = flag(one.formative, "constructs.formative")?;
            let mode = if formative { Mode::B } else { Mode::A };
            if make.is_some() && (!name.is_empty() || mode == Mode::B) {
                let name = if name.is_empty() { "constructs.formative" } else { "constructs.name" };
                return Err(unread(name, "by a national index").at_row(row as u64));
            }
            named.push(Construct::new(name, name, items).with_mode(mode));
            blocks.push(items);
        }
        match make {
            None => PathModel::new(named, ends.iter().map(|path| (path.from, path.to)).collect()),
            Some(_) if !ends.is_empty() => Err(unread("model.paths", "by a national index")),
            Some(make) => make(&blocks),
        }
    }
}

/// The inner scheme, and the least reliability where it is given.
pub(in crate::capi) struct PathOptions {
    pub(super) scheme: InnerScheme,
    pub(super) least: Option<f64>,
}

impl Reads for PathOptions {
    type From = habitue_path_options;

    unsafe fn read(pointer: *const habitue_path_options, name: &'static str) -> Result<Self> {
        let given = options(pointer, name)?;
        let least = given.least_reliability;
        let scheme = InnerScheme::read(given.scheme, "options.scheme")?;
        Ok(Self { scheme, least: (!least.is_nan()).then_some(least) })
    }
}

/// What is told of each national index, by its number.
fn lists(of: impl Fn(&PathModel) -> Vec<Entry>) -> Vec<(i32, Vec<Entry>)> {
    // Constructs of one question each: six, or seven.
    let one: [&[usize]; 7] = [&[0], &[1], &[2], &[3], &[4], &[5], &[6]];
    let model = |make: Make| make(&one[..6]).or_else(|_| make(&one));
    let list = |make| model(make).map(|model| of(&model)).unwrap_or_default();
    INDICES.iter().filter_map(|(code, make)| Some((*code, list((*make)?)))).collect()
}

pub(in super::super) fn constructs_of_indices() -> Vec<(i32, Vec<Entry>)> {
    lists(|model| {
        let named = (1..).zip(model.constructs());
        named.map(|(code, it)| Entry::new(code, &it.name, &it.name_zh)).collect()
    })
}

/// Paths by number, with their ends; built once, and never freed.
pub(in super::super) fn paths_of_indices() -> Vec<(i32, Vec<Entry>)> {
    lists(|model| {
        let entry = |(code, (from, to)): (i32, &(usize, usize))| {
            let (a, b) = (&model.constructs()[*from], &model.constructs()[*to]);
            let english = format!("{} to {}", a.name, b.name);
            let chinese = format!("{}→{}", a.name_zh, b.name_zh);
            let ends: &'static [f64] = Box::leak(Box::new([*from as f64, *to as f64]));
            Entry { numbers: ends, count: 2, ..Entry::new(code, &english, &chinese) }
        };
        (1..).zip(model.paths()).map(entry).collect()
    })
}
