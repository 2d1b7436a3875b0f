//! The public types of `src` that are read back, found by the parser.

use std::collections::BTreeMap;

use syn::{Attribute, Fields, Item, ItemImpl, Type, Visibility};

use crate::source;

/// A type that is read back.
#[derive(Default)]
pub(crate) struct Found {
    /// Whether it holds more than a name.
    pub holds: bool,
    /// Its variants with their fields; a structure has one, without a name.
    pub shapes: Vec<(String, Fields)>,
    /// Whether a field is private.
    pub private: bool,
    /// Whether it is read through a check.
    pub checked: bool,
}

/// By `module::Type`; without types that hold nothing but a name.
pub(crate) fn types() -> BTreeMap<String, Found> {
    all().into_iter().filter(|(_, found)| found.holds).collect()
}

/// By `module::Type`.
pub(crate) fn all() -> BTreeMap<String, Found> {
    let (mut types, mut by_hand) = (BTreeMap::new(), Vec::new());
    for file in source::files() {
        let module = source::module(&file.path);
        let module = module.split("::").next().unwrap().to_owned();
        for item in file.syntax.items {
            match item {
                Item::Macro(declared) => {
                    for name in declared_by(&declared) {
                        let found = Found { holds: true, checked: true, ..Found::default() };
                        types.insert(format!("{module}::{name}"), found);
                    }
                    if let Some((name, first)) = named_by(&declared) {
                        let shapes = vec![(first, Fields::Unit)];
                        let found = Found { shapes, ..Found::default() };
                        types.insert(format!("{module}::{name}"), found);
                    }
                }
                Item::Impl(block) => {
                    by_hand.extend(deserialised(&block).map(|n| (module.clone(), n)))
                }
                _ => {
                    if let Some((name, found)) = plain(item) {
                        types.insert(format!("{module}::{name}"), found);
                    }
                }
            }
        }
    }
    for (module, name) in by_hand {
        let found = Found { holds: true, private: true, checked: true, ..Found::default() };
        types.insert(format!("{module}::{name}"), found);
    }
    types
}

/// A type that derives `Deserialize`, or the derive with a check.
fn plain(item: Item) -> Option<(String, Found)> {
    let open = matches!(item, Item::Enum(_));
    let (attributes, visibility, name, shapes) = match item {
        Item::Struct(it) => {
            let shapes = vec![(String::new(), it.fields)];
            (it.attrs, it.vis, it.ident.to_string(), shapes)
        }
        Item::Enum(it) => {
            let variants = it.variants.into_iter();
            let shapes = variants.map(|v| (v.ident.to_string(), v.fields)).collect();
            (it.attrs, it.vis, it.ident.to_string(), shapes)
        }
        _ => return None,
    };
    let says = |word: &str| attributes.iter().any(|attribute| text(attribute).contains(word));
    let holds = shapes.iter().any(|(_, fields)| !fields.is_empty());
    if !says("Deserialize") || !matches!(visibility, Visibility::Public(_)) {
        return None;
    }
    let hidden = |field: &syn::Field| !matches!(field.vis, Visibility::Public(_));
    let private = !open && shapes.iter().any(|(_, fields)| fields.iter().any(hidden));
    let checked = says("checked :: Deserialize") || says("try_from");
    Some((name, Found { holds, shapes, private, checked }))
}

fn text(attribute: &Attribute) -> String {
    match &attribute.meta {
        syn::Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    }
}

/// The type that an `impl Deserialize` is of.
fn deserialised(block: &ItemImpl) -> Option<String> {
    let (path, _) = block.trait_.as_ref()?;
    (path.segments.last()?.ident == "Deserialize").then_some(())?;
    match block.self_ty.as_ref() {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// The macros of `src` that declare types which are read back, and what of a use of them
/// is such a type: the facts and the scheme of a classification, a model of purchases.
fn declared_by(declared: &syn::ItemMacro) -> Vec<String> {
    let (name, tokens) = bare(declared);
    let bare: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let first =
        |group: &str| group.trim_matches(['(', ' ']).split([',', ' ']).next().unwrap().to_owned();
    match (name.as_str(), bare.as_slice()) {
        ("macro_rules", _) => {
            let declares = declared.mac.tokens.to_string().contains("Deserialize");
            let named = declared.ident.as_ref().unwrap().to_string();
            let known = ["named", "facts", "matrix", "random", "regular", "models", "deserialize"];
            assert!(!declares || known.contains(&named.as_str()), "{named}! declares what?");
            Vec::new()
        }
        ("facts", ["pub", "struct", facts, ..]) => vec![(*facts).to_owned()],
        ("matrix", ["pub", "struct", scheme, facts, ..]) => {
            vec![(*scheme).to_owned(), first(facts)]
        }
        ("random" | "regular", [model, ..]) => vec![(*model).to_owned()],
        ("models", _) => vec!["AnyModel".to_owned()],
        ("facts" | "matrix" | "random" | "regular", _) => panic!("{name}! is used otherwise"),
        _ => Vec::new(),
    }
}

/// The enumeration that a use of `named!` or `classes!` declares, and its first name.
fn named_by(declared: &syn::ItemMacro) -> Option<(String, String)> {
    let (name, tokens) = bare(declared);
    (name == "named" || name == "classes").then_some(())?;
    let at = tokens.iter().position(|token| token == "enum")?;
    let group = tokens[at..].iter().find(|token| token.starts_with('{'))?;
    // `# [doc = "..."] Variant = 1 => "name", "名称" ;`
    let (declared, _) = group.split_once("=>")?.0.rsplit_once('=')?;
    let first = declared.trim().rsplit([' ', ']']).next()?.to_owned();
    Some((tokens[at + 1].clone(), first))
}

/// The name of a macro, and what it is given, group by group without attributes.
fn bare(declared: &syn::ItemMacro) -> (String, Vec<String>) {
    let name = declared.mac.path.segments.last().unwrap().ident.to_string();
    let mut tokens = Vec::new();
    let mut rest = declared.mac.tokens.clone().into_iter().map(|token| token.to_string());
    while let Some(token) = rest.next() {
        if token == "#" {
            rest.next();
        } else {
            tokens.push(token);
        }
    }
    (name, tokens)
}
