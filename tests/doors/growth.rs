//! What may grow without breaking anybody: public enums and results say `#[non_exhaustive]`,
//! lists of variants are slices, traits are sealed, and an error keeps what caused it.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::source;
use std::collections::BTreeSet;

use syn::visit::{self, Visit};

/// Structures that a caller writes field by field: what a formula is given, a line of a table.
/// A field that is added to one of them breaks its callers, so that a new kind of input has a
/// constructor instead.
const GIVEN: [&str; 16] = [
    "ledger::transaction::Transaction",
    "report::pictures::funnel::FunnelStep",
    "report::pictures::histories::PurchaseTimes",
    "report::pictures::spend_density::SpendBin",
    "satisfaction::indices::delivered_value::DeliveredValue",
    "satisfaction::counted::kano::KanoTable",
    "satisfaction::indices::service_gaps::ServiceStates",
    "value::retaining::acquisition_cost::Channel",
    "value::flows::customer_event::CustomerEvent",
    "numeric::ranking::cut_point::CutPoint",
    "value::flows::dwyer::DwyerYear",
    "value::retaining::equity::SegmentEquity",
    "value::retaining::programme::Programme",
    "value::flows::referral::Referral",
    "value::flows::tenure::TenureProfit",
    "value::flows::worksheet::Worksheet",
];

/// Traits that are for implementing: a caller's own rules over facts and classes of the library.
const OPEN: [&str; 1] = ["Scheme"];

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn may_grow(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

/// Every file of the core, by its module; the C face has its own laws.
fn core() -> impl Iterator<Item = (String, syn::File)> {
    let files = source::files().into_iter().filter(|file| !file.path.starts_with("capi"));
    files.map(|file| (source::module(&file.path), file.syntax))
}

#[test]
fn public_enums_may_grow() {
    let mut faults = Vec::new();
    for (module, file) in core() {
        for item in &file.items {
            if let syn::Item::Enum(item) = item
                && is_public(&item.vis)
                && !item.variants.is_empty()
                && !may_grow(&item.attrs)
            {
                faults.push(format!("{module}::{}", item.ident));
            }
        }
    }
    assert!(faults.is_empty(), "without #[non_exhaustive]: {faults:#?}");
}

#[test]
fn public_structures_may_grow_unless_callers_write_them() {
    let given = BTreeSet::from(GIVEN.map(str::to_owned));
    let mut found = BTreeSet::new();
    for (module, file) in core() {
        for item in &file.items {
            if let syn::Item::Struct(item) = item
                && is_public(&item.vis)
                && item.fields.iter().all(|field| is_public(&field.vis))
                && !item.fields.is_empty()
                && !may_grow(&item.attrs)
            {
                found.insert(format!("{module}::{}", item.ident));
            }
        }
    }
    assert_eq!(found, given, "structures that can be written out field by field");
}

/// What macros declare for the tables of classes and facts.
#[test]
fn what_macros_declare_may_grow() {
    let mut declared = 0;
    for (module, file) in core() {
        for item in &file.items {
            let syn::Item::Macro(item) = item else { continue };
            if !item.mac.path.is_ident("macro_rules") {
                continue;
            }
            let text: String = item.mac.tokens.to_string().split_whitespace().collect();
            for word in ["pubenum$", "pubstruct$"] {
                for (at, _) in text.match_indices(word) {
                    let name = text[at + word.len()..].split_once(['{', ';', '(', ':']);
                    let (name, rest) = name.unwrap();
                    let body = &text[at + word.len() + name.len()..];
                    // What is matched, a type without values, one whose fields are private, and what
                    // is handed on to `named!`.
                    let handed_on = body.split('}').next().is_some_and(|it| it.contains("=>"));
                    let exempt = [":", "{}", ";", "("].iter().any(|it| body.starts_with(it))
                        || name.contains(',')
                        || word == "pubstruct$"
                            && !body.split('}').next().unwrap().contains("pub$")
                        || handed_on;
                    if !exempt {
                        declared += 1;
                        let grows = text[..at].ends_with("#[non_exhaustive]");
                        assert!(grows, "{module}: {word}{name} {rest}");
                    }
                }
            }
        }
    }
    assert!(declared >= 3, "{declared}");
}

#[test]
fn lists_of_variants_are_slices() {
    struct Arrays(Vec<String>);
    impl<'ast> Visit<'ast> for Arrays {
        fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
            if item.ident == "ALL" && matches!(item.ty, syn::Type::Array(_)) {
                self.0.push(item.ident.to_string());
            }
        }
        fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
            if item.ident == "ALL" && matches!(*item.ty, syn::Type::Array(_)) {
                self.0.push(item.ident.to_string());
            }
        }
    }
    for (module, file) in core() {
        let mut arrays = Arrays(Vec::new());
        arrays.visit_file(&file);
        assert!(arrays.0.is_empty(), "{module}: ALL is to be a &'static [Self]");
    }
}

/// Whether one of the bounds is in a module `sealed`.
fn is_sealed(item: &syn::ItemTrait, sealed: &BTreeSet<String>) -> bool {
    item.supertraits.iter().any(|bound| match bound {
        syn::TypeParamBound::Trait(bound) => {
            let mut parts = bound.path.segments.iter().map(|part| part.ident.to_string());
            parts.any(|part| part == "sealed" || sealed.contains(&part))
        }
        _ => false,
    })
}

#[test]
fn traits_are_sealed_unless_they_are_for_implementing() {
    let mut left: Vec<syn::ItemTrait> = Vec::new();
    for (_, file) in core() {
        left.extend(file.items.into_iter().filter_map(|item| match item {
            syn::Item::Trait(item) if is_public(&item.vis) => Some(item),
            _ => None,
        }));
    }
    assert!(left.len() > 10, "{}", left.len());
    let mut sealed = BTreeSet::new();
    loop {
        let before = sealed.len();
        sealed.extend(
            left.iter()
                .filter(|it| is_sealed(it, &sealed))
                .map(|it| it.ident.to_string())
                .collect::<Vec<_>>(),
        );
        if sealed.len() == before {
            break;
        }
    }
    let open: Vec<String> =
        left.iter().map(|it| it.ident.to_string()).filter(|name| !sealed.contains(name)).collect();
    assert_eq!(open, OPEN);
}

/// Where the error of a call is dropped for one of ours, there is nothing in it to keep: a number
/// or a list that does not convert says no more than that.
#[test]
fn errors_keep_what_caused_them() {
    struct Dropped(Vec<String>);
    impl<'ast> Visit<'ast> for Dropped {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            visit::visit_expr_method_call(self, call);
            let converts = |name: &syn::Ident| name == "try_from" || name == "try_into";
            let dropped = call.method == "map_err"
                && matches!(call.args.first(), Some(syn::Expr::Closure(closure))
                    if matches!(closure.inputs.first(), Some(syn::Pat::Wild(_))));
            let mut receiver = &*call.receiver;
            while let syn::Expr::MethodCall(inner) = receiver
                && inner.method == "map"
            {
                receiver = &*inner.receiver;
            }
            let plain = match receiver {
                syn::Expr::MethodCall(inner) => converts(&inner.method),
                syn::Expr::Call(inner) => match &*inner.func {
                    syn::Expr::Path(path) => {
                        path.path.segments.last().is_some_and(|it| converts(&it.ident))
                    }
                    _ => false,
                },
                _ => false,
            };
            if dropped && !plain {
                self.0.push(call.method.to_string());
            }
        }
    }
    let mut faults = Vec::new();
    for file in source::files() {
        let mut dropped = Dropped(Vec::new());
        dropped.visit_file(&file.syntax);
        faults.extend(dropped.0.iter().map(|_| file.path.clone()));
    }
    assert!(faults.is_empty(), "map_err(|_| ...) over an error with a cause: {faults:#?}");
}
