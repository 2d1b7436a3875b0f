//! Generates the C header from `src/capi`, only under the feature `capi`.
//!
//! The header goes to `OUT_DIR`; `include/habitue.h` is the committed copy, and
//! a test compares the two (`HABITUE_BLESS=1 cargo test --features capi header`
//! rewrites the copy). Nothing is written into the source tree.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "capi")]
    capi::build();
}

#[cfg(feature = "capi")]
#[path = "build/arrange.rs"]
mod arrange;

#[cfg(feature = "capi")]
mod capi {
    use std::fmt::Write as _;
    use std::path::PathBuf;
    use std::{env, fs};

    use super::arrange;
    use cbindgen::{Builder, Config, DocumentationLength, DocumentationStyle, Language, Style};

    pub(super) fn build() {
        println!("cargo::rerun-if-changed=build");
        println!("cargo::rerun-if-changed=src/capi");
        println!("cargo::rerun-if-changed=src/lifetime/kinds/models.in.rs");
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let header = out.join("habitue.h");
        let text = generate();
        fs::write(&header, &text).expect("OUT_DIR is writable");
        println!("cargo::rustc-env=HABITUE_GENERATED_HEADER={}", header.display());
        let table = out.join("habitue_capi_table.rs");
        fs::write(&table, table_of(&text)).expect("OUT_DIR is writable");
        println!("cargo::rustc-env=HABITUE_CAPI_TABLE={}", table.display());
        let constants = MODELS.iter().map(|row| {
            let (symbol, number, name) = (row.symbol, row.number, row.name);
            format!("/// {name}.\npub const HABITUE_MODEL_{symbol}: i32 = {number};\n")
        });
        let models = out.join("habitue_models.rs");
        fs::write(models, constants.collect::<String>()).expect("OUT_DIR is writable");
        link_arguments();
    }

    /// The name that programs record and look for, and a library that stays
    /// loaded: unloading Rust code whose thread-locals live on is a crash.
    fn link_arguments() {
        if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libhabitue.so.0");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
        }
    }

    /// The header, the inline functions at its end included.
    fn generate() -> String {
        let mut config = Config {
            language: Language::C,
            style: Style::Both,
            cpp_compat: true,
            documentation: true,
            documentation_style: DocumentationStyle::C,
            documentation_length: DocumentationLength::Full,
            include_guard: Some("HABITUE_H".to_owned()),
            no_includes: true,
            sys_includes: ["math.h", "stddef.h", "stdint.h"].map(str::to_owned).to_vec(),
            usize_is_size_t: true,
            line_length: 100,
            tab_width: 4,
            ..Config::default()
        };
        config.function.prefix = Some("HABITUE_API".to_owned());
        config.function.must_use = Some("HABITUE_NODISCARD".to_owned());
        // What no function takes yet, but the inline functions make.
        config.export.include = ["habitue_text", "habitue_evidence"].map(str::to_owned).to_vec();
        // The parser follows the `mod` declarations; naming the files as well
        // would declare every function twice.
        let mut header = Vec::new();
        Builder::new()
            .with_config(config)
            .with_src("src/capi/mod.rs")
            .generate()
            .expect("src/capi translates to C")
            .write(&mut header);
        let written = String::from_utf8(header).expect("cbindgen writes UTF-8");
        let (guard, declared) = written.split_once("#ifdef __cplusplus").expect("C++ is asked for");
        let (types, functions) = (guard, declared);
        let (top, types) = types.split_once("<stdint.h>\n").expect("it is included");
        let (macros, initial) =
            MACROS.split_once("/* The length of text").expect("the first macro");
        let initial = format!("/* The length of text{initial}");
        let contract = CONTRACT.trim_end().replacen(
            " * What holds",
            &(arrange::contents() + " * What holds"),
            1,
        );
        let declarations = arrange::arrange(&format!("{types}\n{initial}\n{functions}"), &tables());
        format!(
            "{contract}\n{top}<stdint.h>\n\n{macros}#ifdef __cplusplus\nextern \"C\" {{\n#endif\n\
             {declarations}\n#ifdef __cplusplus\n}}\n#endif\n\n{MAKERS}\n#endif /* HABITUE_H */\n"
        )
    }

    const CONTRACT: &str = include_str!("src/capi/contract.h");
    const MACROS: &str = include_str!("src/capi/macros.h");
    const MAKERS: &str = include_str!("src/capi/makers.h");

    /// What the tables of names and classifications say, which cbindgen cannot see: the
    /// constants, and what each row reads. The crate reads the same files.
    /// Each with the number of its section.
    fn tables() -> [(usize, String); 3] {
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
            let _ = writeln!(text, "#define HABITUE_LIST_{symbol} {code} /* {english}{plus} */");
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
        for row in FORMULAS {
            let columns = |list: &[(&str, &str)]| {
                let named: Vec<String> =
                    list.iter().map(|(name, cell)| typed(name, cell)).collect();
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
    include!("src/lifetime/kinds/models.in.rs");

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
    include!("src/capi/rows/schemes.in.rs");

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
        ($(
            $(#[doc = $doc:literal])*
            $code:literal $symbol:ident
            { $($input:ident: $cell:ident),* } { $($maybe:ident: $maybe_cell:ident),* }
            ($($set:ident: $kind:ty = [$($default:expr),*]),*)
            [$($row_out:ident),*] [$($all_out:ident),*] => |$rows:ident| $body:expr;
        )*) => {
            const FORMULAS: &[FormulaRow] = &[$(FormulaRow {
                code: $code,
                symbol: stringify!($symbol),
                doc: concat!($($doc),*),
                inputs: &[$((stringify!($input), stringify!($cell))),*],
                optional: &[$((stringify!($maybe), stringify!($maybe_cell))),*],
                settings: &[$((stringify!($set), &[$($default),*])),*],
                of_rows: &[$(stringify!($row_out)),*],
                of_all: &[$(stringify!($all_out)),*],
            }),*];
        };
    }
    include!("src/capi/rows/formulas.in.rs");

    macro_rules! lists {
        ($($(+)? $code:literal $symbol:ident $en:literal $zh:literal => $lists:expr;)*) => {
            const LISTS: &[(i32, &str, &str)] = &[$(($code, stringify!($symbol), $en)),*];
        };
    }
    include!("src/capi/rows/lists.in.rs");

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

    /// What the tests of the C interface need from Rust about each declaration
    /// of the header: the address of a function, the layout of a structure.
    fn table_of(header: &str) -> String {
        let header = &without_comments(header);
        let mut table = String::from(
            "pub(crate) fn functions() -> Vec<(&'static str, *const std::ffi::c_void)> {\n    vec![\n",
        );
        for (_, rest) in
            header.match_indices("HABITUE_API").map(|(at, word)| (at, &header[at + word.len()..]))
        {
            let Some((front, _)) = rest.split_once('(') else { continue };
            let name = front.split(|c: char| !(c.is_alphanumeric() || c == '_')).next_back();
            if let Some(name) = name.filter(|name| name.starts_with("habitue_")) {
                let _ = writeln!(table, "        (\"{name}\", habitue::capi::{name} as *const _),");
            }
        }
        table.push_str("    ]\n}\n");
        table.push_str("fn bytes<T, F>(_: fn(&T) -> &F) -> usize { size_of::<F>() }\n");
        table.push_str("pub(crate) fn structures() -> Vec<(&'static str, usize, Vec<(&'static str, usize, usize)>)> {\n    vec![\n");
        for item in header.split("typedef struct ").skip(1) {
            let Some((name, body)) = item.split_once(" {").filter(|(name, _)| !name.contains(';'))
            else {
                continue;
            };
            let _ =
                writeln!(table, "        (\"{name}\", size_of::<habitue::capi::{name}>(), vec![");
            for line in body.split("\n}").next().unwrap_or_default().lines() {
                let Some(declaration) = line.trim().strip_suffix(';') else { continue };
                let field = declaration.split('[').next().unwrap_or_default();
                let field = field
                    .rsplit(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .next()
                    .unwrap_or_default();
                let _ = writeln!(
                    table,
                    "            (\"{field}\", std::mem::offset_of!(habitue::capi::{name}, r#{field}), bytes(|s: &habitue::capi::{name}| &s.r#{field})),"
                );
            }
            table.push_str("        ]),\n");
        }
        table.push_str("    ]\n}\n");
        table
    }

    fn without_comments(header: &str) -> String {
        let mut pieces = header.split("/*");
        let mut code = pieces.next().unwrap_or_default().to_owned();
        code.extend(pieces.filter_map(|piece| Some(piece.split_once("*/")?.1)));
        code
    }
}
