//! What `src/capi` declares for C, read from its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::core::Rows;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{Attribute, Expr, FnArg, Item, Lit, Meta, ReturnType, Type};

/// Something that C sees.
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) doc: String,
    /// The file below `src/capi`, and how many items stand before it there.
    pub(super) file: PathBuf,
    pub(super) line: usize,
    pub(super) what: What,
}

pub(super) enum What {
    /// A constant: its value as Rust writes it, the name of those that it stands with, and what is
    /// said of these above the first.
    Constant { value: String, group: String, heading: String },
    /// Another name of a type.
    Alias(Type),
    /// A structure that C knows, `struct_size` included.
    Structure { fields: Vec<(String, Type, String)>, versioned: bool },
    /// A handle.
    Handle,
    /// A function of the face.
    Function { arguments: Vec<(String, Type)>, result: Option<Type> },
    /// Defaults of a structure that are not zero.
    Initial(Vec<(String, Expr)>),
}

/// All of `src/capi`.
#[derive(Default)]
pub(super) struct Face {
    pub(super) all: Vec<Declared>,
    /// What Rust makes of enumerations and mirrors of the core.
    pub(super) included: BTreeMap<String, String>,
    /// The types of enumerated arguments, and those that are read from a structure of C.
    pub(super) readers: BTreeMap<String, Option<String>>,
    /// The types that are read from a column.
    pub(super) columns: BTreeSet<String>,
    /// The handle of each type that has one.
    pub(super) handles: BTreeMap<String, String>,
}

impl Face {
    pub(super) fn read() -> Self {
        let mut face = Self::default();
        for path in files(Path::new("src/capi")) {
            let short = path.strip_prefix("src/capi").expect("below").to_owned();
            for (line, item) in parsed(&path).items.into_iter().enumerate() {
                face.take(&short, line, item);
            }
        }
        face
    }

    pub(super) fn find(&self, name: &str) -> Option<&What> {
        self.all.iter().find(|one| one.name == name).map(|one| &one.what)
    }

    pub(super) fn is_versioned(&self, name: &str) -> bool {
        matches!(self.find(name), Some(What::Structure { versioned: true, .. }))
    }

    fn take(&mut self, file: &Path, line: usize, item: Item) {
        let all = &mut self.all;
        let mut add = |name: String, doc: String, what: What| {
            all.push(Declared { name, doc, file: file.to_owned(), line, what });
        };
        match item {
            Item::Const(one) if is_ours(&one.ident) => {
                let name = one.ident.to_string();
                let group = name.split('_').take(2).collect::<Vec<_>>().join("_");
                let (value, heading) = (text(&one.expr), String::new());
                let what = What::Constant { value, group, heading };
                add(one.ident.to_string(), doc_of(&one.attrs), what);
            }
            Item::Type(one) if is_ours(&one.ident) => {
                add(one.ident.to_string(), doc_of(&one.attrs), What::Alias(*one.ty));
            }
            Item::Struct(one) if is_ours(&one.ident) => {
                if let (syn::Fields::Unnamed(held), what) = (&one.fields, one.ident.to_string()) {
                    self.handles.insert(head(&held.unnamed[0].ty), what);
                }
                add(one.ident.to_string(), doc_of(&one.attrs), structure(&one));
            }
            Item::Fn(one) if is_ours(&one.sig.ident) => {
                add(one.sig.ident.to_string(), doc_of(&one.attrs), function(one.sig));
            }
            Item::Macro(one) if one.mac.path.is_ident("begins") => {
                let Rows { name, doc, rows, .. } = one.mac.parse_body().expect("fields = values");
                let fields = rows.into_iter().filter_map(|row| Some((row.name, row.value?)));
                add(format!("{}_INIT", name.to_uppercase()), doc, What::Initial(fields.collect()));
            }
            Item::Macro(one) if one.mac.path.is_ident("enumeration") => {
                let rows: Rows = one.mac.parse_body().expect("a type of the core, and variants");
                let (mut heading, constants, rust, has_table) = rows.enumeration();
                if has_table {
                    self.readers.insert(rows.key(), None);
                }
                self.included.insert(rows.name.clone(), rust);
                for one in constants {
                    let (value, group) = (one.number.to_string(), rows.name.clone());
                    let heading = std::mem::take(&mut heading);
                    add(one.name, one.doc, What::Constant { value, group, heading });
                }
            }
            Item::Macro(one) if one.mac.path.is_ident("mirror") => {
                let rows: Rows = one.mac.parse_body().expect("a type of the core, and fields");
                let (fields, rust) = rows.mirror();
                self.included.insert(rows.name.clone(), rust);
                let (fields, versioned) = (with_size(rows.versioned, fields), rows.versioned);
                add(rows.name, rows.doc, What::Structure { fields, versioned });
            }
            Item::Impl(one) => {
                let of = one.trait_.as_ref().and_then(|(path, _)| path.segments.last());
                if of.is_some_and(|last| last.ident == "ReadsColumn") {
                    self.columns.insert(head(&one.self_ty));
                }
                if of.is_some_and(|last| last.ident == "Reads")
                    && let Some(syn::ImplItem::Type(from)) = one.items.first()
                {
                    self.readers.insert(key(&one.self_ty), Some(head(&from.ty)));
                }
            }
            _ => {}
        }
    }
}

fn is_ours(name: &syn::Ident) -> bool {
    name.to_string().to_lowercase().starts_with("habitue_")
}

/// A structure that C knows has one of two attributes; what has none is a handle.
fn structure(one: &syn::ItemStruct) -> What {
    let applied = |word: &str| one.attrs.iter().any(|attribute| text(attribute).contains(word));
    let versioned = applied("versioned");
    if !versioned && !applied("plain") && !applied("repr") {
        return What::Handle;
    }
    let fields = one.fields.iter().map(|field| {
        let name = field.ident.as_ref().expect("it has a name").unraw().to_string();
        (name, field.ty.clone(), doc_of(&field.attrs))
    });
    What::Structure { fields: with_size(versioned, fields), versioned }
}

/// A field of a structure: its name, its type in Rust, and what is said of it.
pub(super) type Field = (String, Type, String);

fn with_size(versioned: bool, fields: impl IntoIterator<Item = Field>) -> Vec<Field> {
    let size = ("struct_size".to_owned(), syn::parse_quote!(u32), String::new());
    versioned.then_some(size).into_iter().chain(fields).collect()
}

/// An argument that only the length of others needs begins with `_` in Rust.
fn function(signature: syn::Signature) -> What {
    let arguments = signature.inputs.into_iter().map(|argument| match argument {
        FnArg::Typed(argument) => {
            let name =
                text(&argument.pat).trim_start_matches("mut ").trim_start_matches('_').to_owned();
            (name, *argument.ty)
        }
        FnArg::Receiver(_) => unreachable!("no method is exported"),
    });
    let result = match signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, kind) => Some(*kind),
    };
    What::Function { arguments: arguments.collect(), result }
}

/// The name that a type goes by.
pub(super) fn head(kind: &Type) -> String {
    match kind {
        Type::Path(path) => {
            path.path.segments.last().map_or_else(String::new, |last| last.ident.to_string())
        }
        _ => String::new(),
    }
}

/// The same of what may be none, with the name of what it may be.
pub(super) fn key(kind: &Type) -> String {
    match (head(kind), inside(kind)) {
        (name, Some(inner)) if name == "Option" => format!("Option {}", head(inner)),
        (name, _) => name,
    }
}

/// The type between `<` and `>`.
pub(super) fn inside(kind: &Type) -> Option<&Type> {
    let Type::Path(path) = kind else { return None };
    let syn::PathArguments::AngleBracketed(list) = &path.path.segments.last()?.arguments else {
        return None;
    };
    list.args.iter().find_map(|one| match one {
        syn::GenericArgument::Type(kind) => Some(kind),
        _ => None,
    })
}

pub(super) fn text(code: &impl ToTokens) -> String {
    code.to_token_stream().to_string()
}

pub(super) fn doc_of(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(line), .. }) => {
                Some(line.value().trim_matches(' ').to_owned())
            }
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn parsed(path: &Path) -> syn::File {
    let text = fs::read_to_string(path).expect("a source file is readable");
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder, or the file itself.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    if folder.with_extension("rs").is_file() {
        return vec![folder.with_extension("rs")];
    }
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).expect("the folder is readable");
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
