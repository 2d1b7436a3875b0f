//! The C header: what the face declares, in sections by noun, in the order of the README's table,
//! with short comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::doors::Door;
use super::source::{Declared, Face, What, head, text};
use cbindgen::{Builder, Config, Language, Style};
use syn::{Expr, Type};

/// The sections in their order, and the files and folders of `src/capi` whose items they hold; the
/// longest path decides.
const SECTIONS: [(&str, &str); 15] = [
    (
        "Basics: version, errors, text, columns, names, jobs",
        "status version units evidence names entries progress job state",
    ),
    ("Transactions, summaries, the table of customers", "tables arrow"),
    ("One purchase at a time", "tables/live tables/scorer"),
    ("Models of purchases, spend and contracts", "customers fit model"),
    ("Questions to models, and answers", "question answer"),
    ("Uncertainty of parameters", "uncertainty"),
    ("Validation and comparison of models", "validation"),
    ("Simulation", "simulation"),
    ("Value: pyramid, concentration, scores, segments, key accounts", "value"),
    (
        "Economics: cash flows, retention, sensitivity (row by row: see formulas)",
        "value/discount value/cash_flow value/events value/markov value/referrals value/sensitivity",
    ),
    (
        "Surveys: questionnaires, responses, moments, reliability, weighting",
        "surveys/questionnaire surveys/responses surveys/join surveys/moments surveys/reliability \
         surveys/weighting",
    ),
    ("Satisfaction: counts that merge, indices, drivers, path models", "surveys"),
    ("Loyalty and customers: classifications and formulas by name", "schemes formulas loyalty"),
    ("Retention: transitions, cohorts, survival, the leaky bucket", "retention"),
    (
        "Studies of a base or a survey, reports on them, pictures",
        "study verdict survey_study pictures",
    ),
];

/// The widest line.
const WIDTH: usize = 100;

/// A declaration.
struct Item {
    name: String,
    lines: Vec<Line>,
    place: Place,
    /// Constants of one group stand together.
    group: String,
    /// The structures that it holds by value, and those that it mentions.
    holds: BTreeSet<String>,
    mentions: BTreeSet<String>,
}

/// Code on one line, and what is said of it: above, or behind it where that fits.
struct Line {
    indent: &'static str,
    code: String,
    comment: String,
    above: bool,
}

impl Line {
    fn new(code: impl Into<String>, comment: &str) -> Self {
        let (code, comment) = (code.into(), comment.to_owned());
        Self { indent: "", code, comment, above: false }
    }

    fn below(code: impl Into<String>, comment: &str) -> Self {
        Self { above: true, ..Self::new(code, comment) }
    }

    /// As the header has it, where a structure that it knows needs no tag.
    fn written(&self, known: &BTreeSet<String>) -> String {
        let mut code = self.code.clone();
        for tag in tags(&code).intersection(known) {
            code = code.replace(&format!("struct {tag} *"), &format!("{tag} *"));
            code = code.replace(&format!("struct {tag} "), &format!("{tag} "));
        }
        let code = packed(&format!("{}{code}", self.indent));
        if code.is_empty() {
            return above(&self.comment, self.indent);
        }
        if self.comment.is_empty() {
            return code + "\n";
        }
        let behind = behind(&code, &self.comment, self.indent);
        let above = above(&self.comment, self.indent) + &code + "\n";
        let lines = |text: &str| text.lines().count();
        // Formatters break a macro that a comment goes on behind.
        let alone = code.contains('\n') || (code.starts_with('#') && lines(&behind) > 1);
        if self.above || alone || lines(&behind) > lines(&above) { above } else { behind }
    }
}

/// Where it stands: its section, its file there, constants before types before functions, and its
/// line.
type Place = (usize, usize, std::path::PathBuf, usize, usize);

/// The declarations, of which `plain` is Rust that cbindgen understands; `tables` are the constants
/// of the tables of rows, by the number of their section.
pub(super) fn write(face: &Face, plain: &Path, tables: &[(usize, String)]) -> String {
    let c = translated(plain);
    let mut all: Vec<Item> = face.all.iter().filter_map(|one| item(face, &c, one)).collect();
    all.sort_by(|a, b| a.place.cmp(&b.place));
    let mut rest: Vec<Option<Item>> = all.into_iter().map(Some).collect();
    let mut out = Written::default();
    for (number, (title, _)) in SECTIONS.iter().enumerate() {
        let rule = "=".repeat(WIDTH - 4);
        let _ = write!(out.text, "\n/* {rule}\n * {number}. {title} */\n");
        for at in 0..rest.len() {
            if rest[at].as_ref().is_some_and(|item| item.place.0 == number) {
                out.write(&mut rest, at);
            }
        }
        for (_, text) in tables.iter().filter(|(section, _)| *section == number) {
            out.text += text;
        }
    }
    out.text
}

/// The table of contents.
pub(super) fn contents() -> String {
    let mut text = String::from(" * Contents\n");
    for (number, (title, _)) in SECTIONS.iter().enumerate() {
        let _ = writeln!(text, " *   {number:2}  {title}");
    }
    text + " *\n"
}

/// The section of a file, and its number there.
fn section_of(file: &Path) -> (usize, usize) {
    let file = file.with_extension("");
    let mut best = (0, (0, usize::MAX));
    for (section, (_, paths)) in SECTIONS.iter().enumerate() {
        for (order, path) in paths.split_whitespace().enumerate() {
            if file.starts_with(path) && path.len() > best.0 {
                best = (path.len(), (section, order));
            }
        }
    }
    best.1
}

/// What C sees of one declaration, if it does.
fn item(face: &Face, c: &BTreeMap<String, String>, one: &Declared) -> Option<Item> {
    let (section, order) = section_of(&one.file);
    let item = |kind: usize, lines: Vec<Line>| Item {
        name: one.name.clone(),
        lines,
        place: (section, order, one.file.clone(), kind, one.line),
        group: String::new(),
        holds: BTreeSet::new(),
        mentions: BTreeSet::new(),
    };
    let (name, doc) = (one.name.as_str(), one.doc.as_str());
    let translation =
        |name: &str| c.get(name).unwrap_or_else(|| panic!("{name}: cbindgen leaves it out"));
    Some(match &one.what {
        What::Constant { value, group, heading } => {
            let code = match beyond(value) {
                Some(value) => format!("#define {name} {value}"),
                None => translation(name).clone(),
            };
            let mut made = item(0, vec![Line::new(code, doc)]);
            if !heading.is_empty() {
                made.lines.insert(0, Line::below("", heading));
            }
            made.group.clone_from(group);
            made
        }
        What::Alias(_) => item(1, vec![Line::below(translation(name), doc)]),
        What::Handle => {
            let own = name.rsplit('_').next().unwrap_or_default();
            let free = format!("HABITUE_API void {name}_free({name} *{own});");
            let handle = Line::below(format!("typedef struct {name} {name};"), doc);
            item(1, vec![handle, Line::new(free, "Releases it; NULL does nothing.")])
        }
        What::Structure { fields, versioned } => {
            let mut made = item(1, vec![Line::below(format!("typedef struct {name} {{"), doc)]);
            let lines = translation(name).lines().filter(|line| line.starts_with(' '));
            for (line, (_, _, doc)) in lines.map(str::trim).zip(fields) {
                made.lines.push(Line { indent: "    ", ..Line::new(line, doc) });
                let tagged = tags(line);
                if !line.contains('*') {
                    made.holds.extend(tagged.clone());
                }
                made.mentions.extend(tagged);
            }
            made.lines.push(Line::new(format!("}} {name};"), ""));
            let initial = format!("{}_INIT", name.to_uppercase());
            let given = face.all.iter().find(|other| other.name == initial);
            if *versioned || given.is_some() {
                let code = format!("#define {initial} {}", zeros(face, name, given));
                made.lines.push(Line::new(code, given.map_or("", |given| &given.doc)));
            }
            made
        }
        What::Function { .. } => {
            let code =
                translation(name).replace("HABITUE_API HABITUE_NODISCARD", "HABITUE_CHECKED");
            let mentions = tags(&code);
            Item { mentions, ..item(2, vec![Line::below(code, doc)]) }
        }
        What::Initial(_) => return None,
    })
}

/// What cbindgen makes of the declarations of Rust in a file, by name, each function on one line.
fn translated(plain: &Path) -> BTreeMap<String, String> {
    let mut config = Config {
        language: Language::C,
        style: Style::Both,
        documentation: false,
        no_includes: true,
        usize_is_size_t: true,
        line_length: usize::MAX,
        ..Config::default()
    };
    config.function.prefix = Some("HABITUE_API".to_owned());
    config.function.must_use = Some("HABITUE_NODISCARD".to_owned());
    let mut found = Vec::new();
    Builder::new()
        .with_config(config)
        .with_src(plain)
        .generate()
        .expect("the face translates to C")
        .write(&mut found);
    let found = String::from_utf8(found).expect("cbindgen writes UTF-8");
    found.split("\n\n").filter_map(named).collect()
}

/// A declaration of C by the name that it declares: the second word of a macro, what a pointer to
/// a function is called, the word before the arguments, or the last one of a type.
fn named(code: &str) -> Option<(String, String)> {
    let structure = code.trim_start().starts_with("typedef struct");
    let line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let front = match line.split_once("(*") {
        Some((_, callback)) if line.starts_with("typedef") => callback.split(')').next()?,
        _ if structure || line.starts_with("typedef") => line.trim_end_matches(';'),
        _ if line.starts_with("#define") => line.split(' ').nth(1)?,
        _ => line.split('(').next()?,
    };
    let name = front.split(|c: char| !is_word(c)).next_back()?.to_owned();
    Some((name, if structure { code.trim().to_owned() } else { line }))
}

/// The face as plain Rust for cbindgen: what C sees, nothing that is done.
pub(super) fn plain(face: &Face) -> String {
    let mut out = String::from("use std::ffi::{c_char, c_void};\n");
    for one in &face.all {
        let name = &one.name;
        let _ = match &one.what {
            What::Constant { value, .. } if beyond(value).is_some() => Ok(()),
            What::Constant { value, .. } => {
                let kind = if value.contains('.') { "f64" } else { "i32" };
                writeln!(out, "pub const {name}: {kind} = {value};")
            }
            What::Alias(kind) => writeln!(out, "pub type {name} = {};", text(kind)),
            // cbindgen declares a type that something takes.
            What::Handle => writeln!(
                out,
                "pub struct {name}(u8);\n#[unsafe(no_mangle)] pub extern \"C\" fn {name}_kept(_: *const {name}) {{}}"
            ),
            What::Structure { fields, .. } => {
                let fields =
                    fields.iter().map(|(name, kind, _)| format!("pub r#{name}: {},", text(kind)));
                writeln!(out, "#[repr(C)] pub struct {name} {{ {} }}", fields.collect::<String>())
            }
            What::Function { arguments, result } => {
                let door = Door::new(face, arguments, result.as_ref());
                let list = door.raw.iter().map(|(name, kind)| format!("{name}: {kind}"));
                let list = list.collect::<Vec<_>>().join(", ");
                let (must, result) = match &door.result {
                    Some(kind) => ("#[must_use] ", format!(" -> {kind}")),
                    None => ("", String::new()),
                };
                writeln!(
                    out,
                    "#[unsafe(no_mangle)] {must}pub unsafe extern \"C\" fn {name}({list}){result} {{}}"
                )
            }
            What::Initial(_) => Ok(()),
        };
    }
    out
}

/// Ends of types, for which C has names of its own.
fn beyond(value: &str) -> Option<&'static str> {
    match value {
        "usize :: MAX" => Some("SIZE_MAX"),
        "u64 :: MAX" => Some("UINT64_MAX"),
        "f64 :: NAN" => Some("NAN"),
        _ => None,
    }
}

/// A value as C writes it.
fn c_value(value: &str) -> String {
    beyond(value).map_or_else(|| value.replace("- ", "-"), str::to_owned)
}

/// What a structure begins with.
fn zeros(face: &Face, name: &str, given: Option<&Declared>) -> String {
    let own = match given.map(|given| &given.what) {
        Some(What::Initial(own)) => own.as_slice(),
        _ => &[],
    };
    let Some(What::Structure { fields, .. }) = face.find(name) else { return "0".to_owned() };
    let cells = fields.iter().map(|(field, kind, _)| {
        if field == "struct_size" {
            return format!("sizeof({name})");
        }
        match (own.iter().find(|(known, _)| known == field), kind) {
            (Some((_, Expr::Repeat(list))), _) => {
                let count = text(&list.len).parse().expect("a number");
                format!("{{{}}}", vec![text(&list.expr); count].join(", "))
            }
            (Some((_, value)), _) => match text(value).as_str() {
                "f64 :: NAN" => "HABITUE_NOT_GIVEN".to_owned(),
                value => c_value(value),
            },
            (None, Type::Array(cells)) if head(&cells.elem) == "f64" => "{0.0}".to_owned(),
            (None, Type::Array(_)) => "{0}".to_owned(),
            (None, kind) if head(kind) == "f64" => "0.0".to_owned(),
            (None, kind) => zeros(face, &head(kind), None),
        }
    });
    format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
}

/// A declaration with its comment.
pub(super) fn beside(code: impl Into<String>, comment: &str) -> String {
    Line::new(code, comment).written(&BTreeSet::new())
}

/// A comment of its own lines.
fn above(comment: &str, indent: &str) -> String {
    if comment.is_empty() {
        return String::new();
    }
    let lines = comment.split("\n\n").flat_map(|paragraph| {
        match paragraph.lines().any(|line| line.trim_start().starts_with(['*', '-', '|'])) {
            true => paragraph.lines().map(|line| line.trim().to_owned()).collect(),
            false => filled(paragraph, 0, WIDTH - indent.len() - 6),
        }
    });
    let lines = lines.collect::<Vec<String>>().join(&format!("\n{indent} * "));
    format!("{indent}/* {lines} */\n")
}

/// Code and its comment behind it, which goes on below, further in.
fn behind(code: &str, comment: &str, indent: &str) -> String {
    let indent = format!("{indent}    ");
    let before = (code.chars().count() + 4).saturating_sub(indent.len());
    let lines = filled(comment, before, WIDTH - indent.len() - 3);
    format!("{code} /* {} */\n", lines.join(&format!("\n{indent}")))
}

/// Words in lines of a width, of which the first begins where so much is written already.
fn filled(text: &str, before: usize, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), before);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used + usize::from(!line.is_empty()) + length > width && used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        let gap = if line.is_empty() { "" } else { " " };
        used += gap.len() + length;
        line += gap;
        line += word;
    }
    lines.push(line);
    lines
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The structures that some code names.
fn tags(code: &str) -> BTreeSet<String> {
    let words: Vec<&str> =
        code.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).collect();
    words.windows(2).filter(|pair| pair[0] == "struct").map(|pair| pair[1].to_owned()).collect()
}

/// Code broken at its commas, or where its list begins if all of that goes on the next line.
fn packed(code: &str) -> String {
    let width = |text: &str| text.chars().count();
    let (open, end, deeper) = match code.starts_with('#') {
        true => (code.find('{'), " \\", "        "),
        false => (code.find('(').map(|at| at + 1), "", "    "),
    };
    let Some(at) = open.filter(|_| width(code) > WIDTH) else { return code.to_owned() };
    let (front, list) = code.split_at(at);
    let (mut out, mut line) = (String::new(), front.to_owned());
    if !end.is_empty() || 4 + width(list) <= WIDTH {
        out = format!("{}{end}\n", front.trim_end());
        "    ".clone_into(&mut line);
    }
    for word in list.split_inclusive(", ") {
        let end_of_line = if word.ends_with(' ') { width(end) } else { 0 };
        if width(&line) + width(word.trim_end()) + end_of_line > WIDTH {
            let _ = writeln!(out, "{}{end}", line.trim_end());
            deeper.clone_into(&mut line);
        }
        line += word;
    }
    out + &line
}

/// What was written so far.
#[derive(Default)]
struct Written {
    text: String,
    /// The structures and handles that are written, and those that there only is said to be.
    written: BTreeSet<String>,
    told: BTreeSet<String>,
    /// The words that the names of the last constant begin with, or none.
    group: String,
}

impl Written {
    /// Writes an item after the structures that it holds, and tells of those that it only mentions.
    fn write(&mut self, all: &mut [Option<Item>], at: usize) {
        let Some(item) = all[at].take() else { return };
        for held in &item.holds {
            let other = all
                .iter()
                .position(|other| other.as_ref().is_some_and(|other| other.name == *held));
            if let Some(other) = other {
                self.write(all, other);
            }
        }
        let name = &item.name;
        if item.group.is_empty() || item.group != self.group {
            self.text.push('\n');
        }
        self.group.clone_from(&item.group);
        let unknown = |tag: &&String| {
            *tag != name && !self.written.contains(*tag) && !self.told.contains(*tag)
        };
        let foreign: Vec<String> = item.mentions.iter().filter(unknown).cloned().collect();
        for tag in foreign {
            let _ = writeln!(self.text, "struct {tag};");
            self.told.insert(tag);
        }
        for line in &item.lines {
            self.text += &line.written(&self.written);
        }
        self.written.insert(item.name.clone());
    }
}
