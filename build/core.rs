//! What the face takes from the core: constants of enumerations, and structures that say what those
//! of the core do, each with the core's words.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::source::{Field, doc_of, files, head, inside, text};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Item, ItemEnum, ItemStruct, Token, Type};

/// What `enumeration!`, `mirror!` and `begins!` hold: a name, the type that it is made of and a
/// value, and rows.
pub(super) struct Rows {
    pub(super) name: String,
    pub(super) doc: String,
    /// It begins with its size.
    pub(super) versioned: bool,
    of: Option<Type>,
    first: Option<Expr>,
    pub(super) rows: Vec<Row>,
}

/// `/// Words.` `name as other: type = value`, of which only the name must be there; `whole.name` is
/// a field of a field.
pub(super) struct Row {
    attributes: Vec<Attribute>,
    whole: Option<String>,
    pub(super) name: String,
    other: Option<String>,
    kind: Option<Type>,
    pub(super) value: Option<Expr>,
}

impl Parse for Row {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let mut name = input.parse::<syn::Ident>()?.to_string();
        let whole = match input.parse::<Option<Token![.]>>()? {
            Some(_) => Some(std::mem::replace(&mut name, input.parse::<syn::Ident>()?.to_string())),
            None => None,
        };
        let word = |_| match input.peek(syn::LitInt) {
            true => input.parse::<syn::LitInt>().map(|word| text(&word)),
            false => input.parse::<syn::Ident>().map(|word| word.to_string()),
        };
        let other = input.parse::<Option<Token![as]>>()?.map(word).transpose()?;
        let kind = input.parse::<Option<Token![:]>>()?.map(|_| input.parse()).transpose()?;
        let value = input.parse::<Option<Token![=]>>()?.map(|_| input.parse()).transpose()?;
        Ok(Self { attributes, whole, name, other, kind, value })
    }
}

impl Parse for Rows {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let first: Row = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        let rows = input.parse_terminated(Row::parse, Token![,])?.into_iter().collect();
        let Row { attributes, name, kind: of, value: first, .. } = first;
        let versioned = attributes.iter().any(|one| one.path().is_ident("versioned"));
        let doc = doc_of(&attributes);
        Ok(Self { name, doc, versioned, of, first, rows })
    }
}

/// A constant of an enumeration, and the variant that it stands for, or none.
pub(super) struct Constant {
    pub(super) name: String,
    pub(super) number: i64,
    pub(super) doc: String,
    variant: Option<String>,
}

impl Rows {
    /// The type, without `Option`.
    fn core(&self) -> &Type {
        let of = self.of.as_ref().expect("a type of the core");
        if head(of) == "Option" { inside(of).expect("of something") } else { of }
    }

    /// The name by which arguments of the type are known.
    pub(super) fn key(&self) -> String {
        super::source::key(self.of.as_ref().expect("a type of the core"))
    }

    /// What is said of the enumeration, its constants, and what Rust makes of them: the table by
    /// which an argument is read as well where each variant is one value.
    pub(super) fn enumeration(&self) -> (String, Vec<Constant>, String, bool) {
        let (found, own) = find(self.core(), enumerated);
        let brief = |doc: &str| if own { doc.to_owned() } else { brief(doc) };
        let name = |ending: &str| format!("{}_{ending}", self.name);
        let mut next = self.first.as_ref().map_or(0, number);
        let first = next;
        let mut all = Vec::new();
        for variant in &found.variants {
            next = variant.discriminant.as_ref().map_or(next, |(_, value)| number(value));
            let word = variant.ident.to_string();
            let row = self.rows.iter().find(|row| row.name == word);
            let ending = row.and_then(|row| row.other.clone()).unwrap_or_else(|| shouted(&word));
            let words: Vec<String> = doc_of(&variant.attrs).split(TITLE).map(brief).collect();
            let said = row.map(|row| doc_of(&row.attributes)).filter(|doc| !doc.is_empty());
            let doc = said.unwrap_or_else(|| words.join(" ").trim().to_owned());
            all.push(Constant { name: name(&ending), number: next, doc, variant: Some(word) });
            next += 1;
        }
        for row in self.rows.iter().filter(|row| row.other.is_none()) {
            let (number, doc) =
                (row.value.as_ref().map_or(first - 1, number), doc_of(&row.attributes));
            all.push(Constant { name: name(&row.name), number, doc, variant: None });
        }
        all.sort_by_key(|one| one.number);
        let has_table = found.variants.iter().all(|variant| variant.fields.is_empty());
        let rust = self.constants(&all, has_table);
        (brief(&doc_of(&found.attrs)), all, rust, has_table)
    }

    /// With a constant of no variant, the table is that of what may be none.
    fn constants(&self, all: &[Constant], has_table: bool) -> String {
        let (mut out, mut table) = (String::new(), String::new());
        let (of, core) = (text(self.of.as_ref().expect("a type")), text(self.core()));
        for Constant { name, number, doc, variant } in all {
            let _ = writeln!(out, "#[doc = {doc:?}]\npub const {name}: i32 = {number};");
            match variant {
                Some(variant) if of == core => table += &format!("({number}, {core}::{variant}), "),
                Some(variant) => table += &format!("({number}, Some({core}::{variant})), "),
                None if of == core => {}
                None => table += &format!("({number}, None), "),
            }
        }
        if has_table {
            let _ = writeln!(
                out,
                "impl crate::capi::options::Enumerated for {of} {{\n\
                 const TABLE: &'static [(i32, Self)] = &[{table}];\n}}"
            );
        } else if of == core {
            let arms = all.iter().filter_map(|one| {
                Some(format!("{core}::{} {{ .. }} => {}, ", one.variant.as_ref()?, one.number))
            });
            let _ = writeln!(
                out,
                "#[allow(clippy::unneeded_struct_pattern)]\n\
                 impl crate::capi::options::Numbered for {of} {{\n\
                 fn number(&self) -> i32 {{ match self {{ {} }} }}\n}}",
                arms.collect::<String>()
            );
        }
        out
    }

    /// The fields of a mirror, and the structure with how it is made of that of the core.
    pub(super) fn mirror(&self) -> (Vec<Field>, String) {
        let (found, _) = find(self.core(), structured);
        let (name, of, doc) = (&self.name, text(self.core()), &self.doc);
        let (mut fields, mut declared, mut made) = (Vec::new(), String::new(), String::new());
        for row in &self.rows {
            let inner = row.whole.as_ref().map(|whole| {
                let field = named(&found, whole).unwrap_or_else(|| panic!("{of} has no {whole}"));
                find(&field.ty, structured).0
            });
            let core = named(inner.as_ref().unwrap_or(&found), &row.name);
            let of_core = || c_kind(&core.unwrap_or_else(|| panic!("{of} has no {}", row.name)).ty);
            let kind = row.kind.clone().unwrap_or_else(of_core);
            let doc = match core {
                Some(core) if row.attributes.is_empty() => {
                    brief(&doc_of(&core.attrs)).replace("`None`", "NaN")
                }
                _ => doc_of(&row.attributes),
            };
            let field = row.other.as_ref().unwrap_or(&row.name);
            let how = match (&row.value, core) {
                (Some(value), _) => text(value),
                (None, Some(_)) => {
                    let whole = row.whole.as_ref().map(|whole| format!("{whole}."));
                    let path = whole.unwrap_or_default() + &row.name;
                    format!("crate::capi::told::Told::told(&it.{path})")
                }
                (None, None) if self.versioned => format!("self.{field}"),
                (None, None) => "Default::default()".to_owned(),
            };
            if !doc.is_empty() {
                let _ = writeln!(declared, "#[doc = {doc:?}]");
            }
            let _ = writeln!(declared, "pub {field}: {},", text(&kind));
            let _ = writeln!(made, "let {field} = {how};");
            fields.push((field.clone(), kind, doc));
        }
        let names: Vec<&str> = fields.iter().map(|(name, ..)| name.as_str()).collect();
        let names = names.join(", ");
        let (derived, filled) = match self.versioned {
            true => (
                "",
                format!(
                    "impl {name} {{ pub(super) fn tell(&mut self, it: &{of}) {{\n{made}\
                     *self = Self {{ struct_size: self.struct_size, {names} }}; }} }}"
                ),
            ),
            false => (
                ", Default",
                format!(
                    "impl crate::capi::told::Told<{name}> for {of} {{ fn told(&self) -> {name} {{\n\
                     let it = self;\n{made}{name} {{ {names} }} }} }}"
                ),
            ),
        };
        let size = if self.versioned { "pub struct_size: u32, " } else { "" };
        let rust = format!(
            "#[doc = {doc:?}]\n#[repr(C)]\n#[derive(Debug, Clone, Copy{derived})]\n\
             pub struct {name} {{ {size}{declared} }}\n{filled}\n"
        );
        (fields, rust)
    }
}

fn number(value: &Expr) -> i64 {
    text(value).replace(' ', "").parse().expect("a number")
}

/// What a number of the core is in C.
fn c_kind(kind: &Type) -> Type {
    let inner = if head(kind) == "Option" { inside(kind).unwrap_or(kind) } else { kind };
    match text(inner).as_str() {
        "usize" => syn::parse_quote!(u64),
        "bool" => syn::parse_quote!(u32),
        _ => inner.clone(),
    }
}

/// An item of the core by its name, or by its whole path where there are several of the name; and
/// whether it is the face's own.
fn find<T>(kind: &Type, take: impl Fn(Item, &str) -> Option<T>) -> (T, bool) {
    let path = text(kind).replace(' ', "");
    let (folder, name) = path.rsplit_once("::").unwrap_or(("crate", &path));
    let root = folder.replace("crate", "src").replace("::", "/");
    for file in files(Path::new(&root)) {
        let code = fs::read_to_string(&file).expect("a source file is readable");
        let declares = |word: &str| {
            ["pub ", "pub(in crate::capi) "]
                .iter()
                .any(|see| code.contains(&format!("{see}{word} {name} {{")))
        };
        if !declares("enum") && !declares("struct") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let items = syn::parse_file(&code).expect("it compiles").items;
        if let Some(found) = items.into_iter().find_map(|item| take(item, name)) {
            return (found, file.starts_with("src/capi"));
        }
    }
    panic!("{root}: no {name}")
}

fn named<'a>(of: &'a ItemStruct, name: &str) -> Option<&'a syn::Field> {
    of.fields.iter().find(|field| field.ident.as_ref().is_some_and(|it| it == name))
}

fn structured(item: Item, name: &str) -> Option<ItemStruct> {
    match item {
        Item::Struct(one) if one.ident == name => Some(one),
        _ => None,
    }
}

fn enumerated(item: Item, name: &str) -> Option<ItemEnum> {
    match item {
        Item::Enum(one) if one.ident == name => Some(one),
        Item::Macro(one) if one.mac.path.is_ident("named") => {
            one.mac.parse_body().ok().map(|Named(one)| one).filter(|one| one.ident == name)
        }
        _ => None,
    }
}

/// What parts the names of a variant from what is said of it.
const TITLE: &str = "\n\u{c}";

/// `named!` of the core: variants with their numbers and both names.
struct Named(syn::ItemEnum);

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name: syn::Ident = input.parse()?;
        let body;
        syn::braced!(body in input);
        let mut one: syn::ItemEnum = syn::parse_quote!(pub enum #name {});
        one.attrs = attributes;
        while !body.is_empty() {
            let mut variant: syn::Variant = body.parse()?;
            body.parse::<Token![=>]>()?;
            let english: syn::LitStr = body.parse()?;
            body.parse::<Token![,]>()?;
            let chinese: syn::LitStr = body.parse()?;
            body.parse::<Token![;]>()?;
            let title = format!("{} ({}).{TITLE}", english.value(), chinese.value());
            variant.attrs.insert(0, syn::parse_quote!(#[doc = #title]));
            one.variants.push(variant);
        }
        Ok(Self(one))
    }
}

/// The sentences that the first paragraph begins with, as many as make two lines, without links.
fn brief(doc: &str) -> String {
    let mut plain = String::new();
    let mut rest = doc.split("\n\n").next().unwrap_or_default();
    while let Some((before, link)) = rest.split_once('[') {
        plain += before;
        let Some((words, after)) = link.split_once(']') else {
            rest = &rest[before.len()..];
            break;
        };
        rest = after;
        match rest.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => {
                plain += words;
                rest = after;
            }
            None if words.starts_with('`') => plain += words,
            None => plain = format!("{plain}[{words}]"),
        }
    }
    plain += rest;
    let mut out = String::new();
    for sentence in plain.replace('\n', " ").replace('\\', "").split_inclusive(". ") {
        let initial = |c: char| c == ' ' || c == '(';
        let is_cut = out.trim_end().rsplit(initial).next().is_some_and(|word| word.len() == 2);
        if !out.is_empty() && !is_cut && out.len() + sentence.len() > 170 {
            break;
        }
        out += sentence;
    }
    out.trim_end().to_owned()
}

/// `HalfEven` is HALF_EVEN.
fn shouted(variant: &str) -> String {
    let mut out = String::new();
    for (at, letter) in variant.char_indices() {
        if at > 0 && letter.is_uppercase() {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}
