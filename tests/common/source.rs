//! The library's own source, parsed: for tests that walk every public function or
//! type and must miss none.
#![allow(
    dead_code,
    unreachable_pub,
    missing_debug_implementations,
    clippy::unwrap_used,
    clippy::panic
)]

use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src`.
pub struct SourceFile {
    /// Its path below `src`, such as `survey/scale.rs`.
    pub path: String,
    pub syntax: syn::File,
}

/// Every file of `src`, in the order of the paths.
pub fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let parse = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let syntax =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        SourceFile { path, syntax }
    };
    paths.into_iter().map(parse).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// The modules that a file's items live in, in the words of a path:
/// `survey/scale.rs` is `survey::scale`.
pub fn module(path: &str) -> String {
    path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}
