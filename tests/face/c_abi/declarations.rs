//! What the committed header declares, read from its text: so no test has to
//! list the functions, and none can be forgotten.

use std::fs;

/// A parameter of a function, by what a caller can get wrong about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// A number passed by value; its C type.
    Scalar(String),
    /// A text passed by value.
    Text,
    /// A column of some type passed by value.
    Column,
    /// A column or a value to read; its element type.
    Input(String),
    /// A column or a value to write; its element type.
    Output(String),
    /// A handle; its type.
    Handle(String),
    /// Where a new handle goes; its type.
    NewHandle(String),
    /// A structure to read; its type.
    Structure(String),
    /// A structure, or a column of them, to write; its type.
    OutputStructure(String),
    /// A function pointer; its typedef.
    Callback(String),
    /// `void *`, passed through.
    Context,
    /// The trailing `habitue_error *`.
    Error,
}

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub name: String,
    pub ctype: String,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub name: String,
    pub result: String,
    pub parameters: Vec<Parameter>,
    pub comment: String,
}

impl Function {
    pub(crate) fn returns_status(&self) -> bool {
        self.result == "habitue_status"
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Structure {
    pub name: String,
    pub has_initialiser: bool,
    /// Element types and names of the members that are numbers.
    pub numbers: Vec<(String, String)>,
    /// The members that are plain pointers.
    pub pointers: Vec<Pointer>,
    /// Whether its documentation speaks of NaN or of infinite values.
    pub beyond: bool,
}

/// A member that points to columns, or to one value.
#[derive(Debug, Clone)]
pub(crate) struct Pointer {
    pub element: String,
    pub name: String,
    pub constant: bool,
}

#[derive(Debug)]
pub(crate) struct Header {
    pub functions: Vec<Function>,
    pub structures: Vec<Structure>,
    pub handles: Vec<String>,
}

pub(crate) fn committed() -> Header {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/include/habitue.h");
    Header::parse(&fs::read_to_string(path).expect("include/habitue.h is committed"))
}

impl Header {
    fn parse(text: &str) -> Self {
        let code = without_comments(text);
        let callbacks: Vec<String> = code
            .split(';')
            .filter(|item| item.trim_start().starts_with("typedef"))
            .filter_map(|item| Some(word_at(item.split_once("(*")?.1)))
            .collect();
        let handles: Vec<String> = code
            .split(';')
            .filter_map(|item| {
                let words: Vec<&str> = item.rsplit("typedef").next()?.split_whitespace().collect();
                (item.contains("typedef") && words.len() == 3 && words[1] == words[2])
                    .then(|| words[1].to_owned())
            })
            .collect();
        let structures = code
            .split("typedef struct ")
            .skip(1)
            .filter_map(|item| {
                let name = word_at(item);
                item[name.len()..].trim_start().strip_prefix('{')?;
                let macro_name = format!("#define {}_INIT", name.to_uppercase());
                Some(Structure {
                    has_initialiser: text.contains(&macro_name),
                    numbers: numbers(item),
                    pointers: pointers(item),
                    beyond: speaks_of_beyond(documented(text, &name)),
                    name,
                })
            })
            .collect();
        let functions = text
            .match_indices("\nHABITUE_")
            .map(|(at, _)| function(text, at, &handles, &callbacks))
            .collect();
        Self { functions, structures, handles }
    }
}

/// Whether a text speaks of NaN or of infinite values.
pub(crate) fn speaks_of_beyond(text: &str) -> bool {
    ["NaN", "nfinit"].iter().any(|word| text.contains(word))
}

/// A structure's definition with all of its comments.
fn documented<'a>(text: &'a str, name: &str) -> &'a str {
    let Some(at) = text.find(&format!("typedef struct {name} {{")) else { return "" };
    let start = text[..at].rfind("/*").unwrap_or(at);
    let end = text[at..].find("\n}").map_or(text.len(), |length| at + length);
    &text[start..end]
}

/// The members of a structure, whose body follows its name, that are no pointers.
fn numbers(item: &str) -> Vec<(String, String)> {
    let body = item.split_once('{').map_or("", |(_, rest)| rest);
    let body = body.split('}').next().unwrap_or_default();
    let members = body.split(';').map(squeezed).filter(|member| !member.contains('*'));
    members
        .filter_map(|member| {
            let (ctype, name) = member.rsplit_once(' ')?;
            let name = name.split('[').next().unwrap_or_default();
            (!name.starts_with("struct_size") && !name.starts_with("reserved"))
                .then(|| (base_of(ctype), name.to_owned()))
        })
        .collect()
}

/// The members of a structure that are plain pointers.
fn pointers(item: &str) -> Vec<Pointer> {
    let body = item.split_once('{').map_or("", |(_, rest)| rest);
    let body = body.split('}').next().unwrap_or_default();
    let members = body.split(';').map(squeezed).filter(|member| member.matches('*').count() == 1);
    members
        .filter_map(|member| {
            let (front, name) = member.rsplit_once('*')?;
            let element = base_of(front);
            let constant = front.contains("const");
            Some(Pointer { element, name: name.to_owned(), constant })
        })
        .collect()
}

fn function(text: &str, at: usize, handles: &[String], callbacks: &[String]) -> Function {
    let end = at + text[at..].find(';').expect("a declaration ends");
    let declaration = text[at..end].replace("HABITUE_API", "").replace("HABITUE_CHECKED", "");
    let (front, parameters) = declaration.split_once('(').expect("a parameter list");
    let front = front.trim();
    let name_at = front.rfind("habitue_").expect("a prefixed name");
    let comment_at = text[..at].rfind("/*").expect("every function is documented");
    Function {
        name: front[name_at..].to_owned(),
        result: squeezed(&front[..name_at]),
        parameters: parameters
            .trim_end()
            .trim_end_matches(')')
            .split(',')
            .map(squeezed)
            .filter(|item| item != "void")
            .map(|item| parameter(&item, handles, callbacks))
            .collect(),
        comment: squeezed(&text[comment_at..at]),
    }
}

fn parameter(item: &str, handles: &[String], callbacks: &[String]) -> Parameter {
    let name_at =
        item.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |position| position + 1);
    let (ctype, name) = (item[..name_at].trim().to_owned(), item[name_at..].to_owned());
    let stars = ctype.matches('*').count();
    let constant = ctype.split('*').next().is_some_and(|front| front.contains("const"));
    let base = base_of(&ctype);
    let kind = match stars {
        0 if callbacks.contains(&base) => Kind::Callback(base),
        0 if base == "habitue_text" => Kind::Text,
        0 if base == "habitue_column" => Kind::Column,
        0 => Kind::Scalar(base),
        1 if base == "void" => Kind::Context,
        1 if base == "habitue_error" && name == "error" => Kind::Error,
        1 if handles.contains(&base) => Kind::Handle(base),
        1 if base.starts_with("habitue_") && constant => Kind::Structure(base),
        1 if base.starts_with("habitue_") && base != "habitue_status" => {
            Kind::OutputStructure(base)
        }
        2 if handles.contains(&base) => Kind::NewHandle(base),
        _ if constant => Kind::Input(base),
        2 => Kind::Output("void *".to_owned()),
        _ => Kind::Output(base),
    };
    Parameter { name, ctype, kind }
}

/// A type without its qualifiers and stars.
fn base_of(ctype: &str) -> String {
    let words = ctype.split(|c: char| c.is_whitespace() || c == '*');
    let kept: Vec<&str> = words.filter(|word| !["", "const", "struct"].contains(word)).collect();
    kept.join(" ")
}

fn word_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").expect("a comment ends").1;
    }
    code.push_str(rest);
    code.lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n")
}
