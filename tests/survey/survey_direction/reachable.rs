//! The public functions of the library that take answers, what is summed up from
//! them, or columns of scores, read from the source.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{FnArg, ImplItem, Item, Signature, Type, UseTree, Visibility};

use crate::source::{self, SourceFile};

/// The rooms whose columns of plain numbers may be answers or scores.
const ROOMS_OF_SCORES: [&str; 3] = ["survey", "satisfaction", "loyalty"];

/// Types that hold answers or sums of them, beside all whose name ends in `Counts`.
const HOLDERS: [&str; 3] = ["Answers", "Moments", "CrossProducts"];
const HOLDERS_OF_COUNTS: [&str; 2] = ["FuzzyKano", "Memberships"];

/// Each by room, type and name: `survey::Answers::column`. The C face is left out:
/// it has tests of its own.
pub(crate) fn functions() -> BTreeSet<String> {
    let files: Vec<SourceFile> =
        source::files().into_iter().filter(|file| room(file) != "capi").collect();
    let rooms: BTreeSet<&str> = files.iter().map(room).collect();
    let mut found = BTreeSet::new();
    for name in rooms {
        let own: Vec<&SourceFile> = files.iter().filter(|file| room(file) == name).collect();
        let room = Room { name, exported: exported(&own) };
        for file in own {
            room.collect(&file.syntax.items, &mut found);
        }
    }
    found
}

/// The files that call a method of this name, tests in them included.
pub(crate) fn callers(method: &str) -> BTreeSet<String> {
    struct Calls<'a>(&'a str, bool);
    impl<'ast> Visit<'ast> for Calls<'_> {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            self.1 |= call.method == self.0;
            visit::visit_expr_method_call(self, call);
        }

        fn visit_macro(&mut self, call: &'ast syn::Macro) {
            self.1 |= call.tokens.to_string().contains(self.0);
        }
    }
    let calls = |file: &SourceFile| {
        let mut search = Calls(method, false);
        search.visit_file(&file.syntax);
        search.1
    };
    source::files().into_iter().filter(calls).map(|file| file.path).collect()
}

fn room(file: &SourceFile) -> &str {
    file.path.split(['/', '.']).next().unwrap()
}

/// The names that a room lets out: those of its `pub use`, and whatever is public in
/// its `mod.rs` itself.
fn exported(files: &[&SourceFile]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files {
        let is_root = file.path.ends_with("mod.rs") || !file.path.contains('/');
        for item in file.syntax.items.iter().filter(|_| is_root) {
            match item {
                Item::Use(item) if is_public(&item.vis) => leaves(&item.tree, &mut names),
                Item::Struct(item) if is_public(&item.vis) => {
                    names.insert(item.ident.to_string());
                }
                Item::Enum(item) if is_public(&item.vis) => {
                    names.insert(item.ident.to_string());
                }
                Item::Fn(item) if is_public(&item.vis) => {
                    names.insert(item.sig.ident.to_string());
                }
                _ => {}
            }
        }
    }
    names
}

fn leaves(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        UseTree::Rename(name) => {
            names.insert(name.rename.to_string());
        }
        UseTree::Glob(_) => {
            names.insert(EVERYTHING.to_owned());
        }
    }
}

/// Stands for the names of a `pub use` with a star: whatever is public may be meant.
const EVERYTHING: &str = "*";

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

struct Room<'a> {
    name: &'a str,
    exported: BTreeSet<String>,
}

impl Room<'_> {
    fn lets_out(&self, name: &str) -> bool {
        self.exported.contains(name) || self.exported.contains(EVERYTHING)
    }

    fn collect(&self, items: &[Item], found: &mut BTreeSet<String>) {
        for item in items {
            match item {
                Item::Fn(item) if is_public(&item.vis) => {
                    let name = item.sig.ident.to_string();
                    if self.lets_out(&name) && self.takes_answers(&item.sig, None) {
                        found.insert(format!("{}::{name}", self.name));
                    }
                }
                Item::Impl(item) => {
                    let Some(owner) = last_name(&item.self_ty) else { continue };
                    if !self.lets_out(&owner) {
                        continue;
                    }
                    for part in &item.items {
                        let ImplItem::Fn(part) = part else { continue };
                        let public = is_public(&part.vis) || item.trait_.is_some();
                        if public && self.takes_answers(&part.sig, Some(&owner)) {
                            found.insert(format!("{}::{owner}::{}", self.name, part.sig.ident));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn takes_answers(&self, signature: &Signature, owner: Option<&str>) -> bool {
        let scores = ROOMS_OF_SCORES.contains(&self.name);
        let mut search = Search { owner, scores, found: false };
        // Where clauses and bounds too: a function over anything that is a column.
        search.visit_generics(&signature.generics);
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(_) => search.found |= owner.is_some_and(|own| search.holds(own)),
                FnArg::Typed(argument) => search.visit_type(&argument.ty),
            }
        }
        // What gives answers has read them.
        let mut made = Search { owner, scores: false, found: false };
        made.visit_return_type(&signature.output);
        search.found || made.found
    }
}

fn last_name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

/// Looks for a holder of answers, or a column of plain numbers, in a type.
struct Search<'a> {
    owner: Option<&'a str>,
    scores: bool,
    found: bool,
}

impl Search<'_> {
    fn holds(&self, name: &str) -> bool {
        let counts = HOLDERS_OF_COUNTS.contains(&name) || name.ends_with("Counts");
        HOLDERS.contains(&name) || (self.scores && counts)
    }
}

impl<'ast> Visit<'ast> for Search<'_> {
    fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
        let name = segment.ident.to_string();
        let named = if name == "Self" { self.owner.unwrap_or_default() } else { &name };
        self.found |= self.holds(named);
        visit::visit_path_segment(self, segment);
    }

    fn visit_type_slice(&mut self, slice: &'ast syn::TypeSlice) {
        self.found |= self.scores && holds_numbers(&slice.elem);
        visit::visit_type_slice(self, slice);
    }

    fn visit_type_array(&mut self, array: &'ast syn::TypeArray) {
        self.found |= self.scores && holds_numbers(&array.elem);
        visit::visit_type_array(self, array);
    }

    fn visit_angle_bracketed_generic_arguments(
        &mut self,
        arguments: &'ast syn::AngleBracketedGenericArguments,
    ) {
        let numbers = arguments.args.iter().any(|argument| match argument {
            syn::GenericArgument::Type(of) => holds_numbers(of),
            _ => false,
        });
        self.found |= self.scores && numbers;
        visit::visit_angle_bracketed_generic_arguments(self, arguments);
    }
}

/// Whether a type is a plain number, or a column of them.
fn holds_numbers(of: &Type) -> bool {
    last_name(of).is_some_and(|name| name == "f64")
}
