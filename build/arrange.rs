//! Puts the declarations that cbindgen writes, which come as all constants, all types and all
//! functions, into sections by noun, in the order of the README's table, with short comments.
#![allow(clippy::panic, reason = "a build that cannot be right ends, and says what is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The sections in their order, and the files and folders of `src/capi` whose items they hold; the
/// longest path decides.
const SECTIONS: [(&str, &[&str]); 14] = [
    (
        "Basics: version, errors, text, columns, names, jobs",
        &[
            "status.rs",
            "version.rs",
            "guard.rs",
            "handle.rs",
            "units.rs",
            "column.rs",
            "evidence.rs",
            "options.rs",
            "prelude.rs",
            "names.rs",
            "entries.rs",
            "progress.rs",
            "job.rs",
            "model_names.rs",
        ],
    ),
    ("Transactions, summaries, the table of customers", &["tables"]),
    ("One purchase at a time", &["tables/live.rs", "tables/scorer.rs"]),
    ("Models of purchases, spend and contracts", &["customers.rs", "fit.rs", "model.rs"]),
    ("Questions to models, and answers", &["question.rs", "answer.rs"]),
    ("Uncertainty of parameters", &["uncertainty.rs"]),
    ("Validation and comparison of models", &["validation"]),
    ("Simulation", &["simulation.rs"]),
    ("Value: pyramid, concentration, scores, segments, key accounts", &["value"]),
    (
        "Economics: cash flows, retention, sensitivity (row by row: see formulas)",
        &[
            "value/discount.rs",
            "value/cash_flow.rs",
            "value/events.rs",
            "value/markov.rs",
            "value/referrals.rs",
            "value/sensitivity.rs",
        ],
    ),
    (
        "Surveys: questionnaires, responses, moments, reliability, weighting",
        &[
            "surveys/questionnaire.rs",
            "surveys/responses.rs",
            "surveys/join.rs",
            "surveys/moments.rs",
            "surveys/reliability.rs",
            "surveys/weighting.rs",
        ],
    ),
    ("Satisfaction: counts that merge, indices, drivers, path models", &["surveys"]),
    (
        "Loyalty and customers: classifications and formulas by name",
        &["schemes.rs", "formulas.rs", "loyalty"],
    ),
    ("Retention: transitions, cohorts, survival, the leaky bucket", &["retention"]),
];

/// The widest line.
const WIDTH: usize = 100;

/// One declaration with its comment.
struct Item {
    name: String,
    text: String,
    /// Constants of one group stand together.
    group: String,
    /// The structures that it holds by value, and those that it mentions.
    holds: BTreeSet<String>,
    mentions: BTreeSet<String>,
}

/// What comes where: the preamble up to the declarations, the constants of the tables by the
/// number of their section, and what follows the declarations.
pub(super) fn arrange(declarations: &str, tables: &[(usize, String)]) -> String {
    let places = places();
    let mut sections: BTreeMap<usize, Vec<(Place, Item)>> = BTreeMap::new();
    for mut item in items(declarations) {
        let name = item.name.trim_end_matches("_INIT").to_owned();
        let lower = name.to_lowercase();
        // What only C has, such as the length of text that ends at its NUL, comes first.
        let first = item.text.contains("#define").then(Place::default);
        let place = places.get(&name).or_else(|| places.get(&lower)).cloned().or(first);
        let place = place.unwrap_or_else(|| panic!("{name}: no file of src/capi declares it"));
        let after = usize::from(item.name.ends_with("_INIT"));
        let place = Place { after, ..place };
        if place.file.1 == Path::new("status.rs") && !item.group.is_empty() {
            item.group = "statuses".to_owned();
        }
        sections.entry(place.section).or_default().push((place, item));
    }
    let mut all: Vec<(usize, Option<Item>)> = Vec::new();
    for (number, mut here) in sections {
        here.sort_by(|a, b| a.0.cmp(&b.0));
        all.extend(here.into_iter().map(|(_, item)| (number, Some(item))));
    }
    let mut out = Written::default();
    for (number, (title, _)) in SECTIONS.iter().enumerate() {
        let rule = "=".repeat(WIDTH - 4);
        let _ = write!(out.text, "\n/* {rule}\n * {number}. {title} */\n");
        for at in 0..all.len() {
            if all[at].0 == number {
                out.write(&mut all, at);
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

/// Where an item stands: its section, its file there, constants before types before functions,
/// and its line.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    section: usize,
    file: (usize, PathBuf),
    kind: usize,
    line: usize,
    after: usize,
}

/// The place of each public item of `src/capi`, by its name.
fn places() -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    let root = Path::new("src/capi");
    for path in sources(root) {
        let short = path.strip_prefix(root).expect("below").to_owned();
        let (section, order) = section_of(&short);
        let text = fs::read_to_string(&path).expect("a source file is readable");
        for (line, code) in text.lines().enumerate() {
            let code = code.trim_start();
            let Some(rest) = code.strip_prefix("pub ") else { continue };
            let words: Vec<&str> = rest
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|word| !word.is_empty())
                .collect();
            let kinds = [("const", 0), ("type", 1), ("struct", 1), ("union", 1), ("fn", 2)];
            let first = words.iter().position(|word| kinds.iter().any(|(kind, _)| kind == word));
            let Some(at) = first else { continue };
            let kind = kinds.iter().find(|(kind, _)| *kind == words[at]).map_or(0, |k| k.1);
            if let Some(name) = words.get(at + 1) {
                let file = (order, short.clone());
                let place = Place { section, file, kind, line, after: 0 };
                found.entry((*name).to_owned()).or_insert(place);
            }
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).expect("src/capi is readable");
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The section of a file, and its number there.
fn section_of(file: &Path) -> (usize, usize) {
    let mut best = (0, (0, usize::MAX));
    for (section, (_, paths)) in SECTIONS.iter().enumerate() {
        for (order, path) in paths.iter().enumerate() {
            if file.starts_with(path) && path.len() > best.0 {
                best = (path.len(), (section, order));
            }
        }
    }
    best.1
}

/// The declarations of a text, each with the comment above it.
fn items(text: &str) -> Vec<Item> {
    let mut found = Vec::new();
    let mut comment = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if start.starts_with("/*") {
            comment = raw_comment(line, &mut lines);
        } else if start.starts_with("#define") {
            let mut code = line.trim_end().to_owned();
            while code.ends_with('\\') {
                code = format!("{code}\n{}", lines.next().unwrap_or_default());
            }
            found.push(constant(&code, &std::mem::take(&mut comment)));
        } else if start.is_empty()
            || start.starts_with('#')
            || start.starts_with('}')
            || start == "extern \"C\" {"
        {
            continue;
        } else {
            found.push(declaration(line, &mut lines, &std::mem::take(&mut comment)));
        }
    }
    found
}

type Lines<'a> = std::iter::Peekable<std::str::Lines<'a>>;

/// The words of a comment; an empty line parts its paragraphs.
fn raw_comment(first: &str, lines: &mut Lines<'_>) -> String {
    let mut whole = first.trim().to_owned();
    while !whole.ends_with("*/") {
        let Some(next) = lines.next() else { break };
        whole = format!("{whole}\n{}", next.trim());
    }
    let inside = whole.trim_start_matches("/*").trim_end_matches("*/").trim();
    inside.to_owned()
}

fn constant(code: &str, comment: &str) -> Item {
    let name = code.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let text = beside(code, comment, "");
    let group = match code.contains('\n') || name.ends_with("_INIT") {
        true => String::new(),
        false => name.split('_').take(2).collect::<Vec<_>>().join("_"),
    };
    Item { name, text, group, holds: BTreeSet::new(), mentions: BTreeSet::new() }
}

/// Code with its comment behind it where that fits on the line, else above it.
fn beside(code: &str, comment: &str, indent: &str) -> String {
    let short = !comment.contains('\n');
    let line = format!("{indent}{code} /* {comment} */");
    if comment.is_empty() {
        format!("{indent}{code}\n")
    } else if short && !code.contains('\n') && line.chars().count() <= WIDTH {
        line + "\n"
    } else {
        format!("{}{indent}{code}\n", above(comment, indent))
    }
}

/// A comment of its own lines.
fn above(comment: &str, indent: &str) -> String {
    if comment.is_empty() {
        return String::new();
    }
    let mut lines: Vec<String> = Vec::new();
    for paragraph in comment.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let listed = paragraph.lines().any(|line| line.trim_start().starts_with(['*', '-', '|']));
        if listed {
            lines.extend(paragraph.lines().map(|line| line.trim().to_owned()));
            continue;
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let width = indent.len() + 3 + line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && width > WIDTH - 3 {
                lines.push(std::mem::take(&mut line));
            }
            line = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        }
        lines.push(line);
    }
    let mut out = format!("{indent}/* {}", lines[0]);
    for line in &lines[1..] {
        out = format!("{}\n{indent} * {line}", out.trim_end());
    }
    format!("{} */\n", out.trim_end())
}

/// A typedef, a structure or a function.
fn declaration(first: &str, lines: &mut Lines<'_>, comment: &str) -> Item {
    let mut code = first.to_owned();
    if first.ends_with('{') {
        return structure(first, lines, comment);
    }
    while !code.trim_end().ends_with(';') {
        code =
            format!("{code} {}", lines.next().unwrap_or_else(|| panic!("no end: {code}")).trim());
    }
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
    let front = code.split("(*").nth(1).filter(|_| code.starts_with("typedef"));
    let name = match front {
        Some(callback) => word_at(callback),
        None => {
            let before = code.split('(').next().unwrap_or_default().trim_end_matches(';');
            before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default().to_owned()
        }
    };
    let mentions = tags(&code);
    let text = format!("{}{}", above(comment, ""), packed(&code));
    Item { name, text, group: String::new(), holds: BTreeSet::new(), mentions }
}

/// A structure with its members, each with its comment.
fn structure(first: &str, lines: &mut Lines<'_>, comment: &str) -> Item {
    let name = tags(first).pop_first().unwrap_or_default();
    let (mut text, mut about) = (format!("{}{first}\n", above(comment, "")), String::new());
    let (mut holds, mut mentions) = (BTreeSet::new(), BTreeSet::new());
    while let Some(line) = lines.next() {
        let code = line.trim();
        if code.starts_with("/*") {
            about = raw_comment(line, lines);
        } else if code.starts_with('}') {
            let _ = writeln!(text, "{code}");
            break;
        } else {
            let tagged = tags(code);
            if !code.contains('*') {
                holds.extend(tagged.clone());
            }
            mentions.extend(tagged);
            text += &beside(code, &std::mem::take(&mut about), "    ");
        }
    }
    Item { name, text, group: String::new(), holds, mentions }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word_at(text: &str) -> String {
    text.trim_start().chars().take_while(|c| is_word(*c)).collect()
}

/// The structures that some code names.
fn tags(code: &str) -> BTreeSet<String> {
    let words: Vec<&str> =
        code.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).collect();
    words.windows(2).filter(|pair| pair[0] == "struct").map(|pair| pair[1].to_owned()).collect()
}

/// A declaration broken at its commas.
fn packed(code: &str) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in code.split_inclusive(", ") {
        if !line.is_empty() && line.chars().count() + word.trim_end().chars().count() > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            "    ".clone_into(&mut line);
        }
        line += word;
    }
    out + &line + "\n"
}

/// What was written so far.
#[derive(Default)]
struct Written {
    text: String,
    known: BTreeSet<String>,
    /// The words that the names of the last constant begin with, or none.
    group: String,
}

impl Written {
    /// Writes an item after the structures that it holds, and tells of those that it only mentions.
    fn write(&mut self, all: &mut [(usize, Option<Item>)], at: usize) {
        let Some(item) = all[at].1.take() else { return };
        for held in &item.holds {
            let other = all
                .iter()
                .position(|(_, other)| other.as_ref().is_some_and(|other| other.name == *held));
            if let Some(other) = other {
                self.write(all, other);
            }
        }
        let name = &item.name;
        if item.group.is_empty() || item.group != self.group {
            self.text.push('\n');
        }
        self.group.clone_from(&item.group);
        let unknown = |tag: &&String| *tag != name && !self.known.contains(*tag);
        let foreign: Vec<String> = item.mentions.iter().filter(unknown).cloned().collect();
        for tag in foreign {
            let _ = writeln!(self.text, "struct {tag};");
            self.known.insert(tag);
        }
        self.known.insert(item.name.clone());
        self.text += &item.text;
    }
}
