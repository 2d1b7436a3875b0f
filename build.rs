//! Writes what follows from `src/capi`, only under the feature `capi`: the C header, the functions
//! that C calls, and the constants of enumerations.
//!
//! All of it goes to `OUT_DIR`; `include/habitue.h` is the committed copy of the header, and a
//! test compares the two (`HABITUE_BLESS=1 cargo test --features capi header` rewrites the copy).
//! Nothing is written into the source tree.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "capi")]
    capi::build();
}

#[cfg(feature = "capi")]
#[path = "build"]
mod capi {
    #![allow(clippy::panic, reason = "a build that cannot be right ends, and says what is wrong")]

    mod core;
    mod doors;
    mod header;
    mod rows;
    mod source;

    use std::fmt::Write as _;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use source::{Face, What};

    pub(super) fn build() {
        println!("cargo::rerun-if-changed=build");
        println!("cargo::rerun-if-changed=src/capi");
        println!("cargo::rerun-if-changed=src/lifetime/kinds/models.in.rs");
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let write = |name: &str, text: &str| {
            fs::write(out.join(name), text).expect("OUT_DIR is writable");
        };
        let face = Face::read();
        write("capi_plain.rs", &header::plain(&face));
        let header = header(&face, &out.join("capi_plain.rs"));
        write("habitue.h", &header);
        println!("cargo::rustc-env=HABITUE_GENERATED_HEADER={}", out.join("habitue.h").display());
        write("capi_table.rs", &table(&face, &header));
        println!("cargo::rustc-env=HABITUE_CAPI_TABLE={}", out.join("capi_table.rs").display());
        write("capi_doors.rs", &(doors::rust(&face) + &rows::models()));
        for (name, text) in &face.included {
            write(&format!("{name}.rs"), text);
        }
        link_arguments();
    }

    /// The name that programs record and look for, and a library that stays
    /// loaded: unloading Rust code whose thread-locals live on is a crash.
    fn link_arguments() {
        if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libhabitue.so.0");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
        }
    }

    /// The header: the contract, macros, declarations, and the inline functions at its end.
    fn header(face: &Face, plain: &Path) -> String {
        let contract = CONTRACT.trim_end().replacen(
            " * What holds",
            &(header::contents() + " * What holds"),
            1,
        );
        let declarations = header::write(face, plain, &rows::tables());
        format!(
            "{contract}\n#ifndef HABITUE_H\n#define HABITUE_H\n\n#include <math.h>\n\
             #include <stddef.h>\n#include <stdint.h>\n\n{MACROS}\n#ifdef __cplusplus\n\
             extern \"C\" {{\n#endif\n{declarations}\n#ifdef __cplusplus\n}}\n#endif\n\n{MAKERS}\n\
             #endif /* HABITUE_H */\n"
        )
    }

    const CONTRACT: &str = include_str!("src/capi/contract.h");
    const MACROS: &str = include_str!("src/capi/macros.h");
    const MAKERS: &str = include_str!("src/capi/makers.h");

    /// What the tests of the C interface need from Rust about each declaration
    /// of the header: the address of a function, the layout of a structure.
    fn table(face: &Face, header: &str) -> String {
        let mut functions = String::new();
        let mut structures = String::new();
        let mut all: Vec<&source::Declared> = face.all.iter().collect();
        all.sort_by_key(|one| header.find(&format!("typedef struct {} {{", one.name)));
        for one in all {
            let name = &one.name;
            match &one.what {
                What::Function { .. } => {
                    let _ = writeln!(functions, "(\"{name}\", habitue::capi::{name} as *const _),");
                }
                What::Handle => {
                    let _ = writeln!(
                        functions,
                        "(\"{name}_free\", habitue::capi::{name}_free as *const _),"
                    );
                }
                What::Structure { fields, .. } => {
                    let _ = writeln!(
                        structures,
                        "(\"{name}\", size_of::<habitue::capi::{name}>(), vec!["
                    );
                    for (field, ..) in fields {
                        let _ = writeln!(
                            structures,
                            "(\"{field}\", std::mem::offset_of!(habitue::capi::{name}, r#{field}), \
                             bytes(|s: &habitue::capi::{name}| &s.r#{field})),"
                        );
                    }
                    structures.push_str("]),\n");
                }
                _ => {}
            }
        }
        format!(
            "pub(crate) fn functions() -> Vec<(&'static str, *const std::ffi::c_void)> {{\n\
             vec![{functions}]\n}}\nfn bytes<T, F>(_: fn(&T) -> &F) -> usize {{ size_of::<F>() }}\n\
             pub(crate) fn structures() -> Vec<(&'static str, usize, Vec<(&'static str, usize, usize)>)> {{\n\
             vec![{structures}]\n}}\n"
        )
    }
}
