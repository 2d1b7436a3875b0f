//! Stored forms made up from the fields of a type: every number is 1.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use syn::{Fields, GenericArgument, PathArguments, Type};

use super::found::Found;

/// A stored form of a type.
pub(crate) fn of(types: &BTreeMap<String, Found>, name: &str) -> Value {
    let found = types.get(name).unwrap_or_else(|| panic!("{name} has no fields to fill"));
    let module = name.split("::").next().unwrap();
    // A variant with fields says more than one without.
    let (variant, fields) =
        found.shapes.iter().find(|(_, fields)| !fields.is_empty()).unwrap_or(&found.shapes[0]);
    let inner = match fields {
        Fields::Unit => return json!(variant),
        Fields::Named(fields) => {
            let one = |field: &syn::Field| {
                let key = field.ident.as_ref().unwrap().to_string();
                (key, value(types, module, &field.ty))
            };
            Value::Object(fields.named.iter().map(one).collect::<Map<_, _>>())
        }
        Fields::Unnamed(fields) => {
            let mut list: Vec<Value> =
                fields.unnamed.iter().map(|field| value(types, module, &field.ty)).collect();
            if list.len() == 1 { list.remove(0) } else { Value::Array(list) }
        }
    };
    if variant.is_empty() { inner } else { json!({ variant: inner }) }
}

fn value(types: &BTreeMap<String, Found>, module: &str, of_type: &Type) -> Value {
    let many = |inner: &Type, count: usize| json!(vec![value(types, module, inner); count]);
    match of_type {
        Type::Array(array) => {
            let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(length), .. }) = &array.len else {
                panic!("an array of a length with a name: give a sample");
            };
            many(&array.elem, length.base10_parse().unwrap())
        }
        Type::Tuple(tuple) => {
            Value::Array(tuple.elems.iter().map(|one| value(types, module, one)).collect())
        }
        Type::Path(path) => {
            let last = path.path.segments.last().unwrap();
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(list) => match list.args.first() {
                    Some(GenericArgument::Type(inner)) => Some(inner),
                    _ => None,
                },
                _ => None,
            };
            match (last.ident.to_string().as_str(), inner) {
                ("Vec", Some(inner)) => many(inner, 2),
                ("Option", Some(inner)) => value(types, module, inner),
                ("RangeInclusive", Some(_)) => json!({ "start": 1, "end": 2 }),
                ("f64", _) => json!(1.0),
                ("bool", _) => json!(true),
                ("String", _) => json!("a"),
                ("Day", _) => json!("2024-05-01"),
                ("Money", _) => json!({ "amount": "1.5", "currency": "EUR" }),
                (word, _) if word.starts_with(['u', 'i']) => json!(1),
                // The parameter of a generic type.
                (word, None) if word.len() == 1 => json!(1),
                (word, _) => named(types, module, word),
            }
        }
        _ => panic!("give a sample"),
    }
}

/// A type of the library, of this module first.
fn named(types: &BTreeMap<String, Found>, module: &str, word: &str) -> Value {
    let here = format!("{module}::{word}");
    let ending = format!("::{word}");
    if types.contains_key(&here) {
        return of(types, &here);
    }
    match types.keys().find(|name| name.ends_with(&ending)) {
        Some(name) => of(types, name),
        None => panic!("{module}: give a sample with a {word}"),
    }
}
