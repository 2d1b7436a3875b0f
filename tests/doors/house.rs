//! The law of the house: a module imports only what stands above it in the order that ARCHITECTURE.md
//! gives, a room of `lifetime`, `satisfaction` or `value` likewise, and no two files of a module import
//! each other.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

/// The names of a list in ARCHITECTURE.md, one a line, in order.
fn listed(heading: &str) -> Vec<String> {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = fs::read_to_string(text).unwrap();
    let (_, rest) = text.split_once(heading).unwrap_or_else(|| panic!("no {heading}"));
    let block = rest.split("```").nth(1).unwrap();
    let names = block.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// What a file imports, as paths from the crate's root; tests are not looked at.
struct Imports<'a> {
    /// Where the file is: its module's path.
    here: &'a [String],
    found: BTreeSet<Vec<String>>,
}

impl Imports<'_> {
    /// A path from the root, of one that begins with `crate` or `super`.
    fn rooted(&self, path: &[String]) -> Option<Vec<String>> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        if path.first().is_some_and(|part| part == "crate") {
            return Some(path[1..].to_vec());
        }
        let up = self.here.len().checked_sub(supers).filter(|_| supers > 0)?;
        Some(self.here[..up].iter().chain(&path[supers..]).cloned().collect())
    }

    fn note(&mut self, path: &[String]) {
        if let Some(path) = self.rooted(path) {
            self.found.insert(path);
        }
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| {
            before.iter().cloned().chain([name.to_string()]).collect::<Vec<String>>()
        };
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.note(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.note(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.tree(before, item));
            }
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) && item.content.is_none() {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_test(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.tree(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.note(&parts);
        visit::visit_path(self, path);
    }
}

/// Each file's module path, and what it imports.
fn imports() -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut all = BTreeMap::new();
    for file in source::files() {
        if file.path == "lib.rs" {
            continue;
        }
        // A file for tests alone says so in the file that declares it.
        if file.path.ends_with("derivatives.rs") {
            continue;
        }
        let here: Vec<String> = source::module(&file.path).split("::").map(str::to_owned).collect();
        let mut imports = Imports { here: &here, found: BTreeSet::new() };
        imports.visit_file(&file.syntax);
        let found = imports.found;
        all.insert(here, found);
    }
    all
}

fn place(order: &[String], name: &str) -> Option<usize> {
    order.iter().position(|one| one == name)
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let order = listed("## Modules, in order");
    let mut faults = Vec::new();
    for (file, found) in imports() {
        let own = place(&order, &file[0]);
        assert!(own.is_some() || file[0] == "checked", "{} is not in the list", file[0]);
        for path in found {
            if let (Some(own), Some(other)) =
                (own, path.first().and_then(|first| place(&order, first)))
                && other > own
            {
                faults.push(format!("{} imports {}", file.join("::"), path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn rooms_import_only_what_stands_above_them() {
    let mut faults = Vec::new();
    for module in ["lifetime", "satisfaction", "value"] {
        let order = listed(&format!("## Rooms of `{module}`, in order"));
        for (file, found) in imports() {
            if file[0] != module || file.len() < 2 {
                continue;
            }
            let own =
                place(&order, &file[1]).unwrap_or_else(|| panic!("{} is not listed", file[1]));
            for path in found.iter().filter(|path| path.len() > 1 && path[0] == module) {
                if place(&order, &path[1]).is_some_and(|other| other > own) {
                    faults.push(format!("{} imports {}", file.join("::"), path.join("::")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_two_files_import_each_other() {
    let all = imports();
    let to = |found: &BTreeSet<Vec<String>>, other: &[String]| {
        found.iter().any(|path| path.len() > other.len() && path.starts_with(other))
    };
    let mut faults = Vec::new();
    for (file, found) in all.iter().filter(|(file, _)| file.len() > 1) {
        for (other, back) in all.range(file.clone()..).filter(|(other, _)| other.len() > 1) {
            if other != file && to(found, other) && to(back, file) {
                faults.push(format!("{} and {}", file.join("::"), other.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Where small numbers are no tolerances: points that fits start from, and what belongs to them.
const STARTS: [(&str, &str); 12] = [
    ("lifetime/fit/starts.rs", "of"),
    ("lifetime/purchase/beta_geometric.rs", "starts"),
    ("lifetime/purchase/ggompertz_nbd.rs", "special_cases"),
    ("lifetime/purchase/ggompertz_nbd.rs", "starts"),
    ("lifetime/purchase/ggompertz_nbd.rs", "COURSES"),
    ("lifetime/purchase/ggompertz_nbd.rs", "BETA"),
    ("lifetime/purchase/ggompertz_nbd.rs", "near_pareto"),
    ("lifetime/purchase/pareto_nbd.rs", "EARLIEST"),
    ("lifetime/purchase/pareto_nbd.rs", "starts"),
    ("lifetime/purchase/pareto_nbd.rs", "COURSES"),
    ("lifetime/purchase/pdo_nbd.rs", "starts"),
    ("lifetime/purchase/pdo_nbd.rs", "COURSES"),
];

/// Small floats of a file, with the function or constant that each stands in.
#[derive(Default)]
struct Small {
    within: Vec<String>,
    found: Vec<(String, String)>,
}

impl Small {
    fn inside(&mut self, name: &syn::Ident, visit: impl FnOnce(&mut Self)) {
        self.within.push(name.to_string());
        visit(self);
        self.within.pop();
    }
}

impl<'ast> Visit<'ast> for Small {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            self.inside(&item.sig.ident, |small| visit::visit_item_fn(small, item));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.inside(&item.sig.ident, |small| visit::visit_impl_item_fn(small, item));
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.inside(&item.ident, |small| visit::visit_item_const(small, item));
    }

    fn visit_lit_float(&mut self, number: &'ast syn::LitFloat) {
        if number.base10_digits().contains("e-") {
            let within = self.within.last().cloned().unwrap_or_default();
            self.found.push((within, number.to_string()));
        }
    }
}

/// Tolerances, cut-offs and boxes stand in one table, each with its reason.
#[test]
fn small_numbers_stand_in_the_table_of_tolerances() {
    let mut faults = Vec::new();
    for file in source::files() {
        let own = file.path == "numeric/tolerance.rs" || file.path.starts_with("capi");
        // Files for tests alone say so in the file that declares them.
        let tests = ["_reference.rs", "derivatives.rs"].iter().any(|end| file.path.ends_with(end));
        if own || tests {
            continue;
        }
        let mut small = Small::default();
        small.visit_file(&file.syntax);
        faults.extend(small.found.iter().filter_map(|(within, number)| {
            let start = STARTS.contains(&(file.path.as_str(), within.as_str()));
            (!start).then(|| format!("{}: {number} in {within}", file.path))
        }));
    }
    assert!(faults.is_empty(), "to be named in src/numeric/tolerance.rs: {faults:#?}");
}
