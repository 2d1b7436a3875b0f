//! The tables of names, models, classifications and formulas, which the crate reads as well.

use std::fmt::Write as _;

/// The constants of the kinds of models.
pub(super) fn models() -> String {
    let constants = MODELS.iter().map(|row| {
        let (symbol, number, name) = (row.symbol, row.number, row.name);
        format!("/// {name}.\npub const HABITUE_MODEL_{symbol}: i32 = {number};\n")
    });
    constants.collect()
}

/// What the tables of names and classifications say, which stands beside the declarations: the
/// constants, and what each row reads. The crate reads the same files.
/// Each with the number of its section.
pub(super) fn tables() -> [(usize, String); 3] {
    let mut text = String::from("\n/* Kinds of models. */\n");
    for row in MODELS {
        let estimated = row.parameters.join(", ");
        let about = match row.chosen {
            None => format!("{}{} Parameters: {estimated}.", row.name, row.doc),
            Some(chosen) => format!(
                "{}{} Parameters: {estimated}, {chosen}; {chosen} is given or chosen, and has \
                 a standard error of 0.",
                row.name, row.doc
            ),
        };
        let _ = writeln!(text, "{}", comment(&about));
        let _ = writeln!(text, "#define HABITUE_MODEL_{} {}", row.symbol, row.number);
    }
    let models = std::mem::replace(
        &mut text,
        String::from(
            "\n/* Lists of names; (+): the code of a scheme, checklist, measure or index is to \
             be added. */\n",
        ),
    );
    for (code, symbol, english) in LISTS {
        let plus = if *code >= 1000 { " (+)" } else { "" };
        text += &super::header::beside(
            format!("#define HABITUE_LIST_{symbol} {code}"),
            &format!("{english}{plus}"),
        );
    }
    let lists = std::mem::replace(
        &mut text,
        String::from(
            "\n/* Classifications: evidence (double unless said), settings = defaults. */\n",
        ),
    );
    for row in SCHEMES {
        let listed = |items: &[String]| items.join(", ");
        let columns: Vec<String> =
            row.columns.iter().map(|(name, cell)| typed(name, cell)).collect();
        let settings: Vec<String> = row.settings.iter().map(setting).collect();
        let settings = if settings.is_empty() {
            String::new()
        } else {
            format!(" Settings: {}.", listed(&settings))
        };
        let about = format!("{} Evidence: {}.{settings}", row.doc.trim(), listed(&columns));
        let _ = writeln!(text, "{}", comment(&about));
        let _ = writeln!(text, "#define HABITUE_SCHEME_{} {}", row.symbol, row.code);
        for (code, class) in (1..).zip(row.classes) {
            let _ = writeln!(text, "#define HABITUE_{}_{class} {code}", row.symbol);
        }
    }
    text.push_str("\n/* Formulas, as classifications; outputs after `;` have one cell. */\n");
    for row in formulas() {
        let columns = |list: &[(&str, &str)]| {
            let named: Vec<String> = list.iter().map(|(name, cell)| typed(name, cell)).collect();
            named.join(", ")
        };
        let mut about = row.doc.trim().to_owned();
        for (title, list) in [
            ("Needs", columns(row.inputs)),
            ("May have", columns(row.optional)),
            ("Settings", row.settings.iter().map(setting).collect::<Vec<_>>().join(", ")),
        ] {
            if !list.is_empty() {
                let _ = write!(about, " {title}: {list}.");
            }
        }
        let _ = write!(about, " Out: {}", row.of_rows.join(", "));
        if !row.of_all.is_empty() {
            let _ = write!(about, "; {}", row.of_all.join(", "));
        }
        let _ = writeln!(text, "{}", comment(&(about + ".")));
        let _ = writeln!(text, "#define HABITUE_FORMULA_{} {}", row.symbol, row.code);
    }
    [(0, lists), (3, models), (12, text)]
}

struct ModelRow {
    number: u32,
    symbol: &'static str,
    name: &'static str,
    doc: &'static str,
    parameters: &'static [&'static str],
    chosen: Option<&'static str>,
}

macro_rules! models {
    ($($family:ident { $(
        $(#[doc = $doc:literal])* $number:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:ident),* $(; $set:ident: $python:ident)?];
    )* })*) => {
        const MODELS: &[ModelRow] = &[$($(ModelRow {
            number: $number,
            symbol: stringify!($symbol),
            name: $en,
            doc: concat!($($doc),*),
            parameters: &[$(stringify!($own)),*],
            chosen: [$(Some(stringify!($set)),)? None][0],
        },)*)*];
    };
}
include!("../src/lifetime/kinds/models.in.rs");

struct SchemeRow {
    code: i32,
    symbol: &'static str,
    doc: &'static str,
    columns: &'static [(&'static str, &'static str)],
    settings: &'static [(&'static str, &'static [f64])],
    classes: &'static [&'static str],
}

macro_rules! schemes {
    ($(
        $(#[doc = $doc:literal])*
        $code:literal $symbol:ident $en:literal $zh:literal
        $scheme:ty { $($fact:ident: $cell:ident),* }
        ($($set:ident: $kind:ty = [$($default:expr),*]),*) => $make:expr, [$($class:ident),*];
    )*) => {
        const SCHEMES: &[SchemeRow] = &[$(SchemeRow {
            code: $code,
            symbol: stringify!($symbol),
            doc: concat!($($doc),*),
            columns: &[$((stringify!($fact), stringify!($cell))),*],
            settings: &[$((stringify!($set), &[$($default),*])),*],
            classes: &[$(stringify!($class)),*],
        }),*];
    };
}
include!("../src/capi/rows/schemes.in.rs");

struct FormulaRow {
    code: i32,
    symbol: &'static str,
    doc: &'static str,
    inputs: &'static [(&'static str, &'static str)],
    optional: &'static [(&'static str, &'static str)],
    settings: &'static [(&'static str, &'static [f64])],
    of_rows: &'static [&'static str],
    of_all: &'static [&'static str],
}

macro_rules! formulas {
    ($part:ident $(
        $(#[doc = $doc:literal])*
        $code:literal $symbol:ident
        { $($input:ident: $cell:ident),* } { $($maybe:ident: $maybe_cell:ident),* }
        ($($set:ident: $kind:ty = [$($default:expr),*]),*)
        [$($row_out:ident),*] [$($all_out:ident),*] => |$rows:ident| $body:expr;
    )*) => {
        mod $part {
            pub(super) const FORMULAS: &[super::FormulaRow] = &[$(super::FormulaRow {
                code: $code,
                symbol: stringify!($symbol),
                doc: concat!($($doc),*),
                inputs: &[$((stringify!($input), stringify!($cell))),*],
                optional: &[$((stringify!($maybe), stringify!($maybe_cell))),*],
                settings: &[$((stringify!($set), &[$($default),*])),*],
                of_rows: &[$(stringify!($row_out)),*],
                of_all: &[$(stringify!($all_out)),*],
            }),*];
        }
    };
}
include!("../src/capi/rows/formulas/value.in.rs");
include!("../src/capi/rows/formulas/survey.in.rs");
include!("../src/capi/rows/formulas/indices.in.rs");
include!("../src/capi/rows/formulas/customers.in.rs");
include!("../src/capi/rows/formulas/keeping.in.rs");

/// Those of all parts, by number.
fn formulas() -> Vec<&'static FormulaRow> {
    let parts = [
        value::FORMULAS,
        survey::FORMULAS,
        indices::FORMULAS,
        customers::FORMULAS,
        keeping::FORMULAS,
    ];
    let mut rows: Vec<&FormulaRow> = parts.into_iter().flatten().collect();
    rows.sort_by_key(|row| row.code);
    rows
}

macro_rules! lists {
    ($($(+)? $code:literal $symbol:ident $en:literal $zh:literal => $lists:expr;)*) => {
        const LISTS: &[(i32, &str, &str)] = &[$(($code, stringify!($symbol), $en)),*];
    };
}
include!("../src/capi/rows/lists.in.rs");

fn typed(name: &str, cell: &str) -> String {
    if cell == "f64" { name.to_owned() } else { format!("{name} ({cell})") }
}

fn setting((name, default): &(&str, &[f64])) -> String {
    match default {
        [] => format!("{name} (must be given)"),
        [value] if value.is_nan() => format!("{name} = NAN"),
        [value] => format!("{name} = {value}"),
        several => {
            let values: Vec<String> = several.iter().map(f64::to_string).collect();
            format!("{name}[{}] = {}", several.len(), values.join(", "))
        }
    }
}

/// A comment of lines up to 98 columns.
fn comment(text: &str) -> String {
    let mut out = String::from("/*");
    let mut column = 2;
    for word in text.split_whitespace() {
        if column + 1 + word.len() > 95 {
            out.push_str("\n  ");
            column = 2;
        }
        let _ = write!(out, " {word}");
        column += 1 + word.len();
    }
    out + " */"
}
